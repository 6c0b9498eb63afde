package org.uputnica.offer;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.uputnica.offer.Houses.BREZA;
import static org.uputnica.offer.Houses.LAVANDA;
import static org.uputnica.offer.Houses.OF_LAVANDA;
import static org.uputnica.offer.Houses.OWN;
import static org.uputnica.offer.Houses.herYesTo;
import static org.uputnica.offer.Houses.sent;
import static org.uputnica.offer.Houses.sql;
import static org.uputnica.registration.MainJob.Walk.ACCEPT;
import static org.uputnica.registration.MainJob.Walk.SEND;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Stack;

/** Houses that must not be asked, and answers that come when there is nothing to answer. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class BadOfferApiTest {
  @BeforeEach
  void freeBeds() {
    MainJob.free(3);
  }

  // what is so of the house now, and how it is again
  @ParameterizedTest
  @CsvSource({
    "licensed_until = date '2020-01-01', licensed_until = date '2035-12-31'",
    "licensed_until = null, licensed_until = date '2035-12-31'",
    "active = false, active = true",
    "cooperation_required = true, cooperation_required = false",
    "costs_money = true, costs_money = false"
  })
  void aHouseThatMustNotBeAskedIsNotAsked(String now, String again) {
    Walk draft = herYesTo("Losa Izmisljena", OF_LAVANDA).referTo(LAVANDA, "NAME");
    UUID house = UUID.fromString(LAVANDA);
    sql("update directory.service set licence_needed = true, " + now + " where id = ?", house);
    try {
      draft
          .tries(VERA, "T020", SEND)
          .then()
          .statusCode(409)
          .body("type", endsWith("/guard-not-met"))
          .body("errors.code", contains("receiver-active"));
    } finally {
      sql("update directory.service set " + again + " where id = ?", house);
    }
    draft.step(VERA, "T020", SEND);
  }

  @Test
  void anOrganisationDoesNotAskItselfNorWhatIsNotThere() {
    MainJob her = herYesTo("Losa Izmisljena", JELENA);
    for (String service : List.of(OWN, Ids.random().toString())) {
      as(VERA)
          .body(
              Map.of(
                  "id", Ids.random(), "service", service, "priority", "URGENT", "items", List.of()))
          .post("/v1/cases/{id}/referrals", her.caseId)
          .then()
          .statusCode(400)
          .body("type", endsWith("/invalid-value"))
          .body("errors.field", contains("service"));
    }
  }

  @Test
  void whatWasTakenBackIsNotAcceptedAnyMore() {
    Walk asked = sent(herYesTo("Losa Izmisljena", JELENA), BREZA);
    asked.step(JELENA, "T022", Map.of());
    asked.step(VERA, "T054", Map.of("withdrawal-reason", "NEED_ENDED"));
    asked.seenBy(JELENA);
    asked
        .tries(JELENA, "T024", ACCEPT)
        .then()
        .statusCode(409)
        .body("type", endsWith("/step-not-open"));
    asked.seenBy(JELENA).then().body("state", equalTo("RF-CAN"));
    as(JELENA).get(asked.path + "/identity").then().statusCode(404);
  }
}
