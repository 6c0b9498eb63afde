package org.uputnica.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/** Whatever ends a yes ends what rests on it, and nothing that another yes covers. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class EndOfConsentTest {
  private EndedConsent woman;

  @BeforeEach
  void sheWasMet() {
    woman = new EndedConsent();
  }

  @Test
  void aNoAfterAYesEndsWhatRestedOnIt() throws SQLException {
    woman.houseReads().statusCode(200);
    says(woman.job, "CR-REFUSED", JELENA);
    woman.houseReads().statusCode(404);
    woman.referral.seenBy(VERA).then().body("state", equalTo("RF-CAN"));
    assertThat(woman.toAnswer(JELENA)).hasSize(1);
    assertThat(woman.journal()).containsSubsequence("consent-recorded", "recall-asked");
  }

  @Test
  void theFirstNoLeavesTheDraftToWhoAsked() {
    MainJob job = MainJob.aWomanAtTheCrossing().named("Izmisljena Osoba").registered();
    Walk draft = job.referTo(MainJob.BREZA, "NAME");
    says(job, "CR-REFUSED", JELENA);
    draft.seenBy(VERA).then().body("state", equalTo("RF-CNS"));
  }

  @Test
  void aYesToLessKeepsHerPlaceAndNarrowsTheEnvelope() {
    MainJob job = MainJob.aWomanAtTheCrossing().named("Izmisljena Osoba").registered();
    says(job, "CR-GIVEN", JELENA, "NAME", "CONTACT");
    Walk referral = job.referTo(MainJob.BREZA, "NAME", "CONTACT").accepted();
    as(JELENA).get(referral.path + "/identity").then().statusCode(200);
    says(job, "CR-LIMITED", JELENA, "NAME");
    referral
        .seenBy(VERA)
        .then()
        .body("state", equalTo("RF-ACC"))
        .body("items", equalTo(List.of("NAME")));
    as(JELENA)
        .get(referral.path + "/identity")
        .then()
        .statusCode(200)
        .body("items.name", equalTo("Izmisljena Osoba"));
    as(VERA)
        .get("/v1/cases/{id}/recalls", job.caseId)
        .then()
        .body("recalls", hasSize(1))
        .body("recalls[0].items", equalTo(List.of("CONTACT")));
  }

  @Test
  void aWithdrawalThatComesInLateEndsNothingThatALaterYesCovers() {
    woman.houseReads().statusCode(200);
    says(woman.job, "CR-GIVEN", MIRA, "NAME");
    String then = Instant.now().toString();
    says(woman.job, "CR-GIVEN", JELENA, "NAME");
    as(VERA)
        .body(
            Map.of(
                "id",
                Ids.random(),
                "scope",
                "CS-REF-SVC",
                "language",
                "prs",
                "contact",
                Ids.random(),
                "deviceTime",
                then))
        .post("/v1/cases/{id}/withdrawals", woman.job.caseId)
        .then()
        .statusCode(201)
        .body("stopped", hasSize(0));
    woman.houseReads().statusCode(200);
    woman.referral.seenBy(VERA).then().body("state", equalTo("RF-ACC"));
    assertThat(woman.toAnswer(JELENA)).isEmpty();
    woman.withdraws("CS-REF-SVC", JELENA).statusCode(201).body("stopped", hasSize(1));
    assertThat(woman.toAnswer(JELENA)).hasSize(1);
  }

  private static void says(MainJob job, String status, Person recipient, String... items) {
    Map<String, Object> word = new HashMap<>(job.said("CS-REF-SVC", status, recipient, items));
    word.put("contact", Ids.random());
    word.put("deviceTime", Instant.now().toString());
    as(VERA).body(word).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(201);
  }
}
