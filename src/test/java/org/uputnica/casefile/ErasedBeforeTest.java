package org.uputnica.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Database.run;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Database;
import org.uputnica.testing.Ear;
import org.uputnica.testing.Personas;
import org.uputnica.testing.Stack;

/** What an erasure did not reach, of an earlier version or by bad luck, the follow-up does. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ErasedBeforeTest {
  @Inject FileErasureService erasures;

  private final MainJob her = MainJob.aWomanAtTheCrossing().named("Zora Kalešić");

  @Test
  void whatAnEarlierVersionLeftOfHerGoes() throws SQLException {
    her.registered().takenOver(Personas.MIRA);
    UUID other = MainJob.aWomanAtTheCrossing().named("Zora Kalešić").registered().caseId;
    Walk accepted = her.referTo(MainJob.BREZA, "NAME");
    her.says(Personas.VERA, "CS-REF-SVC", "CR-GIVEN", Personas.JELENA, "NAME")
        .then()
        .statusCode(201);
    accepted.accepted();
    UUID request = requestAbroad();
    change(
        "insert into process.possible_match (id, country, asking_organization, asking_case, other_case, criteria,"
            + " found_at, state, revision) select gen_random_uuid(), 'ME', organization, '%2$s', id, '{NAME}', now(),"
            + " 'OPEN', 0 from process.case_record where id = '%1$s'",
        her.caseId, other);
    change(
        "insert into process.match_probe (id, country, organization, case_id, tokens, asked_at) select"
            + " gen_random_uuid(), 'ME', organization, id, '{}', now() + interval '1 day' from process.case_record"
            + " where id = '%s'",
        her.caseId);
    change(
        "insert into platform.outbox (id, conversation, sequence, country, organization, receiver, token, queued_at,"
            + " next_try_at, expires_at, tries) select gen_random_uuid(), conversation, 1, country, organization, 'AL',"
            + " 'a letter', now(), now() + interval '1 day', now() + interval '2 days', 1"
            + " from process.crossborder_request where id = '%s'",
        request);
    erasedByAnEarlierVersion();

    followUp();
    assertThat(followedUp()).isEqualTo(2);
    followUp();

    accepted.seenBy(Personas.VERA).then().body("state", equalTo("RF-CAN"));
    assertThat(
            number(
                "select count(*) from directory.place_hold where state = 'HELD' and referral = '%s'",
                accepted.id()))
        .isZero();
    assertThat(
            number(
                "select count(*) from process.possible_match where '%s' in (asking_case, other_case)",
                her.caseId))
        .isZero();
    assertThat(number("select count(*) from process.match_probe where case_id = '%s'", her.caseId))
        .isZero();
    assertThat(
            number(
                "select count(*) from platform.outbox o join process.crossborder_request r using (conversation, country)"
                    + " where r.id = '%s' and o.sequence = 1 and o.token is not null",
                request))
        .isZero();
    assertThat(
            number(
                "select count(*) from audit.entry where action = 'identity-closed' and case_id = '%s'",
                her.caseId))
        .isEqualTo(1);
  }

  @Test
  void whatCouldNotEndIsTriedAgainUntilItHas() throws SQLException {
    her.registered().takenOver(Personas.MIRA);
    Walk accepted = her.referTo(MainJob.BREZA, "NAME");
    her.says(Personas.VERA, "CS-REF-SVC", "CR-GIVEN", Personas.JELENA, "NAME")
        .then()
        .statusCode(201);
    accepted.accepted();
    run(
        "create function public.stays() returns trigger language plpgsql as"
            + " $$ begin raise exception 'stays'; end $$");
    run(
        "create trigger stays before update on process.track for each row when (old.id = '%s')"
            + " execute function public.stays()",
        accepted.id());
    try {
      erasedByAnEarlierVersion();
      followUp();
      accepted.seenBy(Personas.VERA).then().body("state", equalTo("RF-ACC"));
      assertThat(followedUp()).as("who is not done").isZero();
    } finally {
      run("drop trigger stays on process.track");
      run("drop function public.stays");
    }
    followUp();
    accepted.seenBy(Personas.VERA).then().body("state", equalTo("RF-CAN"));
    assertThat(followedUp()).isEqualTo(2);
  }

  @Test
  void whoIsInHandElsewhereIsLeftToIt() throws SQLException {
    her.registered();
    erasedByAnEarlierVersion();
    try (var elsewhere = Database.connect();
        var sql = elsewhere.createStatement();
        Ear ear = Ear.of(FileErasureService.class)) {
      elsewhere.setAutoCommit(false);
      sql.execute("select pg_advisory_xact_lock(5275, hashtext('%s'))".formatted(her.caseId));
      followUp();
      assertThat(ear.alarmed(her.caseId)).isFalse();
      assertThat(followedUp()).isZero();
    }
    followUp();
    assertThat(followedUp()).isEqualTo(2);
  }

  private void followUp() {
    Callers.as(
        Caller.NODE,
        () -> {
          erasures.followUp();
          return true;
        });
  }

  private long followedUp() throws SQLException {
    return number("select followed_up from vault.person where case_id = '%s'", her.caseId);
  }

  private UUID requestAbroad() {
    UUID id = Ids.random();
    as(Personas.MIRA)
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
        .post("/v1/cases/{id}/crossborder-requests", her.caseId)
        .then()
        .statusCode(201);
    return id;
  }

  /** Keys and sealed items, and nothing besides. */
  private void erasedByAnEarlierVersion() throws SQLException {
    change(
        "update vault.person set erased_at = now() - interval '1 hour', sealed_index = ''"
            + " where case_id = '%s'",
        her.caseId);
    change("delete from vault.person_key where case_id = '%s'", her.caseId);
    change("delete from vault.sealed_item where case_id = '%s'", her.caseId);
  }

  private static void change(String sql, Object... values) throws SQLException {
    try (var connection = Database.connect();
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql.formatted(values))).isPositive();
    }
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
