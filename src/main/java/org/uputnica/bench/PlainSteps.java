package org.uputnica.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.Ids;

/** The transactions of the main job by plain SQL, each at a desk that was opened for it. */
final class PlainSteps {
  private static final UUID BORDER = Person.VERA.organization();
  private static final UUID HOUSE = Person.JELENA.organization();
  private static final List<String> RECORDERS =
      List.of(
          "R-CASE@" + BORDER,
          "R-CASE@" + Person.CASE_MANAGERS,
          "R-FRONT@" + BORDER,
          "R-FRONT@" + Person.CASE_MANAGERS);
  private static final List<String> CASE_DESKS = RECORDERS.subList(0, 2);
  private static final List<String> HOUSE_DESKS = List.of("R-LAW@" + HOUSE, "R-SHELTER@" + HOUSE);

  private PlainSteps() {}

  static void registered(Desk desk, String code, UUID contact) throws SQLException {
    desk.sql()
        .one(
            Statements.CASE,
            desk.caseId(),
            code,
            Person.COUNTRY,
            Person.CASE_MANAGERS,
            BORDER,
            desk.subject(),
            desk.now(),
            desk.now(),
            new String[] {"BRD-01=SEEN"},
            new String[] {"MEANS"},
            desk.now(),
            new UUID[] {BORDER, Person.CASE_MANAGERS});
    List<@Nullable Object[]> consents = new ArrayList<>();
    consents.add(consent(desk, contact, "CS-INT", null));
    consents.add(consent(desk, contact, "CS-STO", Person.CASE_MANAGERS, "NAME", "CONTACT"));
    consents.add(consent(desk, contact, "CS-STO", BORDER, "NAME"));
    desk.sql().batch(Statements.CONSENT, consents);
    desk.sql()
        .read(
            Statements.PUT_PERSON,
            desk.caseId(),
            Person.COUNTRY,
            Person.CASE_MANAGERS,
            1L,
            desk.noise(65),
            1L,
            desk.noise(53),
            new String[] {"NAME"},
            new UUID[] {Desk.NO_NOTE},
            new Long[] {1L},
            new byte[][] {desk.noise(92)},
            desk.now());
    desk.journal(
        "identity-file-opened",
        Person.CASE_MANAGERS.toString(),
        "categories",
        "NAME",
        "file-version",
        "1");
    desk.admit(BORDER);
    UUID overall = Ids.random();
    desk.openTrack(overall, "overall", "ST-ACTIVE", null);
    desk.waits(overall, 7, CASE_DESKS);
    UUID assistance = Ids.random();
    desk.openTrack(assistance, "assistance", "AS-NEED", null);
    desk.startClock(assistance, "DL-PLAN", 14);
    desk.startClock(assistance, "DL-REASS", 7);
    desk.waits(assistance, 7, CASE_DESKS);
    UUID identification = Ids.random();
    desk.openTrack(identification, "identification", "ID-DET", null);
    desk.take(
        identification,
        0,
        "T001",
        "ID-DET",
        "ID-SCR",
        """
        {"place":"ME-BOZAJ","language":"prs","interpreter":"PRESENT","private-place":"true"}\
        """);
    UUID note = keepNote(desk);
    desk.take(
        identification,
        1,
        "T003",
        "ID-SCR",
        "ID-PRE",
        "{\"judgement\":\"" + note + "\",\"risk-level\":\"MEDIUM\"}");
    desk.waits(identification, 7, RECORDERS);
    desk.journal("case-registered", code, "screening", "PRESUMED");
    desk.close(201, "\"0\"");
  }

  private static UUID keepNote(Desk desk) throws SQLException {
    UUID note = Ids.random();
    desk.sql().read(Statements.TAKE_ITEMS, desk.caseId(), new String[0], new UUID[0]);
    desk.sql()
        .read(
            Statements.PUT_ITEMS,
            desk.caseId(),
            Person.CASE_MANAGERS,
            2L,
            desk.noise(98),
            new String[] {"NARRATIVE"},
            new UUID[] {note},
            new Long[] {1L},
            new byte[][] {desk.noise(92)},
            desk.now());
    desk.journal("note-kept", note.toString(), "categories", "NARRATIVE", "file-version", "2");
    return note;
  }

  private static @Nullable Object[] consent(
      Desk desk, UUID contact, String scope, @Nullable UUID recipient, String... items) {
    UUID id = Ids.random();
    desk.journal(
        "consent-recorded",
        id.toString(),
        "recipient",
        recipient == null ? "" : recipient.toString(),
        "saidBy",
        "PERSON",
        "scope",
        scope,
        "status",
        "CR-GIVEN");
    boolean storing = scope.equals("CS-STO");
    return Desk.row(
        id,
        desk.caseId(),
        Person.COUNTRY,
        BORDER,
        Person.CASE_MANAGERS,
        desk.subject(),
        scope,
        recipient,
        items,
        desk.now(),
        desk.now(),
        scope.equals("CS-REF-SVC") ? Boolean.TRUE : null,
        contact,
        storing ? desk.in(365) : null);
  }

