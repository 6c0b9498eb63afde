package org.uputnica.consent;

import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.VERA;

import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.Ids;
import org.uputnica.testing.Person;

/**
 * A person whom Vera met at the border and for whom Mira's centre answers; asked so far only
 * whether she will talk.
 */
public final class ARegisteredCase {
  private static final String PATH = "/v1/cases/{case}/";

  private final UUID id = Ids.random();
  private final UUID meeting = Ids.random();

  private ARegisteredCase(String ageState) {
    Map<String, Object> interview = statement(Ids.random(), "CS-INT");
    if (ageState.equals("CHILD")) {
      interview.put("method", "CM-ASSENT");
    }
    Map<String, Object> body = new TreeMap<>();
    body.put("id", id);
    body.put("deviceTime", Instant.now().toString());
    body.put("place", "ME-BOZAJ");
    body.put("privatePlace", true);
    body.put("nameKind", "NOT_GIVEN");
    body.put("ageState", ageState);
    body.put("gender", "WOMAN");
    body.put("placementSex", "WOMAN");
    body.put("language", "prs");
    body.put("interpreterNeeded", "YES");
    body.put(
        "urgentNeeds",
        Map.of(
            "medical", "NO",
            "safety", "YES",
            "pregnancy", "UNKNOWN",
            "childrenWithThePerson", "NO",
            "disability", "UNKNOWN"));
    body.put("indicators", List.of(Map.of("code", "BRD-01", "source", "SEEN")));
    body.put("judgement", "PROFESSIONAL_GROUNDS");
    body.put("screening", "PRESUMED");
    body.put("riskLevel", "HIGH");
    body.put("responsibleOrganization", MIRA.organization());
    body.put("consents", List.of(interview));
    as(VERA).body(body).post("/v1/cases").then().statusCode(201);
  }

  public static ARegisteredCase ofAnAdult() {
    return new ARegisteredCase("ADULT");
  }

  public static ARegisteredCase ofAChild() {
    return new ARegisteredCase("CHILD");
  }

  public CaseId id() {
    return new CaseId(id);
  }

  public UUID meeting() {
    return meeting;
  }

  /** Yes, said at the border in a witnessed way, to her name going to the house. */
  public Map<String, Object> yes(UUID statement) {
    Map<String, Object> body = statement(statement, "CS-REF-SVC");
    body.put("recipient", JELENA.organization());
    body.put("items", List.of("NAME"));
    return body;
  }

  private Map<String, Object> statement(UUID statement, String scope) {
    Map<String, Object> body = new TreeMap<>();
    body.put("id", statement);
    body.put("scope", scope);
    body.put("status", "CR-GIVEN");
    body.put("method", "CM-VERB-W");
    body.put("language", "prs");
    body.put("witness", "S-77");
    body.put("interpreter", "I-4411");
    body.put("contact", meeting);
    body.put("deviceTime", Instant.now().minusSeconds(5).toString());
    return body;
  }

  public ValidatableResponse record(Person who, Map<String, Object> body) {
    return as(who).body(body).post(PATH + "consents", id).then();
  }

  public ValidatableResponse list(Person who) {
    return as(who).get(PATH + "consents", id).then();
  }

  public ValidatableResponse withdraw(Person who) {
    return as(who)
        .body(
            Map.of(
                "id", Ids.random(),
                "scope", "CS-REF-SVC",
                "language", "prs",
                "contact", Ids.random(),
                "deviceTime", Instant.now().toString()))
        .post(PATH + "withdrawals", id)
        .then();
  }

  public ValidatableResponse except(Person who, UUID exception, String... items) {
    return as(who)
        .body(
            Map.of(
                "id",
                exception,
                "reason",
                "OV-INCAP",
                "scope",
                "CS-REF-SVC",
                "recipient",
                JELENA.organization(),
                "items",
                List.of(items),
                "deviceTime",
                Instant.now().toString()))
        .post(PATH + "exceptions", id)
        .then();
  }

  public ValidatableResponse approve(Person who, UUID exception, String revision) {
    return as(who)
        .header("If-Match", revision)
        .post(PATH + "exceptions/{id}/approval", id, exception)
        .then();
  }

  public ValidatableResponse receipt(Person who, UUID statement, String form) {
    return as(who).get(PATH + "consents/{id}/" + form, id, statement).then();
  }

  public static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
    Map<String, Object> changed = new TreeMap<>(body);
    changed.put(field, value);
    return changed;
  }

  public static Map<String, Object> without(Map<String, Object> body, String field) {
    Map<String, Object> changed = new TreeMap<>(body);
    changed.remove(field);
    return changed;
  }
}
