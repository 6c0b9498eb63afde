package org.uputnica.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.IRENA;
import static org.uputnica.testing.Personas.TAMARA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.testing.Stack;

/** The auditors' view: filters, pages, and what a monitor is not told. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class JournalViewTest {
  private final OrganizationId office = new OrganizationId(Ids.random());
  private final Caller clerk =
      Caller.person(Ids.random().toString(), office, Entries.ME, Set.of(Roles.SHELTER));
  private final CaseId caseId = new CaseId(Ids.random());
  private final String of = "/v1/journal?organization=" + office;

  @Inject AuditTrail audit;

  @Test
  void aMonitorSeesWhatWasDoneButNotToWhom() {
    String statement = Ids.random().toString();
    Entries.append(
        audit,
        clerk,
        AuditEvent.of(
            "identity-read", caseId, caseId, "categories", "NAME", "statement.1", statement));
    as(IRENA)
        .get(of)
        .then()
        .statusCode(200)
        .body("entries", hasSize(1))
        .body("entries[0].action", equalTo("identity-read"))
        .body("entries[0].details", equalTo(java.util.Map.of("categories", "NAME")));
    assertThat(as(IRENA).get(of).asString())
        .doesNotContain(caseId.toString())
        .doesNotContain(statement);
    assertThat(as(TAMARA).get(of).asString()).contains(caseId.toString()).contains(statement);
    as(IRENA)
        .get("/v1/journal?caseId=" + caseId)
        .then()
        .statusCode(403)
        .body("type", endsWith("/problems/forbidden"));
  }

  @Test
  void entriesAreFilteredByTimeKindOrganisationAndOutcome() {
    Entries.append(audit, clerk, AuditEvent.of("step-taken", caseId, null));
    Entries.append(audit, clerk, AuditEvent.of("identity-read", caseId, null));
    Entries.append(audit, clerk, AuditEvent.of("identity-exported", caseId, null));
    Entries.append(audit, clerk, AuditEvent.of("break-glass-opened", caseId, null));
    for (String kind : List.of("CHANGE", "READ", "EXPORT", "BREAK_GLASS")) {
      as(IRENA)
          .get(of + "&kind=" + kind)
          .then()
          .statusCode(200)
          .body("entries", hasSize(1))
          .body("entries.kind", everyItem(equalTo(kind)));
      as(TAMARA)
          .get("/v1/journal?kind=%s&caseId=%s".formatted(kind, caseId))
          .then()
          .statusCode(200)
          .body("entries.findAll { it.action != 'journal-read' }", hasSize(1));
    }
    as(IRENA).get(of + "&kind=ALARM").then().statusCode(200).body("entries", hasSize(0));
    as(IRENA).get(of + "&outcome=REFUSED").then().statusCode(200).body("entries", hasSize(0));
    as(IRENA).get(of + "&outcome=DONE").then().statusCode(200).body("entries", hasSize(4));
    List<String> times = as(IRENA).get(of).jsonPath().getList("entries.at", String.class);
    Instant second = Instant.parse(times.get(1));
    as(IRENA).get(of + "&from=" + second).then().body("entries", hasSize(2));
    as(IRENA).get(of + "&to=" + second).then().body("entries", hasSize(2));
    as(IRENA)
        .get(of + "&from=" + second + "&to=" + second)
        .then()
        .statusCode(200)
        .body("entries", hasSize(0));
    as(IRENA)
        .get("/v1/journal?limit=100&kind=EXPORT&from=" + second)
        .then()
        .statusCode(200)
        .body("entries.kind", everyItem(equalTo("EXPORT")));
    as(IRENA).get(of + "&kind=OTHER").then().statusCode(400);
    as(IRENA).get(of + "&from=yesterday").then().statusCode(400);
  }

  @Test
  void everyListGoesOnWhereItsPageEndedAndMissesNothing() {
    List<String> written = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      written.addFirst(Integer.toString(i));
      Entries.append(
          audit,
          clerk,
          AuditEvent.of(
              i % 2 == 0 ? "step-taken" : "identity-read",
              caseId,
              null,
              "place",
              Integer.toString(i)));
    }
    assertThat(pages(of)).isEqualTo(written);
    assertThat(pages("/v1/journal?caseId=" + caseId)).containsSubsequence(written);
    assertThat(pages("/v1/journal?from=" + Instant.now().minusSeconds(60)))
        .containsSubsequence(written);
  }

  @Test
  void anotherCountrySeesNothingOfIt() {
    Entries.append(
        audit,
        Caller.person("x", office, new CountryCode("AL"), Set.of(Roles.SHELTER)),
        AuditEvent.of("step-taken", caseId, null));
    as(TAMARA).get(of).then().statusCode(200).body("entries", hasSize(0));
    as(TAMARA)
        .get("/v1/journal?caseId=" + caseId + "&kind=CHANGE")
        .then()
        .statusCode(200)
        .body("entries", hasSize(0));
  }

  /** The places of all entries that have one, over pages of three. */
  private static List<String> pages(String address) {
    List<String> places = new ArrayList<>();
    @Nullable String next = null;
    for (int page = 0; page < 200; page++) {
      JsonPath read =
          as(TAMARA)
              .get(address + "&limit=3" + (next == null ? "" : "&cursor=" + next))
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      read.getList("entries.details.place", String.class).stream()
          .filter(place -> place != null)
          .forEach(places::add);
      next = read.getString("next");
      if (next == null) {
        return places;
      }
    }
    return places;
  }
}
