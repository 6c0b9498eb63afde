package org.uputnica.directory.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.BOJAN;
import static org.uputnica.testing.Personas.MILENA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Stack;

/** What the directory tells to whom, and what a file cannot make it tell or count. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class DirectoryLeaksTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ENTRY = "/v1/directory/entries/";
  private static final String BREZA = "1e000000-0000-4000-8000-0000000a0401";
  private static final String GUARDED_WING = "1e000000-0000-4000-8000-0000000a0402";
  private static final String LILY = "1e000000-0000-4000-8000-00000000000a";

  @Inject Clock clock;

  private static ValidatableResponse send(JsonNode file) {
    return as(SANJA)
        .contentType("application/octet-stream")
        .body(file.toString().getBytes(StandardCharsets.UTF_8))
        .post("/v1/directory/file")
        .then();
  }

  private static ObjectNode entry(String id) {
    try {
      return (ObjectNode)
          JSON.readTree(as(SANJA).get(ENTRY + id).then().statusCode(200).extract().asByteArray());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The house Breza once more, of another organisation and with one unit of its own. */
  private ObjectNode house(UUID office, UUID unit, Duration from) {
    ObjectNode file = JSON.createObjectNode();
    file.putArray("organizations")
        .addObject()
        .put("id", office.toString())
        .put("name", "Invented office " + office)
        .put("description", "Nothing in it is real");
    ObjectNode house = entry(BREZA);
    house.put("id", Ids.random().toString()).put("organization_id", office.toString());
    house.put("status", "inactive");
    ArrayNode capacities = house.putArray("capacities");
    ObjectNode beds =
        capacities
            .addObject()
            .put("id", unit.toString())
            .put("available", 2)
            .put("maximum", 9)
            .put("updated", clock.instant().plus(from).toString());
    beds.putObject("unit").put("id", Ids.random().toString()).put("name", "bed");
    file.putArray("services").add(house);
    return file;
  }

  @Test
  void namesLicencesAndGuardedServicesInsideAreNotForEverybody() throws IOException {
    UUID office = Ids.random();
    ObjectNode file = house(office, Ids.random(), Duration.ofMinutes(-1));
    ObjectNode organization = (ObjectNode) file.at("/organizations/0");
    ObjectNode contact = organization.putArray("contacts").addObject();
    contact
        .put("id", Ids.random().toString())
        .put("name", "Izmisljena Osoba")
        .put("department", "intake")
        .put("email", "intake@example.org");
    ObjectNode other = organization.withArray("contacts").addObject();
    other
        .put("id", Ids.random().toString())
        .put("name", "Druga Osoba")
        .put("email", "osoba@example.org");
    ObjectNode guarded = entry(GUARDED_WING);
    guarded.put("id", Ids.random().toString()).put("organization_id", office.toString());
    guarded.put("name", "Guarded canary").remove("capacities");
    organization.putArray("services").add(guarded);
    send(file).statusCode(200).body("errors", equalTo(0));

    assertThat(as(SANJA).get(ENTRY + office).asString())
        .contains("Izmisljena", "Guarded canary", "osoba@example.org");
    String shown = as(BOJAN).get(ENTRY + office).then().statusCode(200).extract().asString();
    assertThat(shown)
        .contains("intake@example.org")
        .doesNotContain("Osoba", "Guarded canary", "osoba@example.org");
    assertThat(entry(BREZA).toString()).contains("\"LIC\"");
    assertThat(as(BOJAN).get(ENTRY + BREZA).asString())
        .contains("\"SEX\"")
        .doesNotContain("\"LIC\"", "LIC-NEEDED");
  }

  @Test
  void aFileOfLocationsAloneDoesNotTellWhereAHouseIs() {
    JsonNode at = entry(BREZA).at("/service_at_locations/0");
    String place =
        at.has("location") ? at.at("/location/id").asText() : at.path("location_id").asText();
    ObjectNode file = JSON.createObjectNode();
    file.putArray("locations").addObject().put("id", place).put("location_type", "physical");
    send(file).statusCode(422).body("errors.field", hasItem("/locations/0/id"));
    ObjectNode nested = JSON.createObjectNode();
    nested
        .putArray("organizations")
        .addObject()
        .put("id", Ids.random().toString())
        .put("name", "Invented office")
        .put("description", "Nothing in it is real")
        .putArray("locations")
        .addObject()
        .put("id", place)
        .put("location_type", "virtual")
        .put("latitude", 42.4);
    send(nested).statusCode(422);
  }

  @Test
  void theSameBedsAreCountedOnceAndKeepTheirMaximum() {
    UUID unit = Ids.random();
    ObjectNode file = house(Ids.random(), unit, Duration.ofMinutes(-3));
    send(file).statusCode(200);
    String house = file.at("/services/0/id").asText();
    ObjectNode beds = (ObjectNode) file.at("/services/0/capacities/0");
    beds.put("id", Ids.random().toString())
        .put("updated", clock.instant().minusSeconds(60).toString());
    send(file)
        .statusCode(200)
        .body("problems.text", hasItem("a unit is counted here by another id: left out"));
    beds.put("id", unit.toString()).put("available", 3).remove("maximum");
    send(file).statusCode(200);
    as(SANJA)
        .get("/v1/services/{id}", house)
        .then()
        .body("capacities.available", equalTo(List.of(3)))
        .body("capacities.maximum", equalTo(List.of(9)));
  }

  @Test
  void aNumberOfTomorrowIsRefused() {
    send(house(Ids.random(), Ids.random(), Duration.ofDays(1)))
        .statusCode(422)
        .body("errors.detail", hasItem("must not be later than now"));
  }

  @Test
  void whatAnOrganisationChangedItselfStays() throws IOException {
    ObjectNode old = JSON.createObjectNode();
    JsonNode model = JSON.readTree(Path.of("src/main/resources/directory/me.json").toFile());
    for (JsonNode each : model.path("organizations")) {
      if (each.path("id").asText().equals(LILY)) {
        old.putArray("organizations").add(each);
      }
    }
    String path = "/v1/organizations/" + LILY;
    String revision = as(MILENA).get(path).then().statusCode(200).extract().header("ETag");
    as(MILENA)
        .header("If-Match", revision)
        .body(
            Map.of(
                "phone", "+382 00 000119",
                "languages", List.of("en"),
                "hours", List.of(),
                "contacts", List.of()))
        .put(path)
        .then()
        .statusCode(200);
    send(old)
        .statusCode(200)
        .body("problems.text", hasItem("was changed here since: left as it is"));
    as(MILENA).get(path).then().body("organization.phone", equalTo("+382 00 000119"));
  }

  @Test
  void aNeedNobodyAskedAboutIsNotFreeOfAreasToAvoid() {
    MainJob.free(3);
    MainJob job = MainJob.aWomanAtTheCrossing().named("Dunja Izmisljena").registered();
    as(VERA)
        .get("/v1/cases/{id}/matches?serviceType=ACC-EMG", job.caseId)
        .then()
        .statusCode(200)
        .body("candidates[0].unknown.criterion", hasItem("RIS"));
  }
}