  static void agreed(Desk desk, UUID contact) throws SQLException {
    desk.sql().read(Statements.READ_CASE, desk.caseId());
    desk.sql().read(Statements.CONSENTS, desk.caseId(), true);
    desk.sql().one(Statements.CONSENT, consent(desk, contact, "CS-REF-SVC", HOUSE, "NAME"));
    desk.close(201, null);
  }

  static void drafted(Desk desk, String code, UUID referral) throws SQLException {
    desk.sql().read(Statements.READ_CASE, desk.caseId());
    desk.sql().read(Statements.READ_SERVICE, ServiceWork.HOUSE_SERVICE);
    desk.openTrack(referral, "referral", "RF-DRF", HOUSE);
    desk.waits(referral, 7, RECORDERS);
    desk.sql()
        .one(
            Statements.REFERRAL,
            referral,
            desk.caseId(),
            code,
            Person.COUNTRY,
            Person.CASE_MANAGERS,
            BORDER,
            ServiceWork.HOUSE_SERVICE,
            HOUSE,
            new String[] {"NAME"},
            Statements.NEEDS,
            desk.now());
    desk.close(201, "\"0\"");
  }

  /** What every step of a referral has to look at. */
  private static void look(Desk desk, UUID referral) throws SQLException {
    desk.sql().read(Statements.READ_REFERRAL, referral);
    desk.sql().read(Statements.READ_TRACK, referral);
    desk.sql().read(Statements.READ_CLOCKS, referral);
    desk.sql().read(Statements.READ_CASE, desk.caseId());
  }

  static void asked(Desk desk, UUID referral) throws SQLException {
    look(desk, referral);
    desk.take(referral, 0, "T019", "RF-DRF", "RF-CNS", "{}");
    desk.waitsInstead(referral, 7, RECORDERS);
    desk.close(200, "\"1\"");
  }

  static void gone(Desk desk, UUID referral) throws SQLException {
    look(desk, referral);
    desk.sql().read(Statements.CONSENTS, desk.caseId(), false);
    desk.take(
        referral,
        1,
        "T020",
        "RF-CNS",
        "RF-SENT",
        """
        {"priority":"URGENT","companion":"STAFF","meeting-place":"ME-BOZAJ"}\
        """);
    desk.startClock(referral, "DL-URG", 3);
    desk.waitsInstead(referral, 3, HOUSE_DESKS);
    desk.sql()
        .one(Statements.INVOLVE, new UUID[] {BORDER, Person.CASE_MANAGERS, HOUSE}, desk.caseId());
    desk.journal("needs-shown", referral.toString(), "to", HOUSE.toString(), "priority", "URGENT");
    desk.sql().one(Statements.SEND, Statements.NEEDS, desk.now(), referral);
    desk.close(200, "\"2\"");
  }

  static void received(Desk desk, UUID referral) throws SQLException {
    look(desk, referral);
    desk.take(referral, 2, "T022", "RF-SENT", "RF-ACK", "{}");
    desk.waitsInstead(referral, 3, HOUSE_DESKS);
    desk.close(200, "\"3\"");
  }

  static void accepted(Desk desk, UUID referral) throws SQLException {
    look(desk, referral);
    Instant fresh = desk.now().minus(Duration.ofHours(24));
    desk.sql()
        .read(
            Statements.HOLD,
            Ids.random(),
            ServiceWork.HOUSE_SERVICE,
            referral,
            1,
            desk.subject(),
            desk.now(),
            fresh);
    LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);
    desk.take(referral, 3, "T024", "RF-ACK", "RF-ACC", "{\"reception-date\":\"" + tomorrow + "\"}");
    desk.sql().one(Statements.STOP_CLOCK, desk.now(), referral, "DL-URG", Ids.random());
    desk.startClock(referral, "DL-HAND", 1);
    List<String> desks = new ArrayList<>(RECORDERS);
    desks.addAll(HOUSE_DESKS);
    desk.waitsInstead(referral, 1, desks);
    desk.admit(HOUSE);
    desk.sql().one(Statements.SERVE, new UUID[] {HOUSE}, desk.caseId());
    desk.sql().one(Statements.OPEN_IDENTITY, tomorrow, referral);
    desk.close(200, "\"4\"");
  }
}
