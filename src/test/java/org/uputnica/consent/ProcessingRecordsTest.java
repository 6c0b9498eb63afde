package org.uputnica.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.PETRIT;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.TAMARA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.platform.id.Ids;
import org.uputnica.testing.Database;
import org.uputnica.testing.Migration;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** What left to another organisation is on record for the data protection officer. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ProcessingRecordsTest {
  private static final String PATH = "/v1/processing-records";

  private EndedConsent woman;

  @BeforeEach
  void sheWasMet() {
    woman = new EndedConsent();
  }

  @Test
  void whatAHouseWasShownIsOnRecordWithItsGroundAndItsTerms() {
    Instant before = Instant.now().minusSeconds(5);
    woman.houseReads().statusCode(200);
    as(TAMARA)
        .get(PATH)
        .then()
        .statusCode(200)
        .rootPath("entries.find { it.caseId == '%s' }".formatted(woman.job.caseId))
        .body("caseCode", equalTo(caseCode()))
        .body("scope", equalTo("CS-REF-SVC"))
        .body("basis", equalTo("CONSENT"))
        .body("recipient", equalTo(JELENA.organization().toString()))
        .body("recipientCountry", equalTo("ME"))
        .body("items", equalTo(List.of("NAME")))
        .body("retentionMonths", equalTo(120))
        .body("safeguard", equalTo("NOT_NEEDED"))
        .body("containsKey('agreement')", equalTo(false));
    assertThat(as(TAMARA).get(PATH).asString()).doesNotContain("Izmisljena");
    assertThat(ours(TAMARA, "?from=" + before)).hasSize(1);
    assertThat(ours(TAMARA, "?to=" + before)).isEmpty();
    assertThat(ours(PETRIT, "")).as("another country").isEmpty();
    as(TAMARA)
        .get("/v1/journal?limit=100")
        .then()
        .body("entries.action", hasItem("processing-records-listed"));
  }

  @Test
  void theHouseThatAnswersForHerReceivesNothing() {
    as(MIRA).get("/v1/cases/{id}/identity", woman.job.caseId).then().statusCode(200);
    assertThat(ours(TAMARA, "")).isEmpty();
  }

  @Test
  void whatWasDeniedIsNoTransfer() {
    woman.withdraws("CS-REF-SVC", JELENA).statusCode(201);
    woman.houseReads().statusCode(404);
    assertThat(ours(TAMARA, "")).isEmpty();
  }

  @Test
  void whatIsOpenedOnRequestIsARecordOnThatGround() {
    String access =
        as(SANJA)
            .body(Map.of("id", Ids.random(), "items", List.of("NAME"), "reason", "COMPLAINT"))
            .post("/v1/cases/{id}/identity-requests", woman.job.caseId)
            .path("id");
    as(MIRA)
        .header("If-Match", revision(as(MIRA).get("/v1/identity-accesses/{id}", access)))
        .body(Map.of("granted", true))
        .post("/v1/identity-accesses/{id}/decision", access)
        .then()
        .statusCode(200);
    as(SANJA).get("/v1/identity-accesses/{id}/identity", access).then().statusCode(200);
    assertThat(ours(TAMARA, "?basis=IDENTITY-REQUEST&scope=CS-STO&recipientCountry=ME")).hasSize(1);
    assertThat(ours(TAMARA, "?basis=CONSENT")).isEmpty();
    assertThat(ours(TAMARA, "?scope=CS-REF-SVC")).isEmpty();
    assertThat(ours(TAMARA, "?recipientCountry=AL")).isEmpty();
  }

  @Test
  void whatIsReadAgainOnTheSameDayIsOneTransfer() throws SQLException {
    woman.houseReads().statusCode(200);
    woman.houseReads().statusCode(200);
    assertThat(ours(TAMARA, "")).hasSize(1);
    aDayLater();
    woman.houseReads().statusCode(200);
    woman.houseReads().statusCode(200);
    assertThat(ours(TAMARA, "")).hasSize(2);
    as(VERA).get("/v1/cases/{id}/identity", woman.job.caseId).then().statusCode(200);
    assertThat(ours(TAMARA, "?scope=CS-STO")).as("another recipient, another ground").hasSize(1);
  }

  private void aDayLater() throws SQLException {
    woman.change("update process.processing_record set day = day - 1 where case_id = ?");
  }

  @Test
  void pagesFollowOneAnotherAndEndNowhereElse() throws SQLException {
    woman.houseReads().statusCode(200);
    aDayLater();
    woman.houseReads().statusCode(200);
    aDayLater();
    woman.houseReads().statusCode(200);
    List<String> all = ours(TAMARA, "");
    assertThat(all).hasSize(3).doesNotHaveDuplicates();
    List<String> paged = new ArrayList<>();
    @Nullable String next = null;
    do {
      JsonPath page =
          as(TAMARA).get(PATH + "?limit=1" + (next == null ? "" : "&cursor=" + next)).jsonPath();
      paged.addAll(page.getList("entries.id"));
      next = page.getString("next");
    } while (paged.size() < 3);
    assertThat(paged).as("newest first").containsSubsequence(all);
  }

  @ParameterizedTest
  @CsvSource({
    "basis=PLEASURE, 400, invalid-value, basis",
    "scope=CS-NONE, 400, invalid-value, scope",
    "cursor=YWNjZXNzLWxvZw, 400, invalid-cursor, cursor"
  })
  void whatIsNotKnownIsRefused(String query, int status, String problem, String field) {
    as(TAMARA)
        .get(PATH + "?" + query)
        .then()
        .statusCode(status)
        .body("type", endsWith("/" + problem))
        .body("errors.field", hasItem(field));
  }

  @ParameterizedTest
  @CsvSource({"recipientCountry=Albania", "from=yesterday", "scope=everything", "limit=0"})
  void whatHasNoSuchShapeIsRefused(String query) {
    as(TAMARA).get(PATH + "?" + query).then().statusCode(400);
  }

  @Test
  void nobodyElseReadsIt() {
    for (Person who : List.of(MIRA, SANJA, VERA, JELENA)) {
      as(who).get(PATH).then().statusCode(403);
    }
  }

  @Test
  void whatTheJournalTellsOfBeforeIsTakenOverWithoutTerms() throws SQLException, IOException {
    woman.houseReads().statusCode(200);
    as(MIRA).get("/v1/cases/{id}/identity", woman.job.caseId).then().statusCode(200);
    try (Connection above = Database.connect()) {
      above.setAutoCommit(false);
      try (PreparedStatement delete =
              above.prepareStatement("delete from process.processing_record");
          PreparedStatement select =
              above.prepareStatement("select * from process.processing_record where case_id = ?")) {
        delete.executeUpdate();
        Migration.again(above, "V2026.11.26.309__transfers_and_removed_guardians.sql");
        select.setObject(1, woman.job.caseId);
        try (ResultSet row = select.executeQuery()) {
          assertThat(row.next()).isTrue();
          assertThat(row.getString("scope")).isEqualTo("CS-REF-SVC");
          assertThat(row.getString("basis")).isEqualTo("CONSENT");
          assertThat(row.getString("recipient")).isEqualTo(JELENA.organization().toString());
          assertThat(row.getString("recipient_country")).isEqualTo("ME");
          assertThat(row.getString("items")).isEqualTo("{NAME}");
          assertThat(row.getString("safeguard")).as("nobody knows").isNull();
          assertThat(row.next()).as("her own house").isFalse();
        }
      } finally {
        above.rollback();
      }
    }
  }

  private String caseCode() {
    return as(MIRA).get("/v1/cases/{id}", woman.job.caseId).path("code");
  }

  private List<String> ours(Person who, String query) {
    return as(who)
        .get(PATH + query)
        .then()
        .statusCode(200)
        .extract()
        .path("entries.findAll { it.caseId == '%s' }.id".formatted(woman.job.caseId));
  }
}
