package org.uputnica.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Database.run;
import static org.uputnica.testing.Personas.KALTRINA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NIKOLA;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.casefile.domain.Shredded;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.keys.KeyCustody;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Ear;
import org.uputnica.testing.Stack;

/**
 * A database from before her erasure is put back: the start lets nothing of her leave and asks back
 * what had left.
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ErasedAfterBackupTest {
  private static final String LETTER_IS_FORGOTTEN =
      "select count(*) from platform.outbox o join process.crossborder_request r using (conversation) where r.id = '%s'"
          + " and o.sequence = 1 and o.token is null and o.undelivered = 'TAKEN_BACK'";

  @Inject FileErasureService erasures;
  @Inject KeyCustody custody;
  @Inject ShredSettings settings;

  private final MainJob her = MainJob.aWomanAtTheCrossing().named("Zora Kalešić");

  @BeforeEach
  void sheIsRegistered() {
    her.registered().takenOver(MIRA);
  }

  @Test
  void aLetterThatWaitsInTheRestoredDatabaseDoesNotLeave() throws SQLException {
    Walk request = drafted();
    letterWaits(request);
    sheIsOnTheList();
    start();
    assertThat(number(LETTER_IS_FORGOTTEN, request.id())).isEqualTo(1);
    Awaiting.until(() -> "ERASED".equals(request.seenBy(NIKOLA).path("recall")));
  }

  @Test
  void neitherDoesTheLetterOfSomebodyWhoIsKeptShut() throws SQLException {
    Walk request = drafted();
    letterWaits(request);
    sheIsOnTheList();
    stays("vault.person", "case_id", her.caseId);
    try {
      start();
      assertThat(
              number("select count(*) from vault.awaits_erasure where case_id = '%s'", her.caseId))
          .isEqualTo(1);
      assertThat(number(LETTER_IS_FORGOTTEN, request.id())).isEqualTo(1);
    } finally {
      goes();
    }
    followUp();
    assertThat(number("select count(*) from vault.awaits_erasure where case_id = '%s'", her.caseId))
        .isZero();
  }

  @Test
  void whoCannotBeKeptShutAgainKeepsNobodyFromTheRest() throws SQLException {
    UUID letter = letterWaits(drafted());
    UUID other = MainJob.aWomanAtTheCrossing().registered().caseId;
    sheIsOnTheList();
    stays("vault.person", "case_id", her.caseId);
    try (Ear ear = Ear.of(FileErasureService.class)) {
      start();
      stays("platform.outbox", "id", letter);
      run(
          "update vault.person set erased_at = now() - interval '1 hour' where case_id = '%s'",
          other);
      followUp();
      assertThat(ear.alarmed(her.caseId)).isTrue();
      assertThat(followedUp(other)).isEqualTo(2);
    } finally {
      goes();
    }
    followUp();
    assertThat(number("select count(*) from vault.awaits_erasure where case_id = '%s'", her.caseId))
        .isZero();
  }

  @Test
  void nothingIsSentAboutSomebodyWhoIsKeptShut() throws SQLException {
    Walk request = drafted(List.of());
    her.says(MIRA, "CS-XBR", "CR-GIVEN", KALTRINA, "NAME").then().statusCode(201);
    sheIsOnTheList();
    stays("vault.person", "case_id", her.caseId);
    try {
      start();
      request.tries(NIKOLA, "T036", Map.of()).then().statusCode(404);
      assertThat(
              number(
                  "select count(*) from platform.outbox o join process.crossborder_request r"
                      + " using (conversation) where r.id = '%s'",
                  request.id()))
          .isZero();
      run("delete from vault.awaits_erasure where case_id = '%s'", her.caseId);
      request.step(NIKOLA, "T036", Map.of());
    } finally {
      goes();
    }
  }

  @Test
  void whatHadBeenDeliveredIsAskedBack() throws SQLException {
    Walk request = delivered();
    sheIsOnTheList();
    start();
    request.seenBy(NIKOLA).then().body("state", equalTo("XB-STOP"));
    Awaiting.until(() -> "ERASED".equals(request.seenBy(NIKOLA).path("recall")));
  }

  @Test
  void whatCannotBeAskedBackIsTriedAgainUntilItIs() throws SQLException {
    Walk request = delivered();
    sheIsOnTheList();
    stays("process.track", "id", request.id());
    try {
      start();
      request.seenBy(NIKOLA).then().body("state", equalTo("XB-RCV"));
      run(
          "update vault.person set erased_at = now() - interval '1 hour' where case_id = '%s'",
          her.caseId);
      followUp();
      assertThat(followedUp(her.caseId)).as("who is not done").isZero();
    } finally {
      goes();
    }
    Awaiting.until(() -> {
      followUp();
      return "XB-STOP".equals(request.seenBy(NIKOLA).path("state"));
    });
    assertThat(followedUp(her.caseId)).isEqualTo(2);
    Awaiting.until(() -> "ERASED".equals(request.seenBy(NIKOLA).path("recall")));
  }

  /** The scheduler begins at the start of the application as well. */
  @Test
  void noJobRunsBeforeTheComparison() {
    List<String> order =
        Arc.container().beanManager().resolveObserverMethods(new StartupEvent()).stream()
            .sorted(Comparator.comparingInt(ObserverMethod::getPriority))
            .map(it -> it.getBeanClass().getSimpleName())
            .filter(List.of("Mechanisms", "ShredAtStart", "SimpleScheduler")::contains)
            .distinct()
            .toList();
    assertThat(order).containsSubsequence("Mechanisms", "ShredAtStart", "SimpleScheduler");
  }

  private void sheIsOnTheList() {
    new ShredList(settings, custody)
        .add(
            new Shredded(
                new CaseId(her.caseId),
                new CountryCode("ME"),
                Instant.parse("2026-03-02T08:00:00Z")));
  }

  private void start() {
    assertThat(Callers.as(Caller.NODE, erasures::shredAgain)).isNotNegative();
  }

  private void followUp() {
    Callers.as(
        Caller.NODE,
        () -> {
          erasures.followUp();
          return true;
        });
  }

  private Walk drafted() {
    return drafted(List.of("NAME"));
  }

  private Walk drafted(List<String> items) {
    UUID id = Ids.random();
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
                items,
                "conditions",
                List.of("NOT_TO_POLICE")))
        .post("/v1/cases/{id}/crossborder-requests", her.caseId)
        .then()
        .statusCode(201);
    Walk request = new Walk("/v1/crossborder-requests/" + id, "");
    request.seenBy(NIKOLA).then().statusCode(200);
    return request;
  }

  private Walk delivered() {
    Walk request = drafted();
    her.says(MIRA, "CS-XBR", "CR-GIVEN", KALTRINA, "NAME").then().statusCode(201);
    request.step(NIKOLA, "T036", Map.of());
    Awaiting.until(() -> "XB-RCV".equals(request.seenBy(NIKOLA).path("state")));
    return request;
  }

  private static UUID letterWaits(Walk request) throws SQLException {
    UUID letter = Ids.random();
    run(
        "insert into platform.outbox (id, conversation, sequence, country, organization, receiver, token, queued_at,"
            + " next_try_at, expires_at, tries) select '%s', conversation, 1, country, organization, 'AL',"
            + " 'a letter', now(), now() + interval '1 day', now() + interval '2 days', 1"
            + " from process.crossborder_request where id = '%s'",
        letter, request.id());
    return letter;
  }

  private static long followedUp(UUID caseId) throws SQLException {
    return number("select followed_up from vault.person where case_id = '%s'", caseId);
  }

  private static void stays(String table, String column, UUID id) throws SQLException {
    run(
        "create or replace function public.stays() returns trigger language plpgsql as"
            + " $$ begin raise exception 'stays'; end $$");
    run(
        "create trigger stays before update on %s for each row when (old.%s = '%s')"
            + " execute function public.stays()",
        table, column, id);
  }

  private static void goes() throws SQLException {
    run("drop function public.stays cascade");
  }

  private static long number(String query, Object... values) throws SQLException {
    try (var connection = Database.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(query.formatted(values))) {
      row.next();
      return row.getLong(1);
    }
  }
}
