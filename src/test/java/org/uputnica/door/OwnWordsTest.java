package org.uputnica.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.ANA;
import static org.uputnica.testing.Personas.DRAGAN;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MARKO;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/** What her page says, and on what it is silent. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class OwnWordsTest {
  private static final String OPENED =
      "entries.findAll { it.what == 'Can open your details from now on' }.function";

  private final MainJob her =
      MainJob.aWomanAtTheCrossing().named("Izmisljena Osoba").with("language", "en");
  private AtTheDoor door = AtTheDoor.with("");

  @BeforeEach
  void sheHasANumber() {
    her.registered().takenOver(MIRA);
    door = AtTheDoor.givenBy(VERA, her.caseId).opened();
  }

  @Test
  void whatWasAskedBackAndAnsweredIsHersToKnow() {
    door.sends().get("/v1/door/recalls").then().statusCode(200).body("recalls", hasSize(0));
    as(MIRA).get("/v1/cases/{id}/identity", her.caseId).then().statusCode(200);
    door.takesBack(said("CS-STO", MIRA.organization()))
        .then()
        .statusCode(201)
        .body("lines", hasSize(1))
        .body("askedBack", hasSize(1))
        .body(
            "askedBack[0].lines",
            contains(
                equalTo("Centre for social work"),
                startsWith("Was asked to give back what it had: your name"),
                equalTo("There is no answer yet.")))
        .body("askedBack[0].answeredAt", nullValue());
    String recall =
        as(MIRA)
            .get("/v1/recalls")
            .path("recalls.find { it.caseId == '%s' }.id".formatted(her.caseId));
    as(MIRA)
        .header("If-Match", "\"0\"")
        .body(Map.of("answer", "KEPT", "because", "CRIMINAL_FILE"))
        .post("/v1/recalls/{id}/answer", recall)
        .then()
        .statusCode(200);
    door.sends()
        .get("/v1/door/recalls")
        .then()
        .statusCode(200)
        .body("language", equalTo("en"))
        .body("recalls", hasSize(1))
        .body("recalls[0].id", equalTo(recall))
        .body("recalls[0].answeredAt", not(nullValue()))
        .body("recalls[0].lines", hasItem("It must keep this, because the law says so."));
    door.session = "";
    door.sends().get("/v1/door/recalls").then().statusCode(401);
  }

  /** Somebody who looks on must not read it before she was told (domain reference 3.7). */
  @Test
  void whatWasDisclosedWithoutAskingIsThereOnceSheWasTold() {
    UUID exception = Ids.random();
    String approved = underAnException(exception);
    String told = tells(exception, approved, Map.of("told", false, "reason", "ENDANGERS_SOMEBODY"));
    uses(door)
        .body("entries.what", not(hasItem("Passed something on without asking you")))
        .body("entries.what", not(hasItem("Looked at: your health")))
        .body(OPENED, contains("First help"))
        .body("entries.what", not(hasItem("Saw what help you need, without your name")))
        .body("entries.what", hasItem("Wrote down your request"));
    as(MIRA)
        .get("/v1/cases/{id}/access-log?limit=100", her.caseId)
        .then()
        .statusCode(200)
        .body("entries.what", hasItem("Passed something on without asking you"));
    tells(
        exception,
        told,
        Map.of("told", true, "language", "en", "interpreter", "NONE", "contact", Ids.random()));
    uses(door)
        .body(
            "entries.what",
            hasItems("Passed something on without asking you", "Looked at: your health"))
        .body(OPENED, hasSize(2));
  }

  private static ValidatableResponse uses(AtTheDoor door) {
    return door.sends().get("/v1/door/uses?limit=100").then().statusCode(200);
  }

  /** The clinic has read her health under it; its revision. */
  private String underAnException(UUID exception) {
    Response approved =
        her.approves(MARKO, exception, her.excepted(exception, "OV-INCAP", ANA, "HEALTH"));
    approved.then().statusCode(200);
    Walk referral =
        her.drafted(MainJob.EMERGENCY_CARE, "EMERGENCY", "HEALTH")
            .step(
                VERA,
                "T021",
                Map.of("override-reason", "OV-INCAP", "approver", approved.path("approver")))
            .step(ANA, "T022", Map.of())
            .step(ANA, "T024", Walk.ACCEPT);
    as(ANA).get(referral.path + "/identity").then().statusCode(200);
    return revision(approved);
  }

  private String tells(UUID exception, String seen, Map<String, Object> what) {
    Map<String, Object> body = new HashMap<>(what);
    body.putAll(Map.of("id", Ids.random(), "deviceTime", Instant.now().toString()));
    Response told =
        as(MIRA)
            .header("If-Match", seen)
            .body(body)
            .post("/v1/cases/{case}/exceptions/{id}/telling", her.caseId, exception);
    told.then().statusCode(200);
    return revision(told);
  }

  @Test
  void anOfficeWhoseNameTellsIsCalledByWhatItIsToHer() throws SQLException {
    UUID telling = Ids.random();
    String name = "Dom za žrtve nasilja";
    change(
        "insert into directory.organization select (jsonb_populate_record(o, jsonb_build_object('id', '%s', 'name', '%s'))).*"
                .formatted(telling, name)
            + " from directory.organization o where id = '%s'".formatted(JELENA.organization()));
    try {
      Map<String, Object> yes = her.said("CS-REF-SVC", "CR-GIVEN", null, "NAME");
      yes.put("recipient", telling);
      as(VERA).body(yes).post("/v1/cases/{id}/consents", her.caseId).then().statusCode(201);
      String paper =
          as(VERA)
              .get("/v1/cases/{id}/consents/{statement}/receipt", her.caseId, yes.get("id"))
              .then()
              .statusCode(200)
              .extract()
              .asString();
      Response page = door.sends().get("/v1/door/consents");
      page.then()
          .statusCode(200)
          .body(
              "consents.find { it.id == '%s' }.lines".formatted(yes.get("id")),
              hasItem(containsString("First help")));
      assertThat(page.asString() + uses(door).extract().asString() + paper).doesNotContain(name);
    } finally {
      change("delete from directory.organization where id = '%s'".formatted(telling));
    }
  }

  private static void change(String sql) throws SQLException {
    try (Connection above = Database.connect();
        Statement statement = above.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }

  @Test
  void whatElseEndsWithAYesToNobodyInParticularIsSaidBeforeAndAfter() {
    String before =
        "If you take this back, every yes you said to this for a single office ends too.";
    String general = said("CS-INT", null);
    String lines = "consents.find { it.id == '%s' }.lines".formatted(general);
    door.sends().get("/v1/door/consents").then().body(lines, not(hasItem(before)));
    her.says(VERA, "CS-INT", "CR-GIVEN", MIRA).then().statusCode(201);
    door.sends().get("/v1/door/consents").then().body(lines, hasItem(before));
    door.takesBack(general)
        .then()
        .statusCode(201)
        .body("lines", hasSize(2))
        .body("lines[1]", equalTo("With it ended every yes you said to this for a single office."));
    door.sends()
        .get("/v1/door/consents")
        .then()
        .body(lines, not(hasItem(before)))
        .body("consents.findAll { it.canBeTakenBack }", hasSize(2));
  }

  @Test
  void whatTheGuardianAgreedToIsNotOfferedToAChildAlone() {
    MainJob child =
        MainJob.aWomanAtTheCrossing()
            .with("language", "en")
            .with("ageState", "CHILD")
            .with("age", 15);
    Map<String, Object> assent = child.said("CS-INT", "CR-GIVEN", null);
    assent.put("method", "CM-ASSENT");
    child.with("consents", List.of(assent)).registered();
    as(MIRA)
        .header("If-Match", revision(as(MIRA).get("/v1/cases/{id}", child.caseId)))
        .body(Map.of("organization", DRAGAN.organization(), "appointedOn", "2026-11-01"))
        .put("/v1/cases/{id}/guardian", child.caseId)
        .then()
        .statusCode(200);
    Map<String, Object> yes = child.said("CS-STO", "CR-GIVEN", MIRA, "NAME");
    yes.putAll(Map.of("saidBy", "GUARDIAN", "method", "CM-GUARD"));
    as(DRAGAN).body(yes).post("/v1/cases/{id}/consents", child.caseId).then().statusCode(201);

    AtTheDoor page = AtTheDoor.givenBy(DRAGAN, child.caseId).opened();
    page.sends()
        .get("/v1/door/consents")
        .then()
        .statusCode(200)
        .body("consents.find { it.id == '%s' }.holds".formatted(yes.get("id")), equalTo(true))
        .body(
            "consents.find { it.id == '%s' }.canBeTakenBack".formatted(yes.get("id")),
            equalTo(false));
    page.takesBack(Objects.requireNonNull(yes.get("id")))
        .then()
        .statusCode(422)
        .body("type", endsWith("/rule-broken"))
        .body("detail", equalTo("Who speaks for you takes it back, together with you"))
        .body("errors", nullValue());
  }

  private String said(String scope, @Nullable UUID recipient) {
    return as(MIRA)
        .get("/v1/cases/{id}/consents", her.caseId)
        .path(
            "statements.find { it.scope == '%s' && it.recipient == %s }.id"
                .formatted(scope, recipient == null ? "null" : "'" + recipient + "'"));
  }
}
