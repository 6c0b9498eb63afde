package org.uputnica.directory.api;

import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.testing.As.as;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void fiftyThousandServicesAreTaken() throws IOException {
    Path file = write();
    for (String counted : new String[] {"added", "unchanged"}) {
      as(Personas.SANJA)
          .contentType("application/octet-stream")
          .body(file.toFile())
          .post("/v1/directory/file")
          .then()
          .statusCode(200)
          .body("services." + counted, equalTo(ORGANIZATIONS * OF_EACH))
          .body("organizations." + counted, equalTo(ORGANIZATIONS));
    }
  }

  private Path write() throws IOException {
    JsonNode model = JSON.readTree(Path.of("src/main/resources/directory/me.json").toFile());
    ObjectNode service = model.path("services").get(0).deepCopy();
    service.remove("service_at_locations");
    service.remove("capacities");
    Path file = folder.resolve("large.json");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      String[] ids = new String[ORGANIZATIONS];
      out.write("{\"organizations\": [");
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
        out.write((i == 0 ? "" : ",") + service);
      }
      out.write("]}");
    }
    return file;
  }
}
