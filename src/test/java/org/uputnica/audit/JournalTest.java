package org.uputnica.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.uputnica.audit.domain.JournalEntry;
import org.uputnica.audit.domain.JournalFilter;
import org.uputnica.audit.domain.LeftOut;
import org.uputnica.audit.persistence.JdbcLists;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.testing.Stack;
import org.uputnica.testing.Tokens;

/** The journal through the real stack: what gets in, who sees it, and that nobody changes it. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class JournalTest {
  private static final OrganizationId HOUSE =
      new OrganizationId(UUID.fromString("1e000000-0000-4000-8000-000000000004"));
  private static final OrganizationId OTHER_HOUSE =
      new OrganizationId(UUID.fromString("1e000000-0000-4000-8000-000000000005"));
  private static final CountryCode ME = new CountryCode("ME");
  private static final CountryCode AL = new CountryCode("AL");
  private static final Caller JELENA =
      Caller.person("jelena-pseudonym", HOUSE, ME, Set.of(Roles.SHELTER));

  private final CaseId caseId = new CaseId(Ids.random());

  @Inject AuditTrail audit;
  @Inject JournalService journal;
  @Inject CheckpointJob checkpoints;
  @Inject DataSource dataSource;

  @Test
  void whatHappenedIsReadByTheDataProtectionOfficer() {
    append(JELENA, AuditEvent.of("identity-read", caseId, caseId, "items", "NAME,BIRTH"));
    get("tamara", "/v1/journal?caseId=" + caseId)
        .statusCode(200)
        .body("entries", hasSize(1))
        .body("entries[0].action", equalTo("identity-read"))
        .body("entries[0].outcome", equalTo("DONE"))
        .body("entries[0].actor", equalTo("jelena-pseudonym"))
        .body("entries[0].organization", equalTo(HOUSE.toString()))
        .body("entries[0].roles", containsInAnyOrder(Roles.SHELTER))
        .body("entries[0].subject", equalTo(caseId.toString()))
        .body("entries[0].details.items", equalTo("NAME,BIRTH"));
    get("tamara", "/v1/journal?caseId=" + caseId)
        .statusCode(200)
        .body("entries.action", containsInAnyOrder("identity-read", "journal-read"))
        .body("entries.kind", everyItem(equalTo("READ")));
  }

  @Test
  void aRefusalStandsInTheJournalWithTheIdItNamed() {
    get("vera", "/v1/journal?caseId=" + caseId).statusCode(403);
    get("tamara", "/v1/journal?limit=5")
        .statusCode(200)
        .body("entries.find { it.outcome == 'REFUSED' }.action", equalTo("request-refused"))
        .body("entries.find { it.outcome == 'REFUSED' }.details.problem", equalTo("forbidden"))
        .body("entries.find { it.outcome == 'REFUSED' }.details.operation", equalTo("listJournal"));
  }

  @Test
  void nobodyElseReadsIt() {
    for (String username : List.of("vera", "jelena", "sanja", "nikola", "admir", "zoran")) {
      get(username, "/v1/journal").statusCode(403);
    }
    for (String username : List.of("vera", "sanja", "nobody")) {
      get(username, "/v1/journal/verification").statusCode(403);
    }
    given().get("/v1/journal").then().statusCode(401);
  }

  @Test
  void pagesGoOnWhereTheLastOneEnded() {
    for (int i = 0; i < 3; i++) {
      append(JELENA, AuditEvent.of("step-taken", caseId, null, "place", Integer.toString(i)));
    }
    String address = "/v1/journal?limit=2&caseId=" + caseId;
    String next =
        get("tamara", address)
            .statusCode(200)
            .body("entries.details.place", equalTo(List.of("2", "1")))
            .extract()
            .path("next");
    get("tamara", address + "&cursor=" + next)
        .statusCode(200)
        .body("entries.details.place", equalTo(List.of("0")))
        .body("next", nullValue());
    get("tamara", "/v1/journal?cursor=Zm9yZWlnbg")
        .statusCode(400)
        .body("type", endsWith("/problems/invalid-cursor"));
  }

  @Test
  void entriesOfOneTransactionCommitTogetherOrNotAtAll() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() ->
            as(
                JELENA,
                () -> {
                  audit.append(AuditEvent.of("step-taken", caseId, null));
                  audit.append(AuditEvent.of("step-taken", caseId, null, "note", "Đurđa"));
                  return null;
                }));
    assertThat(entriesOfTheCase()).isEmpty();
    as(
        JELENA,
        () -> {
          audit.append(AuditEvent.of("case-registered", caseId, null));
          audit.append(AuditEvent.of("consent-given", caseId, null));
          return null;
        });
    assertThat(entriesOfTheCase())
        .extracting(entry -> entry.content().action())
        .containsExactly("consent-given", "case-registered");
  }

  @Test
  void anEntryNeedsATransaction() {
    assertThatIllegalStateException()
        .isThrownBy(() ->
            Callers.as(
                JELENA,
                () -> {
                  audit.append(AuditEvent.of("step-taken", caseId, null));
                  return "";
                }));
  }

  @Test
  void rowLevelSecurityShowsOnesOwnOrganisationOrCountry() {
    append(JELENA, AuditEvent.of("step-taken", caseId, null));
    assertThat(seenBy(JELENA)).isEqualTo(1);
    assertThat(seenBy(Caller.person("x", OTHER_HOUSE, ME, Set.of(Roles.SHELTER)))).isZero();
    assertThat(seenBy(Caller.person("x", OTHER_HOUSE, ME, Set.of(Roles.COORD)))).isEqualTo(1);
    assertThat(seenBy(Caller.person("x", HOUSE, AL, Set.of(Roles.COORD)))).isZero();
    assertThat(seenBy(Caller.person("x", HOUSE, AL, Set.of(Roles.SHELTER)))).isZero();
    assertThat(seenBy(Caller.service(OTHER_HOUSE, AL))).isEqualTo(1);
  }

  @Test
  void nobodyChangesAnEntryOrACheckpoint() throws SQLException {
    append(JELENA, AuditEvent.of("step-taken", caseId, null));
    for (String change :
        List.of(
            "update audit.entry set action = 'x'",
            "delete from audit.entry",
            "truncate audit.entry",
            "update audit.checkpoint set signature = null",
            "delete from audit.checkpoint",
            "truncate audit.checkpoint",
            "update audit.journal_key set since = 7",
            "delete from audit.journal_key")) {
      for (String role : List.of("uputnica_app", "uputnica_owner", "postgres")) {
        assertThatExceptionOfType(SQLException.class)
            .as("%s as %s", change, role)
            .isThrownBy(() -> Tampering.as(role, change))
            .extracting(SQLException::getSQLState)
            .isEqualTo("42501");
      }
    }
  }

  @Test
  void theJournalIsIntactUnderManyWriters() throws Exception {
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Object>> work =
          IntStream.range(0, 120)
              .<Callable<Object>>mapToObj(i ->
                  () -> {
                    if (i % 20 == 0) {
                      checkpoints.linkAll();
                    } else {
                      append(JELENA, AuditEvent.of("step-taken", caseId, null));
                    }
                    return "done";
                  })
              .toList();
      for (var done : people.invokeAll(work)) {
        assertThat(done.get()).isEqualTo("done");
      }
    }
    assertThat(entriesOfTheCase()).hasSize(114);
    get("admir", "/v1/journal/verification")
        .statusCode(200)
        .body("intact", equalTo(true))
        .body("entries", greaterThan(113))
        .body("checkpoints", greaterThan(0))
        .body("brokenAt", nullValue());
  }

  @Test
  void everyTamperingIsFoundAndNamed() throws SQLException {
    append(JELENA, AuditEvent.of("step-taken", caseId, null, "to", "RF-SENT"));
    Entries.link(checkpoints);
    long id = entriesOfTheCase().getFirst().id();
    long number = Tampering.checkpointOf(id);
    String entry = " where id = " + id;
    String checkpoint = " where number = " + number;
    String mismatch = "entry %d: content does not match its hash".formatted(id);
    String own = "checkpoint %d: content does not match its hash".formatted(number);
    String root = "checkpoint %d: root differs".formatted(number);
    String missing = "entry %d of checkpoint %d is missing".formatted(id, number);
    String second = " set at = at + interval '1 microsecond'";
    for (String column :
        List.of(
            "at = at + interval '1 microsecond'",
            "at = 'infinity'",
            "country = 'MF'",
            "organization = '" + OTHER_HOUSE + "'",
            "actor = 'jelena-pseudonyn'",
            "roles = '{R-SHELTER,R-SHELTER}'",
            "roles = '{{R-SHELTER},{R-CASE}}'",
            "roles = '{null}'",
            "action = 'step-takem'",
            "outcome = 'REFUSED'",
            "case_id = null",
            "subject = ''",
            "details = '{to,RF-SENS}'",
            "salt = set_byte(salt, 7, 1 # get_byte(salt, 7))",
            "leaf = set_byte(leaf, 31, 1 # get_byte(leaf, 31))")) {
      found(mismatch, "audit.entry", entry, "update audit.entry set " + column + entry);
    }
    found(missing, "audit.entry", entry, "delete from audit.entry" + entry);
    found(
        missing,
        "audit.entry",
        entry,
        "with gone as (delete from audit.entry"
            + entry
            + " returning *) insert into audit.entry (id, at, country, organization, actor, roles, action,"
            + " outcome, case_id, subject, details, salt, leaf) overriding system value select 999999999, at, country,"
            + " organization, actor, roles, action, outcome, case_id, subject, details, salt, leaf from gone");
    found(own, "audit.checkpoint", checkpoint, "update audit.checkpoint" + second + checkpoint);
    found(
        root,
        "audit.checkpoint",
        checkpoint,
        "update audit.checkpoint set root = set_byte(root, 0, 1 # get_byte(root, 0))" + checkpoint);
    found(
        "entry 999999998 stands in no checkpoint",
        "audit.entry",
        " where id = 999999998",
        "insert into audit.entry (id, at, country, organization, actor, roles, action, outcome, case_id,"
            + " subject, details, salt, leaf) overriding system value select 999999998, at, country,"
            + " organization, actor, roles, action, outcome, case_id, subject, details, salt, leaf from audit.entry"
            + entry);
  }

  @Test
  void theDocumentedQueryFindsWhatWasChanged() throws Exception {
    append(JELENA, AuditEvent.of("step-taken", caseId, caseId, "to", "RF-SENT"));
    append(JELENA, new AuditEvent("case-listed", null, null, java.util.Map.of()));
    assertThat(Tampering.documentedQuery()).isEmpty();
    append(JELENA, AuditEvent.of("step-taken", caseId, null));
    Entries.link(checkpoints);
    long id = entriesOfTheCase().getFirst().id();
    try (var _ =
        Tampering.with(
            "audit.entry",
            " where id = " + id,
            "update audit.entry set subject = 'x' where id = " + id)) {
      assertThat(Tampering.documentedQuery()).containsExactly(id);
    }
  }

  @Test
  void readingLeavesATrace() {
    get("tamara", "/v1/journal?caseId=" + caseId).statusCode(200).body("entries", hasSize(0));
    get("tamara", "/v1/journal?caseId=" + caseId)
        .statusCode(200)
        .body("entries.action", everyItem(equalTo("journal-read")))
        .body("entries", hasSize(1));
  }

  private static void found(String place, String table, String row, String change)
      throws SQLException {
    try (var _ = Tampering.with(table, row, change)) {
      get("irena", "/v1/journal/verification")
          .statusCode(200)
          .body("intact", equalTo(false))
          .body("brokenAt", equalTo(place));
      assertThat(Tampering.verifyCommand()).isEqualTo(1);
    }
    get("irena", "/v1/journal/verification").statusCode(200).body("intact", equalTo(true));
    assertThat(Tampering.verifyCommand()).isZero();
  }

  private void append(Caller caller, AuditEvent event) {
    as(
        caller,
        () -> {
          audit.append(event);
          return null;
        });
  }

  private List<JournalEntry> entriesOfTheCase() {
    Caller officer = Caller.person("officer", HOUSE, ME, Set.of(Roles.DPO));
    JournalFilter ofTheCase = new JournalFilter(caseId, null, null, null, null, null);
    return Callers.as(officer, () -> journal.list(ofTheCase, null, 200).entries()).stream()
        .filter(entry -> !entry.content().action().equals("journal-read"))
        .toList();
  }

  private int seenBy(Caller caller) {
    return Callers.as(
        caller,
        () ->
            QuarkusTransaction.requiringNew()
                .call(() -> {
                  try (Connection connection = dataSource.getConnection()) {
                    return new JdbcLists(connection)
                        .ofCases(List.of(caseId), Set.of("step-taken"), LeftOut.NOTHING, null, 100)
                        .size();
                  }
                }));
  }

  private static void as(Caller caller, Callable<?> work) {
    Callers.as(
        caller,
        () -> {
          QuarkusTransaction.requiringNew()
              .call(() -> {
                work.call();
                return true;
              });
          return true;
        });
  }

  private static ValidatableResponse get(String username, String address) {
    return given().auth().oauth2(Tokens.of(username)).get(address).then();
  }
}
