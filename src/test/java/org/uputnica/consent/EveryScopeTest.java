package org.uputnica.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.GENT;
import static org.uputnica.testing.Personas.IVANA;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.KALTRINA;
import static org.uputnica.testing.Personas.LUKA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NIKOLA;
import static org.uputnica.testing.Personas.PETAR;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.Personas.ZORAN;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/**
 * Scope by scope as people meet it: a no opens nothing, a yes opens the items it names to the one
 * it names, taking it back closes it, and the journal has all of it.
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class EveryScopeTest {
  private static final String NAME = "Izmisljena Svakodnevna";

  /** How a person gets to read something under a scope. */
  private sealed interface Way {
    Person reader();

    /** Under this scope nobody reads anything here. */
    record None(Person reader) implements Way {}

    /**
     * A way there is.
     *
     * @param other somebody of the same trade to whom she did not say yes
     * @param starts what needs her yes before there is anything to be read
     * @param follows what is done then; answers which case it is read of
     */
    record Open(
        Person reader,
        Person other,
        Supplier<Response> starts,
        Supplier<Object> follows,
        String path)
        implements Way {}
  }

  private final MainJob job =
      MainJob.aWomanAtTheCrossing().consent("CS-STO", MIRA, "NAME", "CONTACT");

  @ParameterizedTest
  @EnumSource
  void theNoOpensNothingTheYesWhatItNamesAndTakingItBackCloses(ConsentScope scope)
      throws SQLException {
    sheIsKnown();
    Way way = way(scope);
    says(scope, "CR-REFUSED", way.reader());
    switch (way) {
      case Way.Open open -> {
        assertRefused(open.starts().get());
        assertRefused(read(open, open.reader(), job.caseId));
        says(scope, "CR-GIVEN", open.reader());
        open.starts().get().then().statusCode(200);
        Object of = open.follows().get();
        read(open, open.reader(), of)
            .then()
            .statusCode(200)
            .body("opened", contains("NAME"))
            .body("ground", equalTo(scope.code()))
            .body("items.name", equalTo(NAME))
            .body("items.phone", nullValue());
        assertRefused(read(open, open.other(), of));
        takesBack(scope, open.reader());
        if (scope == ConsentScope.CROSS_BORDER) { // closed there once the message has arrived
          Awaiting.until(() -> read(open, open.reader(), of).statusCode() != 200);
        }
        assertRefused(read(open, open.reader(), of));
        assertThat(EndedConsent.journal(job.caseId))
            .containsSubsequence(
                "consent-recorded",
                "consent-recorded",
                "disclosure-permitted",
                "consent-withdrawn",
                "recall-asked");
        permitted(scope, open.reader());
      }
      case Way.None none -> {
        says(scope, "CR-GIVEN", none.reader());
        for (Person reader : List.of(none.reader(), PETAR, IVANA, ZORAN, SANJA, KALTRINA)) {
          assertRefused(as(reader).get("/v1/cases/{id}/identity", job.caseId));
        }
        takesBack(scope, none.reader());
        assertThat(EndedConsent.journal(job.caseId))
            .containsSubsequence("consent-recorded", "consent-recorded", "consent-withdrawn")
            .doesNotContain("disclosure-permitted", "recall-asked");
      }
    }
    as(MIRA)
        .get("/v1/cases/{id}/consents", job.caseId)
        .then()
        .body(
            "statements.findAll { it.scope == '%s' && it.recipient == '%s' }.inForce"
                .formatted(scope.code(), way.reader().organization()),
            contains(false, false, false));
  }

  private Way way(ConsentScope scope) {
    return switch (scope) {
      case STORAGE ->
          new Way.Open(
              VERA,
              LUKA,
              () -> as(VERA).get("/v1/cases/{id}/identity", job.caseId),
              () -> job.caseId,
              "/v1/cases/{id}/identity");
      case MECHANISM -> {
        Walk file = identification();
        UUID summary = note();
        yield new Way.Open(
            IVANA,
            ZORAN,
            () ->
                file.tries(
                    MIRA,
                    "T005",
                    Map.of("identification-body", IVANA.organization(), "summary", summary)),
            () -> job.caseId,
            "/v1/cases/{id}/identity");
      }
      case REFERRAL -> {
        EndedConsent.freeBeds();
        Walk referral = job.referTo(MainJob.BREZA, "NAME");
        yield new Way.Open(
            JELENA,
            PETAR,
            () -> referral.tries(VERA, "T020", Walk.SEND),
            () -> {
              referral.seenBy(JELENA);
              return referral.step(JELENA, "T022", Map.of()).step(JELENA, "T024", Walk.ACCEPT).id();
            },
            "/v1/referrals/{id}/identity");
      }
      case CROSS_BORDER -> {
        Walk sent = drafted();
        yield new Way.Open(
            KALTRINA,
            GENT,
            () -> sent.tries(NIKOLA, "T036", Map.of()),
            () -> caseAbroad(sent),
            "/v1/cases/{id}/identity");
      }
      case POLICE -> new Way.None(ZORAN);
      case INTERVIEW,
          MIGRATION,
          ASYLUM,
          CONSULATE,
          FAMILY,
          TRAVEL,
          LATER_CONTACT,
          STATISTICS,
          RESEARCH,
          RECORDING,
          INTERPRETER,
          GUARDIAN_ACTION ->
          new Way.None(JELENA);
    };
  }

  private void sheIsKnown() {
    job.registered().takenOver(MIRA);
    as(MIRA)
        .header("If-Match", revision(as(MIRA).get("/v1/cases/{id}", job.caseId)))
        .body(Map.of("name", NAME, "phone", "+38267990000017"))
        .put("/v1/cases/{id}/identity", job.caseId)
        .then()
        .statusCode(200);
  }

  /** Each in a meeting of its own: a no holds for the one in which it was said. */
  private void says(ConsentScope scope, String status, Person recipient) {
    Map<String, Object> body = job.said(scope.code(), status, recipient, "NAME");
    body.put("contact", Ids.random());
    body.put("deviceTime", Instant.now().toString());
    as(MIRA).body(body).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(201);
  }

  private void takesBack(ConsentScope scope, Person recipient) {
    Map<String, Object> body = job.said(scope.code(), "", recipient);
    body.keySet().retainAll(Set.of("id", "scope", "recipient", "language", "contact"));
    body.put("deviceTime", Instant.now().toString());
    as(MIRA).body(body).post("/v1/cases/{id}/withdrawals", job.caseId).then().statusCode(201);
  }

  private static Response read(Way.Open way, Person who, Object of) {
    return as(who).get(way.path(), of);
  }

  private static void assertRefused(Response answer) {
    assertThat(answer.statusCode()).isIn(403, 404, 409);
    assertThat(answer.asString()).doesNotContain(NAME);
  }

  private void permitted(ConsentScope scope, Person recipient) {
    String permitted = "entries.findAll { it.action == 'disclosure-permitted' }.details.";
    as(TAMARA)
        .get("/v1/journal?limit=100&caseId=" + job.caseId)
        .then()
        .statusCode(200)
        .body(permitted + "ground", everyItem(equalTo(scope.code())))
        .body(permitted + "recipient", everyItem(equalTo(recipient.organization().toString())))
        .body(permitted + "items", everyItem(equalTo("NAME")))
        .body("entries.findAll { it.action == 'recall-asked' }", hasSize(1));
  }

  private Walk identification() {
    Map<String, Object> track =
        as(MIRA)
            .get("/v1/cases/{id}/steps", job.caseId)
            .path("tracks.find { it.track == 'identification' }");
    return new Walk(
        "/v1/cases/%s/tracks/%s".formatted(job.caseId, track.get("id")),
        "\"%s\"".formatted(track.get("revision")));
  }

  private UUID note() {
    UUID id = Ids.random();
    as(MIRA)
        .body(Map.of("id", id, "text", "izmisljeno"))
        .post("/v1/cases/{id}/notes", job.caseId)
        .then()
        .statusCode(201);
    return id;
  }

  private Walk drafted() {
    UUID id = Ids.random();
    Response draft =
        as(MIRA)
            .body(
                Map.of(
                    "id",
                    id,
                    "toCountry",
                    "AL",
                    "purpose",
                    "RETURN",
                    "items",
                    List.of("NAME"),
                    "conditions",
                    List.of("NOT_TO_POLICE")))
            .post("/v1/cases/{id}/crossborder-requests", job.caseId);
    draft.then().statusCode(201);
    return new Walk("/v1/crossborder-requests/" + id, revision(draft));
  }

  /** The record that the other country keeps of her. */
  private static Object caseAbroad(Walk sent) {
    Awaiting.until(() -> "XB-RCV".equals(sent.seenBy(NIKOLA).path("state")));
    String pseudonym = sent.seenBy(NIKOLA).path("pseudonym");
    List<String> ids = as(KALTRINA).get("/v1/crossborder-requests?limit=100").path("entries.id");
    return ids.stream()
        .map(id -> as(KALTRINA).get("/v1/crossborder-requests/" + id))
        .filter(it -> pseudonym.equals(it.path("pseudonym")))
        .findFirst()
        .orElseThrow()
        .path("caseId");
  }
}
