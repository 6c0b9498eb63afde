package org.uputnica.directory.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.uputnica.directory.api.Jasen.count;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.BOJAN;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MARKO;
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
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** What the directory tells to whom, and what a file cannot make it tell or count. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class DirectoryLeaksTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ENTRY = "/v1/directory/entries/";
  private static final String BREZA = "1e000000-0000-4000-8000-0000000a0401";
  private static final String GUARDED_WING = "1e000000-0000-4000-8000-0000000a0402";
  private static final String CON = "abda40fb-87fa-5e42-8b18-d7b143b032e4";
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

  /** A term of our taxonomy under the id that the file has for it. */
  private static String ownTerm(ObjectNode file, String taxonomy, String code) {
    String id = Ids.random().toString();
    file.withArray("taxonomy_terms")
        .addObject()
        .put("id", id)
        .put("taxonomy", taxonomy)
        .put("code", code)
        .put("name", code)
        .put("description", "Invented");
    return id;
  }

  private static void attribute(ObjectNode service, String term, String value) {
    service
        .withArray("attributes")
        .addObject()
        .put("id", Ids.random().toString())
        .put("taxonomy_term_id", term)
        .put("value", value);
  }

  @Test
  void aLicenceIsOneWhoeverGaveTheTermItsId() {
    ObjectNode file = house(Ids.random(), Ids.random(), Duration.ofMinutes(-1));
    ObjectNode house = (ObjectNode) file.at("/services/0");
    String name = "canary-" + Ids.random();
    house.withArray("attributes").removeIf(it -> it.path("label").asText().startsWith("LIC"));
    attribute(house, ownTerm(file, "uputnica-intake", "LIC-NEEDED"), "YES");
    attribute(house, ownTerm(file, "uputnica-intake", "LIC-NUMBER"), name + "-ours");
    attribute(house, ownTerm(file, "register-of-elsewhere", "Broj dozvole"), name + "-theirs");
    attribute(house, ownTerm(file, "register-of-elsewhere", "COLOUR"), name + "-colour");
    house.put("licenses", name + "-of-hsds");
    send(file).statusCode(200).body("errors", equalTo(0));
    String id = house.path("id").asText();
    assertThat(as(SANJA).get(ENTRY + id).asString())
        .contains(name + "-ours", name + "-theirs", name + "-colour", name + "-of-hsds");
    assertThat(as(BOJAN).get(ENTRY + id).then().statusCode(200).extract().asString())
        .contains(name + "-colour")
        .doesNotContain(name + "-ours", name + "-theirs", name + "-of-hsds", "licenses");
  }

  /** Nobody sleeps there; the term CON says so, by the id of our profile and by one of the file. */
  @Test
  void whateverIsConfidentialKeepsItsPlaceUntold() throws IOException {
    JsonNode model = JSON.readTree(Path.of("src/main/resources/directory/me.json").toFile());
    for (boolean own : new boolean[] {false, true}) {
      ObjectNode file = JSON.createObjectNode();
      UUID office = Ids.random();
      file.putArray("organizations")
          .addObject()
          .put("id", office.toString())
          .put("name", "Invented office " + office)
          .put("description", "Nothing in it is real");
      String place = Ids.random().toString();
      file.putArray("locations").addObject().put("id", place).put("location_type", "virtual");
      ObjectNode service = model.path("services").get(5).deepCopy();
      assertThat(service.path("name").asText()).isEqualTo("Psychological support");
      service.put("id", Ids.random().toString()).put("organization_id", office.toString());
      service
          .putArray("service_at_locations")
          .addObject()
          .put("id", Ids.random().toString())
          .put("location_id", place);
      attribute(service, own ? ownTerm(file, "uputnica-intake", "CON") : CON, "YES");
      file.putArray("services").add(service);
      send(file).statusCode(200).body("errors", equalTo(0));
      ObjectNode told = JSON.createObjectNode();
      told.putArray("locations")
          .addObject()
          .put("id", place)
          .put("location_type", "virtual")
          .put("latitude", 42.4);
      send(told).statusCode(422).body("errors.field", hasItem("/locations/0/id"));
    }
  }

  @Test
  void theAddressOpensToWhoDrivesAndTheJournalKeepsWho() {
    as(JELENA)
        .header("If-Match", revisionOfTheAddress())
        .body(Map.of("address", "Invented street 7"))
        .put("/v1/services/" + BREZA + "/address")
        .then()
        .statusCode(200);
    MainJob.free(3);
    MainJob job = MainJob.aWomanAtTheCrossing().named("Dunja Izmisljena").registered();
    Walk referral = job.sentToBreza("NAME");
    String address = referral.path + "/address";
    as(MARKO).get(address).then().statusCode(404);
    as(MARKO).get(address + "?driving=true").then().statusCode(404);
    referral.step(JELENA, "T022", Map.of()).step(JELENA, "T024", Walk.ACCEPT);
    referral.step(VERA, "T027", Map.of("companion", "STAFF", "vehicle", "OFFICIAL_CAR"));
    for (Person looks : List.of(VERA, MARKO)) {
      as(looks)
          .get(address)
          .then()
          .statusCode(400)
          .body("type", endsWith("/invalid-value"))
          .body("errors.field", hasItem("driving"));
    }
    assertThat(openings(referral, MARKO)).isZero();
    as(MARKO).get(address + "?driving=true").then().statusCode(200);
    assertThat(openings(referral, MARKO)).isEqualTo(1);
    assertThat(openings(referral, VERA)).isZero();
  }

  private static String revisionOfTheAddress() {
    return "\""
        + count(
            "select coalesce(max(revision), 0) from directory.house_address where service = '"
                + BREZA
                + "'")
        + "\"";
  }

  private static long openings(Walk referral, Person who) {
    return count(
        "select count(*) from audit.entry where action = 'address-opened' and outcome = 'DONE' and subject = '"
            + referral.id()
            + "' and actor = '"
            + as(who).get("/v1/me").path("account")
            + "'");
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
