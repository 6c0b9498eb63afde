package org.uputnica.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.ILIR;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.LUKA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.uputnica.casefile.PersonKeptShut;
import org.uputnica.casefile.domain.SealedPersons;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.testing.Person;
import org.uputnica.testing.Refusals;
import org.uputnica.testing.Stack;

/** One person in two houses of a country: the coordinator brokers, and nobody is told before. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class PossibleMatchTest {
  private static final int TRIES = 200;

  @Inject PossibleMatchService matches;
  @Inject SealedPersons persons;
  @Inject Event<PersonKeptShut> shut;

  @Test
  void bothSidesLearnOfEachOtherOnlyWhileBothAgree() {
    MainJob first = withMira("Borka Sitničić", 1961);
    MainJob second = withLuka("Sitničić Borka", 1961);
    Map<String, Object> match = waits(first, second);
    assertThat(match.get("state")).isEqualTo("OPEN");
    assertThat(match.get("criteria")).isEqualTo(List.of("NAME", "BIRTH_YEAR"));
    assertThat(seenCases(SANJA, match)).containsExactlyInAnyOrder(first.caseId, second.caseId);
    assertThat(seen(MIRA, match)).as("before it is brokered").isNull();
    assertThat(seen(LUKA, match)).isNull();
    assertThat(seen(ILIR, match)).as("another country").isNull();

    Response brokered = act(SANJA, match, "brokering", null);
    brokered
        .then()
        .statusCode(200)
        .body("state", equalTo("BROKERED"))
        .body("askedScope", equalTo("CS-STO"))
        .body("askedRecipient", equalTo(SANJA.organization().toString()))
        .body("linked", equalTo(false));
    assertThat(seenCases(MIRA, match)).containsExactly(first.caseId);
    assertThat(seenCases(LUKA, match)).containsExactly(second.caseId);

    first.says(MIRA, "CS-STO", "CR-GIVEN", SANJA, "NAME").then().statusCode(201);
    assertThat(seenCases(MIRA, match)).containsExactly(first.caseId);
    assertThat(seenCases(LUKA, match)).containsExactly(second.caseId);

    second.says(LUKA, "CS-STO", "CR-GIVEN", SANJA, "NAME").then().statusCode(201);
    for (Person side : List.of(MIRA, LUKA, SANJA)) {
      assertThat(seenCases(side, match)).containsExactlyInAnyOrder(first.caseId, second.caseId);
    }

    PersonSearchTest.withdraw(first, "CS-STO", SANJA);
    assertThat(seenCases(MIRA, match)).containsExactly(first.caseId);
    assertThat(seenCases(LUKA, match)).containsExactly(second.caseId);
  }

  @Test
  void whatWasAgreedBeforeItWasAskedIsNoAnswer() {
    MainJob first = withMira("Perka Zelenbor", 1962);
    MainJob second = withLuka("Perka Zelenbor", 1962);
    first.says(MIRA, "CS-STO", "CR-GIVEN", SANJA, "NAME").then().statusCode(201);
    second.says(LUKA, "CS-STO", "CR-GIVEN", SANJA, "NAME").then().statusCode(201);
    Map<String, Object> match = waits(first, second);
    act(SANJA, match, "brokering", null).then().statusCode(200).body("linked", equalTo(false));
    assertThat(seenCases(MIRA, match)).containsExactly(first.caseId);
  }

  @Test
  void theAnswerTellsNothingOfElsewhere() {
    MainJob known = withMira("Nevenka Kruškovac", 1963);
    String somebody = answer(LUKA, "Nevenka Kruškovac", 1963);
    String nobody = answer(LUKA, "Nikolija Nepostojkov", 1963);
    assertThat(somebody).isEqualTo(nobody);

    Map<String, Object> match = waits(known, null);
    assertThat(match.get("seekingOrganization")).isEqualTo(LUKA.organization().toString());
    act(SANJA, match, "brokering", null)
        .then()
        .statusCode(422)
        .body("type", endsWith("/rule-broken"));
    act(SANJA, match, "dismissal", Map.of("reason", "NOT_SAFE_TO_ASK"))
        .then()
        .statusCode(200)
        .body("state", equalTo("DISMISSED"))
        .body("dismissedBecause", equalTo("NOT_SAFE_TO_ASK"));
  }

  @Test
  void aSearchForACaseInHandIsAMatchOfTwoCases() {
    MainJob known = withMira("Smiljka Drenovac", 1964);
    MainJob own = withLuka("Bezimena Bezimenović", 1920);
    as(LUKA)
        .body(Map.of("name", "Смиљка Дреновац", "birthYear", 1964, "caseId", own.caseId))
        .post("/v1/person-search")
        .then()
        .statusCode(200)
        .body("found", equalTo(List.of()));
    assertThat(waits(known, own).get("state")).isEqualTo("OPEN");
  }

  @Test
  void whatWasPutAsideStaysAside() {
    MainJob first = withMira("Cvijeta Podgaj", 1965);
    MainJob second = withLuka("Cvijeta Podgaj", 1965);
    Map<String, Object> match = waits(first, second);
    String stale = "\"7\"";
    as(SANJA)
        .header("If-Match", stale)
        .body(Map.of("reason", "REFUSED"))
        .post("/v1/possible-matches/{id}/dismissal", match.get("id"))
        .then()
        .statusCode(412);
    act(SANJA, match, "dismissal", Map.of("reason", "NOT_THE_SAME")).then().statusCode(200);
    Map<String, Object> dismissed = waits(first, second);
    act(SANJA, dismissed, "dismissal", Map.of("reason", "NOT_THE_SAME")).then().statusCode(422);
    act(SANJA, dismissed, "brokering", null).then().statusCode(422);
    answer(LUKA, "Cvijeta Podgaj", 1965);
    lookUntilNothingWaits();
    assertThat(waits(first, second).get("state")).isEqualTo("DISMISSED");
  }

  @Test
  void onlyTheCoordinatorOfTheCountryBrokers() {
    MainJob first = withMira("Ruža Lipovac", 1966);
    MainJob second = withLuka("Ruža Lipovac", 1966);
    Map<String, Object> match = waits(first, second);
    for (Person other : List.of(MIRA, LUKA, VERA, JELENA, TAMARA)) {
      act(other, match, "brokering", null).then().statusCode(403);
      act(other, match, "dismissal", Map.of("reason", "REFUSED")).then().statusCode(403);
    }
    String foreign =
        Refusals.refused(() -> act(ILIR, match, "brokering", null), ProblemType.NOT_FOUND, null);
    String absent =
        Refusals.refused(
            () ->
                act(
                    ILIR,
                    Map.of(
                        "id",
                        UUID.fromString("00000000-0000-4000-8000-000000000000"),
                        "revision",
                        0),
                    "brokering",
                    null),
            ProblemType.NOT_FOUND,
            null);
    assertThat(foreign).isEqualTo(absent);
    for (Person other : List.of(JELENA, TAMARA)) {
      as(other).get("/v1/possible-matches").then().statusCode(403);
    }
  }

  @Test
  void aWeakValueAsksNobody() {
    MainJob first = withMira("Stana Vrelo", 1967);
    as(LUKA).body(Map.of("name", "Stana Vrelo")).post("/v1/person-search").then().statusCode(200);
    lookUntilNothingWaits();
    assertThat(all(SANJA).stream().filter(it -> isOf(it, first.caseId))).isEmpty();
  }

  @Test
  void whoHasAConflictOfInterestSeesNoMatchOfThatCase() {
    MainJob first = withMira("Rajna Podlugova", 1968);
    MainJob second = withLuka("Rajna Podlugova", 1968);
    Map<String, Object> match = waits(first, second);
    as(MIRA)
        .header("If-Match", revision(as(MIRA).get("/v1/cases/{id}", first.caseId)))
        .body(
            Map.of(
                "id",
                Ids.random(),
                "account",
                as(SANJA).get("/v1/me").path("account"),
                "reason",
                "RELATED"))
        .post("/v1/cases/{id}/conflicts", first.caseId)
        .then()
        .statusCode(201);
    assertThat(seen(SANJA, match)).isNull();
    act(SANJA, match, "brokering", null).then().statusCode(404);
    act(SANJA, match, "dismissal", Map.of("reason", "NOT_SAFE_TO_ASK")).then().statusCode(404);
  }

  @Test
  void nobodyIsComparedWithWhoIsKeptShut() {
    MainJob known = withMira("Dunja Kamenar", 1969);
    MainJob own = withLuka("Dunja Kamenar", 1969);
    Map<String, Object> match = waits(known, own);
    keptShut(new CaseId(own.caseId));
    assertThat(seen(SANJA, match)).isNull();
    as(LUKA)
        .body(Map.of("name", "Dunja Kamenar", "birthYear", 1969, "caseId", own.caseId))
        .post("/v1/person-search")
        .then()
        .statusCode(200);
    lookUntilNothingWaits();
    assertThat(all(SANJA)).noneMatch(it -> isOf(it, own.caseId));
  }

  private void keptShut(CaseId caseId) {
    Callers.as(
        Caller.NODE,
        () ->
            QuarkusTransaction.requiringNew()
                .call(() -> {
                  persons.keepShut(caseId);
                  shut.fire(new PersonKeptShut(caseId));
                  return true;
                }));
  }

  private static MainJob withMira(String name, int year) {
    return MainJob.aWomanAtTheCrossing()
        .named(name)
        .with("birthYear", year)
        .registered()
        .takenOver(MIRA);
  }

  private static MainJob withLuka(String name, int year) {
    MainJob job =
        MainJob.aWomanAtTheCrossing()
            .with("nameKind", "NAME")
            .with("name", name)
            .with("birthYear", year)
            .with("responsibleOrganization", LUKA.organization())
            .consent("CS-STO", LUKA, "NAME", "BIRTH");
    as(LUKA).body(job.body()).post("/v1/cases").then().statusCode(201);
    return job;
  }

  private static String answer(Person who, String name, int year) {
    return as(who)
        .body(Map.of("name", name, "birthYear", year))
        .post("/v1/person-search")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  /** The job may be at it in this moment; then it is there a little later. */
  private Map<String, Object> waits(MainJob first, @Nullable MainJob second) {
    for (int i = 0; i < TRIES; i++) {
      lookUntilNothingWaits();
      for (Map<String, Object> match : all(SANJA)) {
        if (isOf(match, first.caseId)
            && (second == null
                ? match.containsKey("seekingOrganization")
                : isOf(match, second.caseId))) {
          return match;
        }
      }
    }
    throw new AssertionError("no possible match was found");
  }

  private void lookUntilNothingWaits() {
    Caller service = Caller.service(new OrganizationId(new UUID(0, 0)), new CountryCode("ZZ"));
    Callers.as(
        service,
        () -> {
          boolean more = true;
          while (more) {
            more = matches.lookNext();
          }
          return more;
        });
  }

  private static List<Map<String, Object>> all(Person who) {
    return as(who)
        .queryParam("limit", 100)
        .get("/v1/possible-matches")
        .jsonPath()
        .getList("entries");
  }

  private static @Nullable Map<String, Object> seen(Person who, Map<String, Object> match) {
    return all(who).stream()
        .filter(it -> Objects.equals(it.get("id"), match.get("id")))
        .findFirst()
        .orElse(null);
  }

  private static List<UUID> seenCases(Person who, Map<String, Object> match) {
    return cases(Objects.requireNonNull(seen(who, match)));
  }

  @SuppressWarnings("unchecked")
  private static List<UUID> cases(Map<String, Object> match) {
    var cases = (List<Map<String, String>>) Objects.requireNonNull(match.get("cases"));
    return cases.stream()
        .map(it -> UUID.fromString(Objects.requireNonNull(it.get("caseId"))))
        .toList();
  }

  private static boolean isOf(Map<String, Object> match, UUID caseId) {
    return cases(match).contains(caseId);
  }

  private static Response act(
      Person who, Map<String, Object> match, String what, @Nullable Map<String, Object> body) {
    var request = as(who).header("If-Match", "\"" + match.get("revision") + "\"");
    if (body != null) {
      request.body(body);
    }
    return request.post("/v1/possible-matches/{id}/" + what, match.get("id"));
  }
}
