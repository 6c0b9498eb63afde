package org.uputnica.directory.api;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.uputnica.testing.As.as;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.uputnica.platform.id.Ids;
import org.uputnica.testing.Personas;
import org.uputnica.testing.Stack;

/** A file of fifty thousand services is taken, and taken again without a change. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
@Tag("endurance")
class LargeDirectoryFileTest {
  private static final int ORGANIZATIONS = 5_000;
  private static final int OF_EACH = 10;
  private static final int PLACES = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A file of a hundred megabytes takes more than the minute that is waited for others. */
  private static final RestAssuredConfig PATIENT =
      RestAssuredConfig.config()
          .httpClient(
              HttpClientConfig.httpClientConfig()
                  .setParam("http.socket.timeout", (int) Duration.ofMinutes(5).toMillis()));

  @TempDir Path folder;
  private String place = "";

  @Test
  void fiftyThousandServicesAreTaken() throws IOException {
    Path file = write();
    for (String counted : new String[] {"added", "unchanged"}) {
      as(Personas.SANJA)
          .config(PATIENT)
          .contentType("application/octet-stream")
          .body(file.toFile())
          .post("/v1/directory/file")
          .then()
          .statusCode(200)
          .body("services." + counted, equalTo(ORGANIZATIONS * OF_EACH))
          .body("organizations." + counted, equalTo(ORGANIZATIONS));
    }
    String told =
        "{\"locations\": [{\"id\": \"%s\", \"location_type\": \"physical\"}]}".formatted(place);
    as(Personas.SANJA)
        .contentType("application/octet-stream")
        .body(told.getBytes(StandardCharsets.UTF_8))
        .post("/v1/directory/file")
        .then()
        .statusCode(422)
        .body("errors.field", hasItem("/locations/0/id"));
  }

  private Path write() throws IOException {
    JsonNode model = JSON.readTree(Path.of("src/main/resources/directory/me.json").toFile());
    ObjectNode service = model.path("services").get(0).deepCopy();
    // House Breza, where somebody sleeps: each of its copies names a place that is not told
    String[] places = new String[PLACES];
    service.remove("capacities");
    Path file = folder.resolve("large.json");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      String[] ids = new String[ORGANIZATIONS];
      out.write("{\"locations\": [");
      for (int i = 0; i < PLACES; i++) {
        places[i] = Ids.random().toString();
        out.write(
            (i == 0 ? "" : ",")
                + JSON.createObjectNode().put("id", places[i]).put("location_type", "virtual"));
      }
      place = places[0];
      out.write("], \"organizations\": [");
      for (int i = 0; i < ORGANIZATIONS; i++) {
        ids[i] = Ids.random().toString();
        out.write(
            (i == 0 ? "" : ",")
                + JSON.createObjectNode()
                    .put("id", ids[i])
                    .put("name", "Invented organisation " + i)
                    .put("description", "Nothing in it is real"));
      }
      out.write("], \"services\": [");
      for (int i = 0; i < ORGANIZATIONS * OF_EACH; i++) {
        service
            .put("id", Ids.random().toString())
            .put("organization_id", ids[i / OF_EACH])
            .put("name", "Invented service " + i);
        service
            .putArray("service_at_locations")
            .addObject()
            .put("id", Ids.random().toString())
            .put("location_id", places[i % PLACES]);
        out.write((i == 0 ? "" : ",") + service);
      }
      out.write("]}");
    }
    return file;
  }
}
