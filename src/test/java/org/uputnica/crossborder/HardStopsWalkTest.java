package org.uputnica.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.As.revision;
import static org.uputnica.testing.Personas.DRAGAN;
import static org.uputnica.testing.Personas.GENT;
import static org.uputnica.testing.Personas.KALTRINA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NIKOLA;

import io.quarkus.logging.Log;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/**
 * The hard stops of a journey (domain reference, section 3.8) against random sequences of calls on
 * the real stack. What must hold is kept beside the service, from the answers alone; every accepted
 * plan and departure is held against it. The seeds are fixed, so a walk can be walked again; {@code
 * -Duputnica.walks=10} walks more of them.
 */
@Tag("endurance")
@QuarkusTest
@QuarkusTestResource(Stack.class)
class HardStopsWalkTest {
  private static final int WALKS = Integer.getInteger("uputnica.walks", 3);
  private static final int ACTS = 30;

  @Test
  void noSequenceOfCallsTravelsPastAHardStop() {
    Instant begun = Instant.now();
    int travelled = 0;
    int refused = 0;
    for (int seed = 0; seed < WALKS; seed++) {
      Journey journey = new Journey(new Random(seed), seed % 2 == 1, "walk " + seed);
      for (int act = 0; act < ACTS && !journey.travels; act++) {
        journey.act();
      }
      if (journey.travels) {
        travelled++;
      }
      refused += journey.refused;
    }
    Log.infof(
        "hard stops: %d walks, %d travelled, %d plans or departures refused",
        WALKS, travelled, refused);
    assertThat(travelled).as("or the walks show nothing").isPositive();
    assertThat(refused).isGreaterThan(WALKS);
    Awaiting.until(() -> lettersOnTheirWay(begun) == 0);
  }

