package org.uputnica.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.SANJA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/**
 * What the service's own database user gets when it goes past the service: from the functions of
 * the vault, from messages, from the desks of a country. Who may not touch a person finds nothing.
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class PastTheServiceTest {
  private static final long ANY_VERSION = 1L << 33;

  private final MainJob her = MainJob.aWomanAtTheCrossing().named("Izmisljena Osoba");
  private final UUID house = MIRA.organization();

  /** Who asks, as a transaction tells the database. */
  private record Asking(String country, UUID organization, String reach, @Nullable UUID closed) {}

  private final Asking node = new Asking("ZZ", new UUID(0, 0), "node", null);
  private final Asking responsible = new Asking("ME", house, "organization", null);
  private final Asking country = new Asking("ME", SANJA.organization(), "country", null);
  private final Asking another = new Asking("ME", JELENA.organization(), "organization", null);
  private final Asking abroad = new Asking("AL", house, "country", null);
  private final Asking nobody = new Asking("", house, "", null);

  private final List<Asking> people = List.of(responsible, country, another, abroad, nobody);

  @BeforeEach
  void sheIsRegistered() {
    her.registered().takenOver(MIRA);
  }

  @Test
  void wrappedKeysAreForTheNodeAlone() throws SQLException {
    String taken =
        "select count(*) from vault.take_wrapped('%s', %d, 5)".formatted(house, ANY_VERSION);
    assertThat(ask(node, taken)).isNotEqualTo("0");
    String put =
        "select vault.put_wrapped('%1$s', array['%2$s'::uuid], array['\\x0102030405'::bytea], now())"
            .formatted(house, her.caseId);
    String broken = "select vault.note_unopenable('%s', '%s', now())".formatted(house, her.caseId);
    String key = "wrapped_key::text || coalesce(broken_at::text, '')";
    String before = keys(key);
    for (Asking one : people) {
      assertThat(ask(one, taken)).as(one.toString()).isEqualTo("0");
      ask(one, put);
      ask(one, broken);
      assertThat(ask(one, "select count(*) from vault.key_holders()")).isEqualTo("0");
      assertThat(ask(one, "select count(*) from vault.rotations(null)")).isEqualTo("0");
      assertThat(ask(one, "select count(*) from vault.open_rotations()")).isEqualTo("0");
    }
    assertThat(keys(key)).isEqualTo(before);
  }

  @Test
  void onlyTheNodeTurnsAndDestroysKeys() throws SQLException {
    UUID rotation = Ids.random();
    change(
        "insert into vault.key_rotation (id, organization, from_version, to_version, total, asked_at, finished_at)"
            + " values ('%s', gen_random_uuid(), 1, 2, 0, now(), now())".formatted(rotation));
    String destroy = "select vault.destroy_versions('%s', now())".formatted(rotation);
    String asked =
        "select vault.ask_rotation('%s', '%s', 1, now())".formatted(Ids.random(), Ids.random());
    String finish = "select vault.finish_rotation('%s', now())".formatted(rotation);
    String begin = "select vault.begin_rotation('%s', 3)".formatted(rotation);
    for (Asking one : people) {
      for (String act : List.of(asked, finish, begin)) {
        assertThat(ask(one, act)).as("%s: %s", one, act).isEqualTo("f");
      }
      assertThat(ask(one, destroy)).as(one.toString()).isNull();
    }
    assertThat(ask(node, destroy)).isEqualTo("1");
  }

  @Test
  void onlyTheNodeDestroysWhatWasGivenUp() throws SQLException {
    UUID rotation = Ids.random();
    UUID organization = Ids.random();
    change(
        "insert into vault.key_rotation (id, organization, from_version, to_version, total, asked_at, finished_at,"
            + " destroyed_at) values ('%s', '%s', 1, 2, 0, now(), now(), now())"
                .formatted(rotation, organization));
    String gone =
        "select gone_at is not null from vault.key_rotation where id = '%s'".formatted(rotation);
    String note = "select vault.note_gone('%s', now())".formatted(organization);
    for (Asking one : people) {
      assertThat(ask(one, "select count(*) from vault.take_destruction()")).isEqualTo("0");
      ask(one, note);
      assertThat(above(gone)).as(one.toString()).isEqualTo("f");
    }
    ask(node, note);
    assertThat(above(gone)).isEqualTo("t");
  }

  @Test
  void onlyTheNodeFollowsAnErasureUp() throws SQLException {
    change(
        "update vault.person set erased_at = now() - interval '1 hour', followed_up = 7 where case_id = '%s'"
            .formatted(her.caseId));
    String take = "select vault.take_follow_up('%s', 9)".formatted(her.caseId);
    String due =
        "select count(*) from vault.erased_to_follow_up(9, now()) where case_id = '%s'"
            .formatted(her.caseId);
    String note = "select vault.note_followed_up('%s', 9)".formatted(her.caseId);
    String noted =
        "select followed_up from vault.person where case_id = '%s'".formatted(her.caseId);
    for (Asking one : people) {
      assertThat(ask(one, take)).as(one.toString()).isEqualTo("f");
      assertThat(ask(one, due)).as(one.toString()).isEqualTo("0");
      ask(one, note);
      assertThat(above(noted)).as(one.toString()).isEqualTo("7");
    }
    assertThat(ask(node, take)).isEqualTo("t");
    assertThat(ask(node, due)).isEqualTo("1");
    ask(node, note);
    assertThat(above(noted)).isEqualTo("9");
  }

  @Test
  void onlyTheNodeKeepsHerShutAndThenNobodyFindsOrComparesHer() throws SQLException {
    change(
        "insert into vault.country_token (country, token, case_id, organization, criteria) values"
            + " ('ME', 4711, '%s', '%s', '{NAME}')".formatted(her.caseId, house));
    String shut = "select count(*) from vault.awaits_erasure";
    String hers = " where case_id = '%s'".formatted(her.caseId);
    String found =
        "select count(*) from vault.find_tokens('%s', '%s', 1000)"
                .formatted(
                    house, above("select array_agg(token)::text from vault.search_token" + hers))
            + hers;
    String compared = "select count(*) from vault.find_country_tokens('ME', '{4711}', 1000)" + hers;
    String known = "select 4711 = any (vault.country_tokens_of('%s'))".formatted(her.caseId);
    String keep = "select vault.keep_shut('%s')".formatted(her.caseId);
    for (Asking one : people) {
      assertThatThrownBy(() -> ask(one, keep)).hasMessageContaining("row-level security");
    }
    assertThat(above(shut + hers)).isEqualTo("0");
    assertThat(ask(responsible, found)).isEqualTo("1");
    assertThat(ask(node, compared)).isEqualTo("1");
    assertThat(ask(node, known)).isEqualTo("t");

    ask(node, keep);
    for (Asking one : people) {
      assertThat(ask(one, "select count(*) from vault.kept_shut()")).isEqualTo("0");
    }
    assertThat(ask(responsible, found)).isEqualTo("0");
    assertThat(ask(node, compared)).isEqualTo("0");
    assertThat(ask(node, known)).isEqualTo("f");
    change("delete from vault.awaits_erasure" + hers);
  }

  @Test
  void onlyWhoAnswersForHerErasesAndNobodyWithAConflict() throws SQLException {
    String version = "select vault.file_version('%s')".formatted(her.caseId);
    String erase = "select vault.erase_person('%s', now())".formatted(her.caseId);
    Asking barred = new Asking("ME", house, "organization", her.caseId);
    Asking barredOffice = new Asking("ME", SANJA.organization(), "country", her.caseId);
    for (Asking one : List.of(another, abroad, nobody, barred, barredOffice)) {
      assertThat(ask(one, version)).as(one.toString()).isNull();
      assertThat(ask(one, erase)).as(one.toString()).isNull();
    }
    assertThat(keys("count(*)")).isNotEqualTo("0");
    assertThat(ask(country, version)).isNotNull();
    assertThat(ask(responsible, erase)).isEqualTo("ME");
    assertThat(keys("count(*)")).isEqualTo("0");

    String list =
        "select count(*) from vault.erased_persons() where case_id = '%s'".formatted(her.caseId);
    String erased = "select vault.is_erased('%s')".formatted(her.caseId);
    for (Asking one : people) {
      assertThat(ask(one, list)).as(one.toString()).isEqualTo("0");
      assertThat(ask(one, erased)).as(one.toString()).isEqualTo("f");
    }
    assertThat(ask(node, list)).isEqualTo("1");
    assertThat(ask(node, erased)).isEqualTo("t");
  }

  @Test
  void messagesShowToWhomTheirRequestShows() throws SQLException {
    UUID request = Ids.random();
    as(MIRA)
        .body(
            Map.of("id", request, "toCountry", "AL", "purpose", "RETURN", "items", List.of("NAME")))
        .post("/v1/cases/{id}/crossborder-requests", her.caseId)
        .then()
        .statusCode(201);
    UUID conversation =
        UUID.fromString(
            above(
                "select conversation::text from process.crossborder_request where id = '%s'"
                    .formatted(request)));
    change(
        "insert into platform.outbox (id, conversation, sequence, country, organization, receiver, token, queued_at,"
            + " next_try_at, expires_at) values (gen_random_uuid(), '%s', 1, 'ME', '%s', 'AL', 'sealed', now(),"
                .formatted(conversation, house)
            + " now() + interval '1 day', now() + interval '2 days')");
    change(
        "insert into platform.inbox (id, conversation, country, organization, sequence, received_at) values"
            + " (gen_random_uuid(), '%s', 'ME', '%s', 1, now())".formatted(conversation, house));
    Asking barred = new Asking("ME", SANJA.organization(), "country", her.caseId);
    Asking stranger = new Asking("ME", Ids.random(), "organization", null);
    for (String box : List.of("platform.outbox", "platform.inbox")) {
      String any = "select count(*) from " + box;
      String seen = any + " where conversation = '%s'".formatted(conversation);
      for (Asking one : List.of(node, responsible, country)) {
        assertThat(ask(one, seen)).as("%s: %s", one, box).isEqualTo("1");
      }
      for (Asking one : List.of(another, abroad, nobody, barred)) {
        assertThat(ask(one, seen)).as("%s: %s", one, box).isEqualTo("0");
      }
      assertThat(ask(stranger, any)).as(box).isEqualTo("0");
    }
    change("delete from platform.outbox where conversation = '%s'".formatted(conversation));
  }

  @Test
  void theDesksOfACountryAreNotReadByEverybodyInItNorUnderAConflict() throws SQLException {
    String track =
        above(
            "select id::text from process.track where track = 'overall' and case_id = '%s'"
                .formatted(her.caseId));
    change(
        "insert into process.waiting (desk, rank, track_id, country, organization) values ('R-COORD@ME', now(), '%s',"
                .formatted(track)
            + " 'ME', '%s')".formatted(house));
    String all = "select count(*) from process.waiting where desk like '%@__'";
    String line = all + " and track_id = '" + track + "'";
    Asking barred = new Asking("ME", SANJA.organization(), "country", her.caseId);
    Asking barredHouse = new Asking("ME", house, "organization", her.caseId);
    Asking stranger = new Asking("ME", Ids.random(), "organization", null);
    assertThat(ask(country, line)).isEqualTo("1");
    assertThat(ask(responsible, line)).isEqualTo("1");
    for (Asking one : List.of(barred, barredHouse, another, abroad, nobody)) {
      assertThat(ask(one, line)).as(one.toString()).isEqualTo("0");
    }
    assertThat(ask(stranger, all)).isEqualTo("0");
  }

  @Test
  void whoIsClosedToOneOfTwoJoinedRecordsDoesNotFindThatTheyAreOne() throws SQLException {
    MainJob closed = MainJob.aWomanAtTheCrossing().registered();
    change(
        "insert into process.case_alias select code, id, '%s'::uuid, country, now() from process.case_record where id = '%s'"
            .formatted(her.caseId, closed.caseId));
    String alias =
        "select count(*) from process.case_alias where closed_case = '%s'".formatted(closed.caseId);
    assertThat(ask(country, alias)).isEqualTo("1");
    for (UUID barred : List.of(her.caseId, closed.caseId)) {
      Asking office = new Asking("ME", SANJA.organization(), "country", barred);
      assertThat(ask(office, alias)).isEqualTo("0");
    }
  }

  /** The first value, as this user gets it; what it changed stays. */
  private static @Nullable String ask(Asking asking, String query) throws SQLException {
    try (Connection service = Database.connectAsService()) {
      service.setAutoCommit(false);
      try (Statement sql = service.createStatement()) {
        sql.execute(
            """
            select set_config('uputnica.country', '%s', true), set_config('uputnica.organization', '%s', true),
              set_config('uputnica.reach', '%s', true), set_config('uputnica.closed', '%s', true),
              set_config('uputnica.vault_door', 'responsible', true)
            """
                .formatted(
                    asking.country(),
                    asking.organization(),
                    asking.reach(),
                    asking.closed() == null ? "" : asking.closed()));
        String found = first(sql, query);
        service.commit();
        return found;
      }
    }
  }

  private String keys(String what) throws SQLException {
    return above(
        "select %s from vault.person_key where case_id = '%s' and organization = '%s'"
            .formatted(what, her.caseId, house));
  }

  private static String above(String query) throws SQLException {
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      return String.valueOf(first(sql, query));
    }
  }

  private static void change(String change) throws SQLException {
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      assertThat(sql.executeUpdate(change)).isEqualTo(1);
    }
  }

  private static @Nullable String first(Statement sql, String query) throws SQLException {
    try (ResultSet row = sql.executeQuery(query)) {
      return row.next() ? row.getString(1) : null;
    }
  }
}
