package org.uputnica.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.crossborder.CrossborderApiTest.drafted;
import static org.uputnica.crossborder.CrossborderApiTest.receivedAbroad;
import static org.uputnica.crossborder.CrossborderApiTest.registered;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Database.read;
import static org.uputnica.testing.Database.run;
import static org.uputnica.testing.Personas.KALTRINA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NIKOLA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Stack;

/** A yes to contact another country ends while letters wait. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class EndedYesTest {
  private MainJob job = MainJob.aWomanAtTheCrossing();

  @BeforeEach
  void letThemWait() throws SQLException {
    job = registered();
    run(
        "create function public.held() returns trigger language plpgsql as"
            + " $$ begin new.next_try_at := now() + interval '1 day'; return new; end $$");
  }

  @AfterEach
  void clear() throws SQLException {
    run("drop function if exists public.held cascade");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CR-REFUSED", "CR-LIMITED"})
  void aNoOrAYesToLessStopsTheLetterThatWaits(String status) throws SQLException {
    Walk sent = drafted(job);
    hold(sent);
    says("CR-GIVEN", "NAME");
    sent.step(NIKOLA, "T036", Map.of());
    assertThat(letters(sent)).isEqualTo(1);
    says(status, "CONTACT");
    sent.seenBy(NIKOLA).then().body("state", equalTo("XB-STOP")).body("recall", equalTo("ERASED"));
    assertThat(letters(sent)).isZero();
    recalls()
        .body("recalls.recipient", contains(KALTRINA.organization().toString()))
        .body("recalls.answer", contains("ERASED"));
  }

  @Test
  void aLetterThatDidNotGetThroughIsNotTriedAgain() throws SQLException {
    Walk sent = drafted(job);
    hold(sent);
    says("CR-GIVEN", "NAME");
    sent.step(NIKOLA, "T036", Map.of());
    run("update platform.outbox set tries = 1 where conversation = (%s)", conversation(sent));
    says("CR-REFUSED", "NAME");
    sent.seenBy(NIKOLA).then().body("state", equalTo("XB-STOP"));
    assertThat(
            read(
                "select token is null and undelivered = 'TAKEN_BACK' and delivered_at is null"
                    + " from platform.outbox where country = 'ME' and sequence = 1 and conversation = (%s)",
                conversation(sent)))
        .isEqualTo("t");
  }

  @Test
  void thatOneRequestLeftNothingThereAnswersForNoOther() throws SQLException {
    Walk first = receivedAbroad(job);
    Walk second = drafted(job);
    hold(first);
    hold(second);
    second.step(NIKOLA, "T036", Map.of());
    job.withdraws(MIRA, "CS-XBR").then().statusCode(201).body("stopped", hasSize(2));
    first.seenBy(NIKOLA).then().body("recall", equalTo("ASKED"));
    second.seenBy(NIKOLA).then().body("recall", equalTo("ERASED"));
    recalls().body("recalls", hasSize(1)).body("recalls[0].answer", nullValue());

    run("drop function public.held cascade");
    run(
        "update platform.outbox set next_try_at = now() where conversation = (%s)",
        conversation(first));
    Awaiting.until(() -> "ERASED".equals(first.seenBy(NIKOLA).path("recall")));
    recalls().body("recalls", hasSize(1)).body("recalls[0].answer", equalTo("ERASED"));
  }

  private void says(String status, String... items) {
    Map<String, Object> word = new HashMap<>(job.said("CS-XBR", status, KALTRINA, items));
    word.put("contact", Ids.random());
    word.put("deviceTime", Instant.now().toString());
    as(MIRA).body(word).post("/v1/cases/{id}/consents", job.caseId).then().statusCode(201);
  }

  private ValidatableResponse recalls() {
    return as(MIRA).get("/v1/cases/{id}/recalls", job.caseId).then().statusCode(200);
  }

  private static void hold(Walk request) throws SQLException {
    run(
        "create trigger \"held_%s\" before insert on platform.outbox for each row"
            + " when (new.country = 'ME' and new.conversation = '%s') execute function public.held()",
        request.id(), read("%s", conversation(request)));
  }

  private static String conversation(Walk request) {
    return "select conversation from process.crossborder_request where id = '%s'"
        .formatted(request.id());
  }

  private static int letters(Walk request) throws SQLException {
    return Integer.parseInt(
        read(
            "select count(*) from platform.outbox where token is not null and country = 'ME'"
                + " and conversation = (%s)",
            conversation(request)));
  }
}
