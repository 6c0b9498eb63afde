package org.uputnica.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.uputnica.audit.domain.EntryKind;
import org.uputnica.audit.domain.JournalEntry;
import org.uputnica.audit.domain.JournalVerifier;
import org.uputnica.audit.domain.SignedNote;
import org.uputnica.audit.domain.Verdict;
import org.uputnica.audit.persistence.JdbcJournal;
import org.uputnica.audit.persistence.JdbcLists;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.keys.JournalKeys;
import org.uputnica.testing.Stack;

/**
 * Two hundred random changes to the real tables as the database's superuser, triggers off: the
 * verifier finds every one. Each is made, verified and taken back inside one transaction, so that
 * nothing else in the suite meets a broken journal.
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class SuperuserTamperingTest {
  private static final int CHANGES = 200;
  private static final String COLUMNS =
      "at, country, organization, actor, roles, action, outcome, case_id, subject, details, salt, leaf";
  private static final List<String> ENTRY =
      List.of(
          "at = at + interval '1 microsecond'",
          "country = 'MF'",
          "organization = '00000000-0000-4000-8000-00000000beef'",
          "actor = actor || 'x'",
          "roles = roles || 'R-MON'::text",
          "action = 'nothing-happened'",
          "outcome = case outcome when 'DONE' then 'REFUSED' else 'DONE' end",
          "case_id = case when case_id is null then gen_random_uuid() end",
          "subject = case when subject is null then '' end",
          "details = details || '{why,none}'::text[]",
          "salt = set_byte(salt, %1$d %% 16, (%1$d %% 255 + 1) # get_byte(salt, %1$d %% 16))",
          "leaf = set_byte(leaf, %1$d %% 32, (%1$d %% 255 + 1) # get_byte(leaf, %1$d %% 32))");
  private static final List<String> CHECKPOINT =
      List.of(
          "at = at - interval '1 microsecond'",
          "tree_size = tree_size + 1",
          "number = number + 1000000",
          "members = members || 9999999::bigint",
          "root = set_byte(root, %1$d %% 32, (%1$d %% 255 + 1) # get_byte(root, %1$d %% 32))",
          "hash = set_byte(hash, %1$d %% 32, (%1$d %% 255 + 1) # get_byte(hash, %1$d %% 32))",
          "frontier = frontier || frontier[1]",
          "previous = case when previous is null then hash else set_byte(previous, 3, 9 # get_byte(previous, 3)) end",
          "signature = null",
          "signature = ''",
          "signature = set_byte(signature, %1$d %% 68, (%1$d %% 255 + 1) # get_byte(signature, %1$d %% 68))",
          "signature = (select s.signature from audit.checkpoint s where s.number <> c.number"
              + " and s.signature is not null order by s.number limit 1)",
          "signature = signature || signature");
  private static final List<String> KEY =
      List.of(
          "since = since + 1",
          "since = since - 1",
          "number = number + 1",
          "name = name || 'x'",
          "public_key = set_byte(public_key, %1$d %% 32, (%1$d %% 255 + 1) # get_byte(public_key, %1$d %% 32))");

  private final Random random = new Random(20261126);

  @Inject AuditTrail audit;
  @Inject CheckpointJob checkpoints;
  @Inject JournalKeys keys;

  @Test
  void twoHundredRandomChangesAreAllFound() throws SQLException {
    aJournalWithTwoKeys();
    Map<String, Integer> kinds = new TreeMap<>();
    try (Connection connection = Tampering.connect("postgres");
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      sql.execute("set session_replication_role = replica");
      // Entries stay announced: the job waits for this lock.
      sql.execute("select pg_advisory_xact_lock(hashtextextended('audit.checkpoint', 0))");
      for (int i = 0; i < 3; i++) {
        Entries.append(audit, Entries.user("someone"), event());
      }
      SignedNote kept = verify(connection, null).note();
      assertThat(kept).isNotNull();
      assertThat(verify(connection, kept).brokenAt()).isNull();
      for (int i = 0; i < CHANGES; i++) {
        Savepoint before = connection.setSavepoint();
        String change = change(sql);
        assertThat(verify(connection, kept).isIntact()).as("change %d: %s", i, change).isFalse();
        connection.rollback(before);
        kinds.merge(change.split(":", 2)[0], 1, Integer::sum);
      }
      assertThat(verify(connection, kept).brokenAt()).isNull();
      connection.rollback();
    }
    assertThat(kinds.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(CHANGES);
    assertThat(kinds).containsOnlyKeys("entry", "checkpoint", "pending", "key", "rows");
  }

  @Test
  void theColumnSaysTheSameKindAsTheCode() throws SQLException {
    try (Connection connection = Tampering.connect("postgres");
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      List<String> actions =
          List.of(
              "identity-read",
              "needs-shown",
              "read",
              "exported",
              "identity-exported",
              "message-sent",
              "message-queued",
              "letter-queued",
              "disclosure-permitted",
              "disclosure-denied",
              "person-found",
              "seal-broken",
              "break-glass-opened",
              "alarm-bulk-reading",
              "case-registered");
      for (String action : actions) {
        for (String outcome : List.of("DONE", "REFUSED")) {
          sql.execute(
              "insert into audit.entry (%s) values (now(), 'ME', gen_random_uuid(), 'a', '{}', '%s', '%s', null, null, '{}', decode(repeat('00', 16), 'hex'), decode(repeat('00', 32), 'hex'))"
                  .formatted(COLUMNS, action, outcome));
          long id = number(sql, "select max(id) from audit.entry");
          JournalEntry entry = new JdbcLists(connection).entry(id).getFirst();
          try (ResultSet row = sql.executeQuery("select kind from audit.entry where id = " + id)) {
            row.next();
            assertThat(EntryKind.of(entry.content()).name()).as(action).isEqualTo(row.getString(1));
          }
        }
      }
      connection.rollback();
    }
  }

  private void aJournalWithTwoKeys() throws SQLException {
    for (int i = 0; i < 6; i++) {
      Entries.append(audit, Entries.user("someone"), event(), event(), event());
      Entries.link(checkpoints);
      if (i == 2) {
        try (Connection connection = Tampering.connect("postgres")) {
          keys.make(new JdbcJournal(connection).keys().getLast().number() + 1);
        }
      }
    }
  }

  private static AuditEvent event() {
    CaseId caseId = new CaseId(Ids.random());
    return AuditEvent.of("step-taken", caseId, caseId, "to", "RF-SENT");
  }

  /** Makes one change and says which. */
  private String change(Statement sql) throws SQLException {
    int salt = random.nextInt(10_000);
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> {
        String column = ENTRY.get(random.nextInt(ENTRY.size())).formatted(salt);
        String where = " where id = " + entry(sql);
        yield made(sql, "entry", "update audit.entry set " + column + where);
      }
      case 3, 4, 5 -> {
        String column = CHECKPOINT.get(random.nextInt(CHECKPOINT.size())).formatted(salt);
        String where = " where c.number = " + signedCheckpoint(sql);
        yield made(sql, "checkpoint", "update audit.checkpoint c set " + column + where);
      }
      case 6 -> {
        String column = KEY.get(random.nextInt(KEY.size())).formatted(salt);
        String where =
            " where number = " + number(sql, "select max(number) from audit.journal_key");
        yield random.nextInt(4) == 0
            ? made(sql, "key", "delete from audit.journal_key" + where)
            : made(sql, "key", "update audit.journal_key set " + column + where);
      }
      case 7 -> pending(sql);
      default -> rows(sql);
    };
  }

  private String pending(Statement sql) throws SQLException {
    String one = " where entry_id = " + number(sql, "select min(entry_id) from audit.pending");
    return made(
        sql,
        "pending",
        switch (random.nextInt(5)) {
          case 0 -> "delete from audit.pending" + one;
          case 1 -> "insert into audit.pending select * from audit.pending" + one;
          case 2 -> "insert into audit.pending select 9999999, leaf from audit.pending" + one;
          case 3 ->
              "insert into audit.pending select id, leaf from audit.entry where id = " + entry(sql);
          default ->
              "update audit.pending set leaf = set_byte(leaf, 5, 77 # get_byte(leaf, 5))" + one;
        });
  }

  /** Removed, inserted, doubled, exchanged. */
  private String rows(Statement sql) throws SQLException {
    long one = entry(sql);
    long checkpoint = signedCheckpoint(sql);
    String copied =
        "insert into audit.entry (id, %s) overriding system value select %d, %s from audit.entry where id = %d";
    return made(
        sql,
        "rows",
        switch (random.nextInt(7)) {
          case 0 -> "delete from audit.entry where id = " + one;
          case 1 -> copied.formatted(COLUMNS, 99_999_999, COLUMNS, one);
          case 2 ->
              ("with gone as (delete from audit.entry where id = %d returning *) insert into audit.entry (id, %s)"
                      + " overriding system value select 99999999, %s from gone")
                  .formatted(one, COLUMNS, COLUMNS);
          case 3 -> "delete from audit.checkpoint where number = " + checkpoint;
          case 4 ->
              "with last as (delete from audit.checkpoint where number = (select max(number)"
                  + " from audit.checkpoint where cardinality(members) > 0) or number > (select max(number)"
                  + " from audit.checkpoint where cardinality(members) > 0) returning members)"
                  + " delete from audit.entry where id in (select unnest(members) from last)";
          case 5 ->
              "update audit.checkpoint set members = members[2:] || members[1] where number ="
                  + " (select max(number) from audit.checkpoint where cardinality(members) > 1)";
          default ->
              "insert into audit.checkpoint select number + 1, tree_size, members, root, frontier, previous,"
                  + " at, hash, signature from audit.checkpoint order by number desc limit 1";
        });
  }

  private static String made(Statement sql, String kind, String change) throws SQLException {
    assertThat(sql.executeUpdate(change)).as(change).isPositive();
    return kind + ": " + change;
  }

  private static Verdict verify(Connection connection, @Nullable SignedNote kept)
      throws SQLException {
    JournalVerifier verifier = new JournalVerifier(kept, List.of());
    new JdbcJournal(connection).show(verifier);
    return verifier.verdict();
  }

  private long entry(Statement sql) throws SQLException {
    return number(
        sql,
        "select id from audit.entry offset floor(%s * (select count(*) from audit.entry))::bigint limit 1"
            .formatted(random.nextDouble()));
  }

  private long signedCheckpoint(Statement sql) throws SQLException {
    return number(
        sql,
        "select number from audit.checkpoint where signature is not null order by md5(number || '%d') limit 1"
            .formatted(random.nextInt(10_000)));
  }

  private static long number(Statement sql, String query) throws SQLException {
    try (ResultSet row = sql.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
