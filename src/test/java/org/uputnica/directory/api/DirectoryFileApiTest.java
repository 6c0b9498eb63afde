package org.uputnica.directory.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.ILIR;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.LUKA;
import static org.uputnica.testing.Personas.MILENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** The directory as HSDS: in and out, and who changes which entry. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class DirectoryFileApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "/v1/directory/file";
  private static final String BREZA = "1e000000-0000-4000-8000-0000000a0401";
  private static final String LJILJAN = "1e000000-0000-4000-8000-0000000a0a01";
  private static final String CHILDCARE = "82d6b322-c021-4cc4-8abe-95c6962e7b77";
  private static final String GUARDED_WING = "1e000000-0000-4000-8000-0000000a0402";

  private static ValidatableResponse send(Person person, String query, String content) {
    return as(person)
        .contentType("application/octet-stream")
        .body(content.getBytes(StandardCharsets.UTF_8))
        .post(FILE + query)
        .then();
  }

  private static JsonNode read(Person person, String path) throws IOException {
    return JSON.readTree(as(person).get(path).then().statusCode(200).extract().asByteArray());
  }

  private static String example(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/hsds/" + name + ".json"));
  }

  /** An organisation with some houses, none of which anybody looks for. */
  private static ObjectNode file(UUID organization, int services) throws IOException {
    ObjectNode file = JSON.createObjectNode();
    file.putArray("organizations")
        .addObject()
        .put("id", organization.toString())
        .put("name", "Invented office " + organization)
        .put("description", "Nothing in it is real");
    ArrayNode list = file.putArray("services");
    JsonNode model = JSON.readTree(Path.of("src/main/resources/directory/me.json").toFile());
    for (JsonNode service : model.path("services")) {
      if (service.path("name").asText().equals("Psychological support")) {
        for (int i = 0; i < services; i++) {
          ObjectNode copy = service.deepCopy();
          copy.put("id", Ids.random().toString())
              .put("organization_id", organization.toString())
              .put("name", "Invented service " + i)
              .put("x_local_number", 7);
          copy.remove("service_at_locations");
          ((ObjectNode) copy.at("/attributes/0")).put("taxonomy_term_id", CHILDCARE);
          list.add(copy);
        }
      }
    }
    return file;
  }

  @Test
  void theExamplesOfHsdsGoInAndOutUnchanged() throws IOException {
    for (String name : List.of("organization_full", "service_full", "location")) {
      String example = example(name);
      send(SANJA, "", example)
          .statusCode(200)
          .body("taken", equalTo(true))
          .body("errors", equalTo(0));
      JsonNode tree = JSON.readTree(example);
      assertThat(read(SANJA, "/v1/directory/entries/" + tree.path("id").asText())).isEqualTo(tree);
    }
    send(SANJA, "", example("service_full"))
        .statusCode(200)
        .body("services.unchanged", equalTo(1))
        .body("services.added", equalTo(0));
    JsonNode whole = read(SANJA, FILE);
    assertThat(whole.path("services")).contains(JSON.readTree(example("service_full")));
    as(SANJA)
        .get("/v1/services/" + JSON.readTree(example("service_full")).path("id").asText())
        .then()
        .statusCode(200)
        .body("serviceTypes", hasSize(0));
  }

  @Test
  void aFileIsLookedAtTakenOnceAndLeavesAloneWhatItDoesNotMention() throws IOException {
    UUID office = Ids.random();
    ObjectNode file = file(office, 3);
    send(SANJA, "?dryRun=true", file.toString())
        .statusCode(200)
        .body("taken", equalTo(false))
        .body("services.added", equalTo(3))
        .body("organizations.added", equalTo(1))
        .body("problems.text", hasItem(containsString("x_local_number")));
    as(SANJA).get("/v1/organizations/{id}", office).then().statusCode(404);
    send(SANJA, "", file.toString()).statusCode(200).body("services.added", equalTo(3));
    send(SANJA, "", file.toString())
        .statusCode(200)
        .body("services.unchanged", equalTo(3))
        .body("services.changed", equalTo(0))
        .body("organizations.unchanged", equalTo(1));
    String first = file.at("/services/0/id").asText();
    assertThat(read(SANJA, "/v1/directory/entries/" + first)).isEqualTo(file.at("/services/0"));

    ObjectNode shorter = file.deepCopy();
    ((ArrayNode) shorter.path("services")).remove(0);
    ((ObjectNode) shorter.at("/services/0")).put("name", "Another name");
    send(SANJA, "", shorter.toString())
        .statusCode(200)
        .body("services.changed", equalTo(1))
        .body("markedInactive", equalTo(0));
    as(VERA).get("/v1/services/{id}", first).then().body("active", equalTo(true));
    send(SANJA, "?absent=MARK_INACTIVE&dryRun=true", shorter.toString())
        .body("markedInactive", equalTo(1));
    send(SANJA, "?absent=MARK_INACTIVE", shorter.toString())
        .statusCode(200)
        .body("markedInactive", equalTo(1));
    as(VERA).get("/v1/services/{id}", first).then().statusCode(200).body("active", equalTo(false));
    // what was changed here since is not undone by the old file
    send(SANJA, "", file.toString())
        .statusCode(200)
        .body("problems.text", hasItem("was changed here since: left as it is"));
    as(VERA).get("/v1/services/{id}", first).then().body("active", equalTo(false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /services/0/organization_id | 1e000000-0000-4000-8000-0000000fffff | names no organization of these files
          /services/0/status | open | must be one of active, inactive, defunct, temporarily closed
          /services/0/name | <b>bold</b> | must be plain text, without markup or programs
          /services/0/id | 1e000000-0000-4000-8000-0000000a0401 | is a service of another organisation
          /services/0/id | a1000000-0000-4000-8000-0000000a0401 | is already the id of something else
          /organizations/0/id | 1e000000-0000-4000-8000-0000000a0401 | is already the id of something else
          """)
  void withOneErrorNothingIsTaken(String pointer, String value, String text) throws IOException {
    ObjectNode file = file(Ids.random(), 2);
    int cut = pointer.lastIndexOf('/');
    ((ObjectNode) file.at(pointer.substring(0, cut))).put(pointer.substring(cut + 1), value);
    if (pointer.startsWith("/organizations")) {
      file.path("services").forEach(it -> ((ObjectNode) it).put("organization_id", value));
    }
    send(SANJA, "?dryRun=true", file.toString())
        .statusCode(200)
        .body("problems.pointer", hasItem(pointer))
        .body("problems.text", hasItem(text));
    send(SANJA, "", file.toString())
        .statusCode(422)
        .body("type", endsWith("/problems/file-refused"))
        .body("errors.field", hasItem(pointer))
        .body("errors.detail", hasItem(text));
    as(VERA).get("/v1/services/{id}", file.at("/services/1/id").asText()).then().statusCode(404);
  }

  @Test
  void whatIsNoFileIsRefused() {
    send(SANJA, "", "{\"services\": [").statusCode(400).body("type", endsWith("/malformed-json"));
    send(SANJA, "?absent=DELETE", "{}")
        .statusCode(400)
        .body("type", endsWith("/problems/invalid-value"));
    send(JELENA, "", "{}").statusCode(403);
  }

  @Test
  void theHouseThatSleepsSomebodyTellsNoAddress() throws IOException {
    UUID office = Ids.random();
    ObjectNode file = file(office, 0);
    ObjectNode house = (ObjectNode) read(SANJA, "/v1/directory/entries/" + BREZA);
    house.put("id", Ids.random().toString()).put("organization_id", office.toString());
    house.remove("capacities");
    ObjectNode at = (ObjectNode) house.at("/service_at_locations/0");
    at.remove("location_id");
    at.putObject("location")
        .put("id", Ids.random().toString())
        .put("location_type", "physical")
        .put("latitude", 42.4);
    file.withArray("services").add(house);
    send(SANJA, "", file.toString())
        .statusCode(422)
        .body("errors.detail", hasItem(containsString("a place to sleep is confidential")));
  }

  @Test
  void theExportIsValidAndTakesBackAsItIs() throws IOException {
    String whole =
        as(SANJA).get(FILE + "?guarded=true").then().statusCode(200).extract().asString();
    assertThat(JSON.readTree(whole).at("/services").findValuesAsText("id")).contains(GUARDED_WING);
    send(SANJA, "?dryRun=true", whole)
        .statusCode(200)
        .body("errors", equalTo(0))
        .body("services.changed", equalTo(0))
        .body("organizations.changed", equalTo(0));
    assertThat(read(SANJA, FILE).at("/services").findValuesAsText("id"))
        .contains(BREZA)
        .doesNotContain(GUARDED_WING);
    as(JELENA).get(FILE).then().statusCode(403);
    as(PETAR).get("/v1/directory/entries/{id}", GUARDED_WING).then().statusCode(404);
  }

  private static long revision(Person person, String path) {
    return Long.parseLong(
        as(person).get(path).then().statusCode(200).extract().header("ETag").replace("\"", ""));
  }

  private static ValidatableResponse put(Person person, String path, long revision, Object body) {
    return as(person).header("If-Match", "\"" + revision + "\"").body(body).put(path).then();
  }

  private static Map<String, Object> said(List<String> sexes) {
    return Map.of(
        "active",
        true,
        "languages",
        List.of("sr-Latn", "en"),
        "interpreter",
        true,
        "acceptsChildren",
        true,
        "maximumAge",
        17,
        "sexes",
        sexes,
        "accessibility",
        List.of("WHEELCHAIR"),
        "hours",
        List.of(Map.of("days", List.of("MO"), "opensAt", "08:00", "closesAt", "20:00")),
        "onCall",
        true);
  }

  @Test
  void aHouseChangesItsOwnServiceAndNoOther() throws IOException {
    String path = "/v1/services/" + LJILJAN;
    List<String> everybody = List.of("WOMAN", "MAN", "OTHER");
    long revision = revision(MILENA, path);
    put(JELENA, path, revision, said(everybody)).statusCode(404);
    put(MILENA, path, revision + 7, said(everybody))
        .statusCode(412)
        .body("type", endsWith("/stale-revision"));
    put(MILENA, path, revision, said(List.of("NOT_SAID")))
        .statusCode(400)
        .body("type", endsWith("/invalid-value"));
    put(MILENA, path, revision, said(everybody))
        .statusCode(200)
        .body("languages", equalTo(List.of("sr-Latn", "en")))
        .body("accessibility", equalTo(List.of("WHEELCHAIR")))
        .body("hours[0].opensAt", equalTo("08:00"))
        .body("revision", equalTo((int) revision + 1));
    JsonNode entry = read(SANJA, "/v1/directory/entries/" + LJILJAN);
    assertThat(entry.at("/schedules/0/byday").asText()).isEqualTo("MO");
    assertThat(entry.path("last_modified").asText()).isNotEmpty();
  }

  @Test
  void anOrganisationSaysHowItIsReachedByFunction() {
    String path = "/v1/organizations/1e000000-0000-4000-8000-00000000000a";
    Map<String, Object> said =
        Map.of(
            "phone", "+382 00 000110",
            "languages", List.of("en"),
            "hours",
                List.of(Map.of("days", List.of("TU"), "opensAt", "09:00", "closesAt", "12:00")),
            "contacts", List.of(Map.of("function", "data-protection", "phone", "+382 00 000111")));
    long revision = revision(MILENA, path);
    put(JELENA, path, revision, said).statusCode(404);
    put(MILENA, path, revision, said)
        .statusCode(200)
        .body("contacts[0].function", equalTo("data-protection"))
        .body("contacts", hasSize(1))
        .body("hours[0].days", equalTo(List.of("TU")))
        .body("agreementSince", notNullValue())
        .body("organization.phone", equalTo("+382 00 000110"));
    put(MILENA, path, revision, said).statusCode(412);
  }

  @Test
  void licencesAreTheNationalOfficesAloneAndShownToThoseTheyConcern() {
    String path = "/v1/services/" + LJILJAN;
    var licence = Map.of("body", "Ministry", "number", "7/2026", "validUntil", "2035-12-31");
    long revision = revision(SANJA, path);
    put(MILENA, path + "/licence", revision, licence).statusCode(403);
    put(ILIR, path + "/licence", revision, licence).statusCode(404);
    put(SANJA, path + "/licence", revision, licence)
        .statusCode(200)
        .body("licence.number", equalTo("7/2026"));
    as(MILENA).get(path).then().body("licence.body", equalTo("Ministry"));
    as(VERA).get(path).then().body("licence", nullValue());
  }

  @Test
  void theAddressOpensToThoseOnTheWayAndToNobodyElse() throws IOException {
    String path = "/v1/services/" + BREZA + "/address";
    String secret = "Invented street 7, canary " + Ids.random();
    put(PETAR, path, 0, Map.of("address", secret)).statusCode(404);
    put(JELENA, path, 0, Map.of("address", secret)).statusCode(200);
    put(JELENA, path, 0, Map.of("address", secret)).statusCode(412);

    MainJob.free(3);
    MainJob job = MainJob.aWomanAtTheCrossing().named("Dunja Izmisljena").registered();
    Walk referral = job.referTo(MainJob.BREZA, "NAME");
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA, "NAME").then().statusCode(201);
    referral.step(VERA, "T020", Walk.SEND);
    String address = referral.path + "/address?driving=true";
    as(VERA).get(address).then().statusCode(404);
    referral.step(JELENA, "T022", Map.of()).step(JELENA, "T024", Walk.ACCEPT);
    as(VERA).get(address).then().statusCode(404);
    referral.step(VERA, "T027", Map.of("companion", "STAFF", "vehicle", "OFFICIAL_CAR"));
    as(VERA)
        .get(address)
        .then()
        .statusCode(200)
        .body("address", equalTo(secret))
        .body("service", equalTo(BREZA));
    as(MIRA).get(address).then().statusCode(200); // answers for the case
    as(LUKA).get(address).then().statusCode(404);
    as(JELENA).get(address).then().statusCode(403);
    referral.step(VERA, "A028", Map.of("handed-over-at", MainJob.now()));
    as(VERA).get(address).then().statusCode(404);
    referral.step(JELENA, "T028", Map.of("arrived-at", MainJob.now(), "person-recognised", "true"));
    as(VERA).get(address).then().statusCode(404);
    assertThat(as(SANJA).get(FILE + "?guarded=true").asString()).doesNotContain(secret);
    as(SANJA).get("/v1/services/{id}", BREZA).then().body(not(containsString(secret)));
  }

  @Test
  void aNeedIsMatchedWithWhatElseIsSaid() {
    MainJob.free(3);
    MainJob job = MainJob.aWomanAtTheCrossing().named("Dunja Izmisljena").registered();
    String path = "/v1/cases/" + job.caseId + "/matches";
    as(VERA)
        .body(Map.of("serviceType", "ACC-EMG", "avoidAreas", List.of("ME-12"), "near", "ME-02"))
        .post(path)
        .then()
        .statusCode(200)
        .body("candidates.service", not(hasItem(BREZA)))
        .body("candidates[0].reasons.criterion", hasItem("NEAR"))
        .body(
            "excluded.find { it.service == '%s' }.reasons.criterion".formatted(BREZA),
            hasItem("RIS"))
        .body("excludedByRule.criterion", hasItem("RIS"));
    as(VERA)
        .body(
            Map.of(
                "serviceType", "ACC-EMG",
                "avoidAreas", List.of("ME-12"),
                "wishedAreas", List.of("ME-12")))
        .post(path)
        .then()
        .statusCode(200)
        .body("candidates[0].service", equalTo(BREZA));
    as(VERA)
        .body(Map.of("serviceType", "ACC-EMG"))
        .post(path)
        .then()
        .statusCode(200)
        .body("candidates[0].unknown.criterion", hasItem("RIS"));
    as(VERA).body(Map.of("serviceType", "BED")).post(path).then().statusCode(400);
    as(PETAR).body(Map.of("serviceType", "ACC-EMG")).post(path).then().statusCode(403);
  }
}
