package org.uputnica.bench;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.Ids;

/**
 * The same units of work with the same rows, by plain SQL: one transaction for each request. Lists
 * are read by the service's own statements, since no plainer one gives the same page.
 */
final class PlainWork implements AutoCloseable {
  static final int PAGE_SIZE = 25;

  private static final UUID HOUSE = Person.JELENA.organization();
  private static final String[] HOUSE_DESKS = {"R-SHELTER@" + HOUSE, "R-SHELTER@" + Person.COUNTRY};
  private static final String[] LINES = {"NOTICE", "WEBHOOK", "WORK"};
  private static final UUID LAST = new UUID(-1, -1);

  /** Of what came, as many are looked through at once. */
  private static final int LOOKED_THROUGH = 100;

  private static final UUID FIRST = new UUID(0, 0);
  private static final OffsetDateTime BEFORE_ALL =
      OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private final Connections connections;
  private final String vera;
  private final String jelena;
  private final Queue<Registered> registered = new ConcurrentLinkedQueue<>();
  private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();

  PlainWork(Options.Database database, String vera, String jelena) throws SQLException {
    this.connections = new Connections(database);
    this.vera = vera;
    this.jelena = jelena;
  }

  private record Registered(UUID caseId, UUID contact, String code) {}

  private record Sent(UUID caseId, UUID referral) {}

  /** Gives the places back that are held, so that the house has room again. */
  void giveBack() throws SQLException, InterruptedException {
    connections.with(sql -> {
      caller(sql, Person.JELENA, "organization");
      sql.read(Statements.GIVE_BACK, Instant.now(), ServiceWork.HOUSE_SERVICE);
      sql.commit();
    });
  }

  /** Register with three consents: one transaction. */
  Worker register() {
    SecureRandom codes = new SecureRandom();
    return watch -> {
      registered.add(registered(watch, codes));
      return true;
    };
  }

  /** Consent and refer, as long as somebody is registered: four transactions. */
  Worker offer() {
    return watch -> {
      Registered next = registered.poll();
      if (next == null) {
        return false;
      }
      offered(watch, next);
      return true;
    };
  }

  /** Register, consent, refer: five transactions. */
  Worker refer() {
    SecureRandom codes = new SecureRandom();
    return watch -> {
      offered(watch, registered(watch, codes));
      return true;
    };
  }

  private Registered registered(Stopwatch watch, SecureRandom codes) throws Exception {
    Registered now = new Registered(Ids.random(), Ids.random(), CaseCode.random(codes).value());
    watch.time(
        "register",
        () -> asVera(now.caseId(), desk -> PlainSteps.registered(desk, now.code(), now.contact())));
    return now;
  }

  private void offered(Stopwatch watch, Registered by) throws Exception {
    UUID caseId = by.caseId();
    UUID referral = Ids.random();
    watch.time("consent", () -> asVera(caseId, desk -> PlainSteps.agreed(desk, by.contact())));
    watch.time(
        "draft referral",
        () -> asVera(caseId, desk -> PlainSteps.drafted(desk, by.code(), referral)));
    watch.time(
        "ask consent (T019)", () -> asVera(caseId, desk -> PlainSteps.asked(desk, referral)));
    watch.time("send (T020)", () -> asVera(caseId, desk -> PlainSteps.gone(desk, referral)));
    sent.add(new Sent(caseId, referral));
  }

  /** Receive and accept: two transactions. */
  Worker accept() {
    return watch -> {
      Sent next = sent.poll();
      if (next == null) {
        return false;
      }
      UUID referral = next.referral();
      watch.time(
          "receive (T022)",
          () -> asJelena(next.caseId(), desk -> PlainSteps.received(desk, referral)));
      watch.time(
          "accept (T024)",
          () -> asJelena(next.caseId(), desk -> PlainSteps.accepted(desk, referral)));
      return true;
    };
  }

  /** What is offered in the country, with free places; nothing of it is judged. */
  Worker match(UUID caseId) {
    return reading(
        Person.MIRA,
        "organization",
        sql -> {
          sql.read(Statements.READ_CASE, caseId);
          UUID[] offers =
              sql.ids(Statements.OFFERS, Person.COUNTRY, new String[] {ServiceWork.LOOKED_FOR});
          sql.read(Statements.CAPACITIES, (Object) offers);
        });
  }

  /** The first page of the house's work list. */
  Worker workList() {
    return reading(
        Person.JELENA,
        "organization",
        sql ->
            sql.read(
                Statements.WORK_LIST,
                HOUSE,
                HOUSE,
                HOUSE_DESKS,
                BEFORE_ALL,
                FIRST,
                PAGE_SIZE + 1,
                PAGE_SIZE + 1));
  }

  /** The first page of the house's inbox. */
  Worker inbox() {
    return reading(
        Person.JELENA,
        "organization",
        sql -> {
          sql.read(Statements.SEEN, jelena, HOUSE, Person.COUNTRY);
          sql.read(Statements.HORIZON);
          sql.read(
              Statements.INBOX,
              HOUSE_DESKS,
              "18446744073709551615",
              "WORK",
              LAST,
              LINES,
              LOOKED_THROUGH,
              LOOKED_THROUGH,
              HOUSE_DESKS,
              HOUSE_DESKS,
              PAGE_SIZE);
        });
  }

  /** The first page of the coordinator's deadlines. */
  Worker board() {
    return reading(
        Person.SANJA,
        "country",
        sql -> {
          sql.read(Statements.IN_ORDER);
          sql.read(
              Statements.DEADLINES,
              Person.COUNTRY,
              BEFORE_ALL,
              FIRST,
              Instant.now(),
              PAGE_SIZE + 1);
        });
  }

  private Worker reading(Person person, String reach, Connections.Transaction reading) {
    return _ -> {
      connections.with(sql -> {
        caller(sql, person, reach);
        reading.run(sql);
        sql.commit();
      });
      return true;
    };
  }

  private static void caller(Sql sql, Person person, String reach) throws SQLException {
    sql.read(Statements.CALLER, Person.COUNTRY, person.organization().toString(), reach);
  }

  /** What somebody does at a desk. */
  private interface Writing {
    void at(Desk desk) throws SQLException;
  }

  private boolean asVera(UUID caseId, Writing writing) throws Exception {
    return as(Person.VERA, vera, caseId, writing);
  }

  private boolean asJelena(UUID caseId, Writing writing) throws Exception {
    return as(Person.JELENA, jelena, caseId, writing);
  }

  private boolean as(Person person, String subject, UUID caseId, Writing writing) throws Exception {
    connections.with(sql -> {
      caller(sql, person, "organization");
      writing.at(Desk.open(sql, person, subject, caseId));
    });
    return true;
  }

  @Override
  public void close() throws SQLException {
    connections.close();
  }
}
