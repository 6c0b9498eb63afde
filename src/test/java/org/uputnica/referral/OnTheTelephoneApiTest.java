package org.uputnica.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.Personas.VERA;
import static org.uputnica.testing.WorkList.noticeOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Person;
import org.uputnica.testing.Stack;

/**
 * A yes that the asking side noted down from the telephone is not the house's own until it says so.
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class OnTheTelephoneApiTest {
  private static final Map<String, Object> NEVER_SAID = Map.of("decline-reason", "DC-OTHER");

  @Inject Clock clock;

  private MainJob her = MainJob.aWomanAtTheCrossing();
  private Walk noted = new Walk("", "");

  @BeforeEach
  void aYesIsNoted() {
    MainJob.free(3);
    her = MainJob.aWomanAtTheCrossing().named("Javka Izmisljena").registered();
    noted = her.sentToBreza("NAME");
    noted.step(
        VERA,
        "A026",
        Map.of(
            "contact-function",
            "DUTY",
            "spoken-at",
            now(),
            "reception-date",
            LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString()));
  }

  @Test
  void itOpensNothingUntilTheHouseConfirmsIt() {
    closed("noted");
    noted.seenBy(VERA).then().body("codeWord", notNullValue()).body("meetingPlace", notNullValue());
    her.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA, "NAME").then().statusCode(201);
    closed("a new yes of hers is none of the house");

    noted.tries(VERA, "A032", Map.of()).then().body("type", endsWith("/not-your-turn"));
    noted.step(JELENA, "A032", Map.of());
    open("RF-ACC");
    for (String again : new String[] {"A032", "A027"}) {
      noted
          .tries(JELENA, again, again.equals("A027") ? NEVER_SAID : Map.of())
          .then()
          .statusCode(409)
          .body("type", endsWith("/guard-not-met"))
          .body("errors.code", contains("accepted-by-telephone"));
    }
  }

  @Test
  void itIsConfirmedOnTheWayToo() {
    moves();
    closed("on the way");
    noted.step(JELENA, "A032", Map.of());
    open("RF-MOVE");
  }

  /**
   * She has taken her yes back on the way: nobody comes, and the word of the house opens nothing.
   */
  @Test
  void confirmedTooLateItOpensNoWay() {
    moves();
    Map<String, Object> no = her.said("CS-REF-SVC", "CR-REFUSED", JELENA, "NAME");
    no.put("contact", Ids.random());
    as(VERA).body(no).post("/v1/cases/{id}/consents", her.caseId).then().statusCode(201);
    noted.seenBy(JELENA);
    noted.step(JELENA, "A032", Map.of());
    for (Person side : List.of(VERA, JELENA)) {
      noted.seenBy(side).then().body("codeWord", nullValue()).body("identityOpen", equalTo(false));
    }
    assertThat(as(VERA).get(noted.path + "/address?driving=true").statusCode()).isEqualTo(404);
    assertThat(as(JELENA).get(noted.path + "/identity").statusCode()).isEqualTo(404);
  }

  @Test
  void whoReceivesHerHasConfirmedIt() {
    moves();
    noted.step(JELENA, "T028", Map.of("arrived-at", now(), "person-recognised", "true"));
    noted
        .seenBy(JELENA)
        .then()
        .body("state", equalTo("RF-ARR"))
        .body("answeredBy", equalTo("ACCOUNT"))
        .body("identityOpen", equalTo(true));
    as(JELENA).get(noted.path + "/identity").then().statusCode(200);
    noted
        .tries(JELENA, "A027", NEVER_SAID)
        .then()
        .statusCode(409)
        .body("type", endsWith("/step-not-open"));
  }

  @Test
  void contestedOnTheWayWhoSentHerAndTheCoordinatorKnowAtOnce() {
    int free = beds();
    moves();
    noted.step(JELENA, "A027", NEVER_SAID);
    noted
        .seenBy(VERA)
        .then()
        .body("state", equalTo("RF-DEC"))
        .body("codeWord", nullValue())
        .body("identityOpen", equalTo(false));
    assertThat(noticeOf(VERA, noted.id(), "outcome")).containsEntry("step", "A027");
    assertThat(noticeOf(SANJA, noted.id(), "alarm")).containsEntry("step", "A027");
    assertThat(beds()).as("the place is given back").isEqualTo(free + 1);
    as(JELENA).get(noted.path + "/identity").then().statusCode(404);
  }

  private void moves() {
    noted.step(VERA, "T027", Map.of("companion", "STAFF", "vehicle", "OFFICIAL_CAR"));
  }

  private void closed(String when) {
    noted
        .seenBy(JELENA)
        .then()
        .body("answeredBy", equalTo("TELEPHONE"))
        .body("identityOpen", equalTo(false))
        .body("meetingPlace", nullValue())
        .body("companion", nullValue())
        .body("codeWord", nullValue());
    assertThat(as(JELENA).get(noted.path + "/identity").statusCode()).as(when).isEqualTo(404);
  }

  private void open(String state) {
    noted
        .seenBy(JELENA)
        .then()
        .body("state", equalTo(state))
        .body("answeredBy", equalTo("ACCOUNT"))
        .body("identityOpen", equalTo(true))
        .body("meetingPlace", notNullValue())
        .body("codeWord", notNullValue());
    as(JELENA).get(noted.path + "/identity").then().statusCode(200);
  }

  private static int beds() {
    return as(JELENA).get("/v1/services/{id}", MainJob.BREZA).path("capacities[0].available");
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
