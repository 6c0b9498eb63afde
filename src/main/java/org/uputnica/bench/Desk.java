package org.uputnica.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.Ids;

/**
 * One transaction of plain SQL as one of the people, once it is said who asks: begins with the key,
 * ends with the journal and the kept answer, as every write of the service does.
 */
final class Desk {
  static final UUID NO_NOTE = new UUID(0, 0);

  private static final int SALT_BYTES = 16;
  private static final int FINGERPRINT_BYTES = 32;
  private static final int ANSWER_BYTES = 750;

  private final Sql sql;
  private final Person person;
  private final String subject;
  private final UUID caseId;
  private final UUID key = Ids.random();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private final List<@Nullable Object[]> entries = new ArrayList<>();

  private Desk(Sql sql, Person person, String subject, UUID caseId) {
    this.sql = sql;
    this.person = person;
    this.subject = subject;
    this.caseId = caseId;
  }

  static Desk open(Sql sql, Person person, String subject, UUID caseId) throws SQLException {
    Desk desk = new Desk(sql, person, subject, caseId);
    sql.read(Statements.KEY, subject, desk.key);
    return desk;
  }

  Sql sql() {
    return sql;
  }

  UUID caseId() {
    return caseId;
  }

  UUID organization() {
    return person.organization();
  }

  String subject() {
    return subject;
  }

  Instant now() {
    return now;
  }

  Instant in(int days) {
    return now.plus(Duration.ofDays(days));
  }

  byte[] noise(int length) {
    byte[] bytes = new byte[length];
    ThreadLocalRandom.current().nextBytes(bytes);
    return bytes;
  }

  void journal(String action, @Nullable String about, String... details) {
    byte[] salt = noise(SALT_BYTES);
    List<String> sorted = Journal.details(details);
    entries.add(
        row(
            now,
            Person.COUNTRY,
            person.organization(),
            subject,
            person.roles().toArray(String[]::new),
            action,
            caseId,
            about,
            sorted.toArray(String[]::new),
            salt,
            Journal.leaf(salt, now, person, subject, action, caseId, about, sorted)));
  }

  /** A row of values, some of which may be absent. */
  static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }

  void openTrack(UUID id, String track, String state, @Nullable UUID counterpart)
      throws SQLException {
    sql.one(
        Statements.TRACK,
        id,
        caseId,
        Person.COUNTRY,
        Person.CASE_MANAGERS,
        track,
        state,
        Person.CASE_MANAGERS,
        counterpart,
        now,
        0);
    journal("track-opened", id.toString(), "track", track);
  }

  void startClock(UUID track, String code, int days) throws SQLException {
    sql.one(
        Statements.CLOCK,
        Ids.random(),
        track,
        caseId,
        Person.COUNTRY,
        Person.CASE_MANAGERS,
        code,
        now,
        in(days),
        in(days),
        Ids.random());
  }

  void take(UUID track, int revision, String step, String from, String to, String inputs)
      throws SQLException {
    sql.one(Statements.MOVE, to, now, revision + 1, track, revision);
    sql.one(
        Statements.STEP,
        Ids.random(),
        track,
        caseId,
        Person.COUNTRY,
        person.organization(),
        step,
        from,
        to,
        inputs,
        now);
    journal(
        "step-taken", track.toString(), "step", step, "from", from, "to", to, "saidBy", "ACTOR");
  }

  void waits(UUID track, int days, List<String> desks) throws SQLException {
    List<@Nullable Object[]> lines = new ArrayList<>();
    for (String desk : desks) {
      lines.add(row(desk, in(days), track, Person.COUNTRY, Person.CASE_MANAGERS));
    }
    sql.batch(Statements.WAITING, lines);
  }

  void waitsInstead(UUID track, int days, List<String> desks) throws SQLException {
    sql.any(Statements.NOT_WAITING, track);
    waits(track, days, desks);
  }

  void admit(UUID to) throws SQLException {
    sql.read(Statements.TAKE_ITEMS, caseId, new String[0], new UUID[0]);
    sql.read(Statements.PUT_KEY, caseId, to, 1L, noise(65), now);
    journal("identity-admitted", to.toString());
  }

  void close(int status, @Nullable String etag) throws SQLException {
    sql.batch(Statements.ENTRY, entries);
    byte[] answer = new byte[ANSWER_BYTES];
    Arrays.fill(answer, (byte) ' ');
    sql.one(
        Statements.KEEP_ANSWER,
        subject,
        key,
        Person.COUNTRY,
        person.organization(),
        noise(FINGERPRINT_BYTES),
        status,
        etag,
        answer,
        now);
    sql.commit();
  }
}