  private static int lettersOnTheirWay(Instant since) {
    try (Connection above = Database.connect();
        PreparedStatement sql =
            above.prepareStatement(
                "select count(*) from platform.outbox where queued_at >= ? and delivered_at is null"
                    + " and parked_at is null")) {
      sql.setObject(1, since.atOffset(ZoneOffset.UTC));
      try (ResultSet row = sql.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One person, what holds for her, and the request that is open. */
  private static final class Journey {
    private final Random random;
    private final boolean child;
    private final String name;
    private final MainJob job = MainJob.aWomanAtTheCrossing();
    private final Set<String> agreed = new TreeSet<>();
    private final Set<Person> found = new HashSet<>();
    private boolean high;
    private boolean fresh = true;
    private boolean asylum;
    private boolean guardian;
    private boolean bestInterests;
    private boolean offered;
    private @Nullable Walk sent;
    private @Nullable Walk received;
    private boolean travels;
    private int refused;

    Journey(Random random, boolean child, String name) {
      this.random = random;
      this.child = child;
      this.name = name;
      if (child) {
        Map<String, Object> assent = word("CS-INT", "CR-GIVEN", false, null);
        job.with("ageState", "CHILD").with("age", 15).with("consents", List.of(assent));
      }
      job.registered();
    }

    void act() {
      switch (random.nextInt(child ? 18 : 12)) {
        case 0, 1 -> says("CS-XBR", random.nextInt(5) > 0);
        case 2, 3 -> says("CS-RET", random.nextInt(5) > 0);
        case 4 -> assess(random.nextInt(4) == 0 ? "HIGH" : "LOW");
        case 5 -> {
          if (random.nextInt(3) == 0) {
            aWeekPasses();
          }
        }
        case 6 -> {
          if (random.nextInt(4) == 0) {
            asksForProtection();
          }
        }
        case 12, 13 -> namesGuardian();
        case 14, 15 -> determines(random.nextInt(4) > 0);
        case 16, 17 -> says("CS-GUARD", random.nextInt(5) > 0);
        default -> {}
      }
      goesOn();
    }

    /** Tries every step of the request, whether it is its turn or not. */
    private void goesOn() {
      if (sent == null || state().equals("XB-STOP")) {
        draft();
        return;
      }
      Walk request = sent;
      if (tries(request, NIKOLA, "T036", Map.of()) && agreed.contains("CS-XBR")) {
        CrossborderApiTest.until(request, MIRA, "XB-RCV");
        received = CrossborderApiTest.received(request.seenBy(NIKOLA).path("pseudonym"));
      }
      Walk there = received;
      if (there != null) {
        assessedOnBothSides(request, there);
        offers(request, there);
      }
      boolean planned = tries(request, by(), "T039", plan());
      holds("T039", planned);
      travels = tries(request, MIRA, "T040", departure());
      holds("T040", travels);
      assertThat(state().equals("XB-TRV")).as(name).isEqualTo(travels);
    }

    private void assessedOnBothSides(Walk request, Walk there) {
      Map<String, Object> low = Map.of("risk-level", "LOW", "risk-sources", "PERSON,SERVICES_HERE");
      if (Set.of("XB-RCV", "XB-RISK").contains(state()) && agreed.contains("CS-XBR")) {
        if (tries(there, KALTRINA, "T037", low)) {
          Awaiting.until(() -> request.seenBy(MIRA).path("riskThere") != null);
          found.add(KALTRINA);
        }
        if (random.nextBoolean() && tries(request, MIRA, "T037", low)) {
          found.add(MIRA);
          high = false;
          fresh = true;
        }
      }
    }

    private void offers(Walk request, Walk there) {
      if (state().equals("XB-RISK") && agreed.contains("CS-XBR") && !high) {
        String theirs = there.seenBy(KALTRINA).path("caseId");
        Map<String, Object> offer =
            Map.of(
                "receiving-organization",
                GENT.organization().toString(),
                "reception-place",
                "AL-TIRANA",
                "reception-date",
                "2026-12-24",
                "receiving-person",
                note(theirs, KALTRINA));
        if (tries(there, KALTRINA, "T038", offer)) {
          CrossborderApiTest.until(request, MIRA, "XB-OFF");
          offered = true;
        }
      }
    }

    /** What is accepted has everything; of what is refused nothing is said here. */
    private void holds(String step, boolean accepted) {
      if (!accepted) {
        refused++;
        return;
      }
      assertThat(missing()).as("%s: %s was accepted without", name, step).isEmpty();
    }

    private List<String> missing() {
      Map<String, Boolean> there = new HashMap<>();
      there.put("CS-XBR", agreed.contains("CS-XBR"));
      there.put("CS-RET", agreed.contains("CS-RET"));
      there.put("risk that is not high", !high);
      there.put("fresh risk", fresh);
      there.put("named receiver", offered);
      there.put("risk from both sides", found.size() == 2);
      there.put("no asylum pending", !asylum);
      if (child) {
        there.put("guardian", guardian);
        there.put("best interests", bestInterests);
        there.put("CS-GUARD", agreed.contains("CS-GUARD"));
      }
      there.values().removeIf(it -> it);
      return List.copyOf(there.keySet());
    }

    private void draft() {
      UUID id = Ids.random();
      Response answer =
          as(MIRA)
              .body(Map.of("id", id, "toCountry", "AL", "purpose", "RETURN", "items", List.of()))
              .post("/v1/cases/{id}/crossborder-requests", job.caseId);
      if (answer.statusCode() == 201) {
        sent = new Walk("/v1/crossborder-requests/" + id, revision(answer));
        received = null;
        offered = false;
        found.clear();
      }
    }

    private String state() {
      return sent == null ? "" : sent.seenBy(MIRA).path("state");
    }

    private static boolean tries(Walk walk, Person who, String step, Map<String, Object> inputs) {
      walk.seenBy(who);
      return walk.tries(who, step, inputs).statusCode() == 200;
    }

    private void says(String scope, boolean yes) {
      Person recipient = scope.equals("CS-XBR") ? KALTRINA : null;
      String status = yes ? "CR-GIVEN" : "CR-REFUSED";
      List<Boolean> kept = new ArrayList<>();
      if (!child || scope.equals("CS-XBR")) {
        kept.add(keeps(MIRA, word(scope, status, false, recipient)));
      }
      if (child) {
        kept.add(keeps(DRAGAN, word(scope, status, true, recipient)));
      }
      if (yes && !kept.contains(false)) {
        agreed.add(scope);
      } else if (!yes && kept.contains(true)) {
        agreed.remove(scope);
      }
    }

    private boolean keeps(Person by, Map<String, Object> word) {
      return as(by).body(word).post("/v1/cases/{id}/consents", job.caseId).statusCode() == 201;
    }

    private Map<String, Object> word(
        String scope, String status, boolean byGuardian, @Nullable Person recipient) {
      Map<String, Object> word = job.said(scope, status, recipient);
      word.put("contact", Ids.random());
      word.put("deviceTime", Instant.now().toString());
      if (byGuardian) {
        word.put("method", "CM-GUARD");
        word.put("saidBy", "GUARDIAN");
      } else if (child) {
        word.put("method", "CM-ASSENT");
      }
      return word;
    }

    private void assess(String level) {
      if (assessment(Map.of("kind", "RISK", "riskLevel", level))) {
        high = level.equals("HIGH");
        fresh = true;
      }
    }

    private void determines(boolean favourable) {
      if (assessment(
          Map.of("kind", "BEST_INTERESTS", "favourable", favourable, "childHeard", true))) {
        bestInterests = favourable;
      }
    }

    private boolean assessment(Map<String, Object> said) {
      Map<String, Object> body = new HashMap<>(said);
      body.put("id", Ids.random());
      body.put("deviceTime", MainJob.now());
      return as(MIRA)
              .header("If-Match", revision(as(MIRA).get("/v1/cases/{id}", job.caseId)))
              .body(body)
              .post("/v1/cases/{id}/assessments", job.caseId)
              .statusCode()
          == 201;
    }

    private void namesGuardian() {
      guardian |=
          as(MIRA)
                  .header("If-Match", revision(as(MIRA).get("/v1/cases/{id}", job.caseId)))
                  .body(Map.of("organization", DRAGAN.organization(), "appointedOn", "2026-11-20"))
                  .put("/v1/cases/{id}/guardian", job.caseId)
                  .statusCode()
              == 200;
    }

    /** As if nobody had looked for eight days. */
    private void aWeekPasses() {
      try (Connection above = Database.connect();
          PreparedStatement sql =
              above.prepareStatement(
                  "update process.case_record set risk_assessed_at = risk_assessed_at - interval '8 days'"
                      + " where id = ?")) {
        sql.setObject(1, job.caseId);
        sql.executeUpdate();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      fresh = false;
    }

    private void asksForProtection() {
      Response begun =
          as(MIRA)
              .body(Map.of("id", Ids.random(), "track", "legal-status", "inputs", Map.of()))
              .post("/v1/cases/{id}/tracks", job.caseId);
      if (begun.statusCode() != 201) {
        return;
      }
      Walk stay =
          new Walk("/v1/cases/" + job.caseId + "/tracks/" + begun.path("id"), revision(begun));
      asylum =
          stay.triesAs(
                      "PERSON",
                      MIRA,
                      "T060",
                      Map.of("claim-date", "2026-11-20", "no-contact-with-home", "true"))
                  .statusCode()
              == 200;
    }

    private Person by() {
      return child ? DRAGAN : MIRA;
    }

    private Map<String, Object> plan() {
      return Map.of(
          "travel-plan",
          note(job.caseId.toString(), MIRA),
          "travel-date",
          "2026-12-24",
          "documents",
          "AT_HAND",
          "options-explained",
          "true");
    }

    private Map<String, Object> departure() {
      return Map.of(
          "companion",
          "STAFF",
          "departed-at",
          MainJob.now(),
          "contact-on-the-way",
          note(job.caseId.toString(), MIRA),
          "reception-confirmed",
          "true");
    }

    private static String note(String caseId, Person by) {
      UUID id = Ids.random();
      as(by)
          .body(Map.of("id", id, "text", "izmisljeno"))
          .post("/v1/cases/{id}/notes", caseId)
          .then()
          .statusCode(201);
      return id.toString();
    }
  }
}
