package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.mechanism.Runs.DAY;
import static org.uputnica.mechanism.Runs.known;
import static org.uputnica.mechanism.Runs.note;
import static org.uputnica.mechanism.Runs.opened;
import static org.uputnica.mechanism.Runs.run;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.IVANA;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.WorkList.lines;
import static org.uputnica.testing.WorkList.noticeOf;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.domain.Notice.About;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Database;
import org.uputnica.testing.Deceased;
import org.uputnica.testing.Migration;
import org.uputnica.testing.Stack;

/** What still runs in a case that is closed, and what is there again once it is opened again. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class RunsAtRestTest {
  private static final Map<String, Object> RECOVERY =
      Map.of(
          "recovery-from",
          DAY,
          "recovery-ground",
          "LAW_ON_FOREIGNERS",
          "recovery-explained",
          "true");

  private static final Set<About> FOR_HER =
      EnumSet.of(About.CONTACT_WISHED, About.COPY_WISHED, About.NUMBER_ENDED, About.PERSON_UNTOLD);

  @Inject NoticeService notices;

  private MainJob job;
  private Walk identification;

  @BeforeEach
  void sent() {
    job = known();
    job.says(MIRA, "CS-NRM", "CR-GIVEN", IVANA).then().statusCode(201);
    identification =
        run(MIRA, job, "identification")
            .step(
                MIRA,
                "T005",
                Map.of(
                    "identification-body", IVANA.organization().toString(), "summary", note(job)));
  }

  @Test
  void theBodyDecidesInItsTime() {
    close();
    assertThat(lines(IVANA, identification.id())).hasSize(1);
    assertThat(running()).containsExactlyInAnyOrder("DL-RG", "DL-CG", "DL-RET");
    run(MIRA, job, "identification").step(IVANA, "T007", refusal());
    assertThat(lines(IVANA, identification.id())).isEmpty();
    assertThat(running()).containsExactlyInAnyOrder("DL-RECON", "DL-RET");
  }

  @Test
  void aReviewAskedForAfterwardsIsBeforeIt() {
    identification.step(IVANA, "T007", refusal());
    asksForMoreTime();
    close();
    noticeOf(SANJA, identification.id(), "extension-asked");
    run(MIRA, job, "identification").step(MIRA, "T008", Map.of("review-ground", "NEW_EVIDENCE"));
    assertThat(lines(IVANA, identification.id())).hasSize(1);
    assertThat(running()).containsExactlyInAnyOrder("DL-CG", "DL-RET");
    assertThat(lines(SANJA, identification.id())).as("its clock has ended").isEmpty();
  }

  @Test
  void afterADeathNobodyIsAskedToDecide() {
    run(MIRA, job, "overall")
        .step(MIRA, "T048", Map.of("date-of-death", DAY, "death-source", "DOCTOR"));
    assertThat(lines(IVANA, identification.id())).isEmpty();
    assertThat(running()).containsExactly("DL-RET");
  }

  @Test
  void whatIsToBeDoneForHerStaysWhileSheLives() {
    UUID overall = asksForHerself();
    close();
    FOR_HER.forEach(it -> noticeOf(MIRA, overall, it.word()));
  }

  @Test
  void whatIsToBeDoneForHerEndsWithHerDeath() {
    UUID overall = asksForHerself();
    Deceased.on(job.caseId);
    assertThat(lines(MIRA, overall)).noneMatch(it -> it.get("notice") != null);
  }

  @Test
  void theCasesThatEndedBeforeAreLeftAlike() throws Exception {
    close();
    MainJob other = known();
    Walk referral = other.referTo(MainJob.BREZA);
    other.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA).then().statusCode(201);
    referral.step(VERA, "T020", Walk.SEND);
    Walk help = run(MIRA, other, "assistance");
    Walk dead = run(MIRA, other, "overall");
    try (Connection above = Database.connect()) {
      above.setAutoCommit(false);
      change(above, "update process.track set state = 'ST-DEAD' where id = ?", dead.id());
      change(
          above,
          "insert into process.notice (id, track_id, case_id, country, organization, about, step, desks, noticed_at)"
              + " select gen_random_uuid(), id, case_id, country, organization, 'OFFER_SCREENING', 'T078', '{desk}', now()"
              + " from process.track where id = ?",
          run(MIRA, job, "overall").id());
      Migration.again(above, "V2026.11.26.290__at_rest.sql");
      String runs = "process.clock where stopped_at is null and track_id = ?";
      String waits = "process.waiting where notice is null and track_id = ?";
      assertThat(count(above, runs, identification.id())).isEqualTo(2);
      assertThat(count(above, waits, identification.id())).isEqualTo(1);
      assertThat(count(above, runs, referral.id())).as("until it is taken back").isPositive();
      assertThat(count(above, waits, referral.id())).isPositive();
      assertThat(count(above, runs, help.id())).isZero();
      assertThat(count(above, waits, help.id())).isZero();
      assertThat(count(above, "process.notice where case_id = ? and answer = 'T045'", job.caseId))
          .isEqualTo(1);
      above.rollback();
    }
  }

  @Test
  void theTimeToRecoverIsThereAgainAsItWas() {
    Walk stay = opened(MIRA, job, "legal-status", Map.of()).step(MIRA, "T031", RECOVERY);
    stay.triesAs("PERSON", MIRA, "T061", Map.of("claim-date", DAY, "no-contact-with-home", "true"))
        .then()
        .statusCode(200);
    List<String> due = recovering();
    assertThat(due).hasSize(2);
    close();
    assertThat(recovering()).isEmpty();
    opensAgain();
    assertThat(recovering()).isEqualTo(due);
    run(MIRA, job, "legal-status")
        .step(
            MIRA,
            "T032",
            Map.of(
                "recovery-end",
                "PERSON_DECIDED",
                "next-step",
                "PROTECTION",
                "nobody-removed",
                "true"));
    assertThat(recovering()).isEmpty();
  }

  @Test
  void whatAStepHasEndedMeanwhileDoesNotComeBack() {
    opened(MIRA, job, "legal-status", Map.of()).step(MIRA, "T031", RECOVERY);
    close();
    run(MIRA, job, "legal-status")
        .step(MIRA, "T033", Map.of("permit-number", note(job), "paper-neutral", "true"));
    opensAgain();
    assertThat(recovering()).isEmpty();
  }

  private UUID asksForHerself() {
    Callers.as(
        Caller.NODE,
        () ->
            QuarkusTransaction.requiringNew()
                .call(() -> {
                  FOR_HER.forEach(it -> notices.put(it, new CaseId(job.caseId)));
                  return true;
                }));
    return run(MIRA, job, "overall").id();
  }

  private List<String> recovering() {
    return as(MIRA)
        .get("/v1/cases/{id}/clocks", job.caseId)
        .path(
            "clocks.findAll { it.endedAt == null && it.clock.startsWith('DL-REFL') }"
                + ".collect { it.clock + it.dueAt }");
  }

  private void opensAgain() {
    Map<String, Object> said = job.said("CS-STO", "CR-GIVEN", MIRA, "NAME", "CONTACT");
    said.put("deviceTime", Instant.now().toString());
    as(MIRA).body(said).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(201);
    run(MIRA, job, "overall").step(MIRA, "T047", Map.of("what-happened", note(job)));
  }

  private static void change(Connection above, String sql, UUID id) throws SQLException {
    try (PreparedStatement update = above.prepareStatement(sql)) {
      update.setObject(1, id);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  private static long count(Connection above, String from, UUID id) throws SQLException {
    try (PreparedStatement select = above.prepareStatement("select count(*) from " + from)) {
      select.setObject(1, id);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private Map<String, Object> refusal() {
    return Map.of(
        "reasons",
        note(job),
        "decision-date",
        DAY,
        "members-present",
        "3",
        "decision-delivered",
        "true",
        "review-explained",
        "true");
  }

  private void asksForMoreTime() {
    Response steps = as(MIRA).get("/v1/cases/{id}/steps", job.caseId);
    int read = steps.path("tracks.find { it.track == 'identification' }.revision");
    as(MIRA)
        .header("If-Match", "\"" + read + "\"")
        .body(Map.of("change", "EXTEND", "reason", "DOCUMENT_AWAITED", "length", "P7D"))
        .post(identification.path + "/clocks/DL-RECON/changes")
        .then()
        .statusCode(200);
  }

  private void close() {
    job.says(MIRA, "CS-POST", "CR-GIVEN", MIRA).then().statusCode(201);
    run(MIRA, job, "overall").step(MIRA, "T045", Map.of("closure-reason", "CL-GOAL"));
  }

  private List<String> running() {
    return as(MIRA)
        .get("/v1/cases/{id}/clocks", job.caseId)
        .path("clocks.findAll { it.endedAt == null }.clock");
  }
}
