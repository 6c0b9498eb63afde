package org.uputnica.crossborder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.crossborder.CrossborderApiTest.registered;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.NIKOLA;
import static org.uputnica.testing.Personas.SANJA;
import static org.uputnica.testing.WorkList.answer;
import static org.uputnica.testing.WorkList.lines;
import static org.uputnica.testing.WorkList.noticeOf;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.Ids;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/** A coordinator says that the country leaves what it agreed with another (scenario 20). */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class AgreementEndApiTest {
  @Inject AgreementService agreements;

  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);
  private static final String KOSOVO = "contactPoints.find { it.country == 'XK' }.agreement.";

  @AfterEach
  void staysAfterAll() {
    announced("XK", null).then().statusCode(201);
    as(NIKOLA)
        .get("/v1/contact-points")
        .then()
        .body(KOSOVO + "standing", equalTo("IN_FORCE"))
        .body(KOSOVO + "until", nullValue());
  }

  @Test
  void theDayIsShownAtOnceAndNothingNewIsDraftedAfterIt() {
    LocalDate ahead = TODAY.plusDays(40);
    announced("XK", ahead)
        .then()
        .statusCode(201)
        .body("saidBy", equalTo("ME"))
        .body("country", equalTo("XK"))
        .body("lastDay", equalTo(ahead.toString()));
    as(NIKOLA)
        .get("/v1/contact-points")
        .then()
        .body(KOSOVO + "standing", equalTo("IN_FORCE"))
        .body(KOSOVO + "until", equalTo(ahead.toString()));

    LocalDate past = TODAY.minusDays(2);
    announced("XK", past).then().statusCode(201);
    as(NIKOLA)
        .get("/v1/contact-points")
        .then()
        .body(KOSOVO + "standing", equalTo("ENDED"))
        .body(KOSOVO + "since", equalTo("2014"));
    as(NIKOLA)
        .get("/v1/agreement-ends")
        .then()
        .statusCode(200)
        .body(
            "ends.findAll { it.saidBy == 'ME' && it.country == 'XK' }.lastDay",
            contains(past.toString()));
    as(MIRA)
        .body(
            Map.of(
                "id",
                Ids.random(),
                "toCountry",
                "XK",
                "purpose",
                "RETURN",
                "items",
                List.of("NAME")))
        .post("/v1/cases/{id}/crossborder-requests", registered().caseId)
        .then()
        .statusCode(409)
        .body("type", endsWith("/agreement-ended"))
        .body("errors[0].allowed", contains(past.toString()));
  }

  @Test
  void eachEndIsToldAndTakenBackWhereTheCountryStays() {
    LocalDate past = TODAY.minusDays(2);
    UUID request = toldOfTheEnd();
    announced("XK", null).then().statusCode(201);
    tellAll();
    assertThat(lines(SANJA, request)).noneMatch(it -> it.get("notice") != null);

    announced("XK", past).then().statusCode(201);
    tellAll();
    Map<String, Object> again = noticeOf(SANJA, request, "agreement-ended");
    answer(SANJA, again, "ACTED").then().statusCode(200);
    tellAll();
    assertThat(lines(SANJA, request)).noneMatch(it -> it.get("notice") != null);
  }

  @Test
  void oneNoticeThatCannotBeTakenBackKeepsNoOther() throws SQLException {
    List<UUID> both =
        Stream.of(drafted(), drafted()).sorted(Comparator.comparing(UUID::toString)).toList();
    UUID stuck = both.getFirst();
    announced("XK", TODAY.minusDays(2)).then().statusCode(201);
    tellAll();
    whereStuck(
        "update on process.notice for each row when (new.answer = 'AGREEMENT_STAYS' and new.track_id = '%s')",
        stuck,
        () -> {
          announced("XK", null).then().statusCode(201);
          tellAll();
          assertThat(noticeOf(SANJA, stuck, "agreement-ended")).isNotEmpty();
          assertThat(lines(SANJA, both.getLast())).noneMatch(it -> it.get("notice") != null);
        });
    tellAll();
    assertThat(lines(SANJA, stuck)).noneMatch(it -> it.get("notice") != null);
  }

  @Test
  void oneRequestThatCannotBeToldOfKeepsNoOther() throws SQLException {
    UUID stuck = drafted();
    UUID next = drafted();
    whereStuck(
        "insert on process.notice for each row when (new.track_id = '%s')",
        stuck,
        () -> {
          announced("XK", TODAY.minusDays(2)).then().statusCode(201);
          tellAll();
          assertThat(noticeOf(SANJA, next, "agreement-ended")).isNotEmpty();
          assertThat(lines(SANJA, stuck)).noneMatch(it -> it.get("notice") != null);
        });
    tellAll();
    assertThat(noticeOf(SANJA, stuck, "agreement-ended")).isNotEmpty();
  }

  private static void whereStuck(String before, UUID request, Runnable act) throws SQLException {
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      sql.execute(
          "create function public.stuck() returns trigger language plpgsql as"
              + " $$ begin raise exception 'stuck'; end $$");
      try {
        sql.execute(
            "create trigger stuck before "
                + before.formatted(request)
                + " execute function public.stuck()");
        act.run();
      } finally {
        sql.execute("drop function public.stuck cascade");
      }
    }
  }

  /** A step holds the case and then changes the request: whoever tells takes neither before it. */
  @Test
  void aCaseThatSomebodyHoldsIsPassedBy() throws SQLException {
    UUID request = drafted();
    try (Connection desk = Database.connect();
        Statement sql = desk.createStatement()) {
      desk.setAutoCommit(false);
      first(
          sql,
          "select id from process.case_record where id ="
              + " (select case_id from process.track where id = '%s') for no key update",
          request);
      announced("XK", TODAY.minusDays(2)).then().statusCode(201);
      tellAll();
      assertThat(lines(SANJA, request)).noneMatch(it -> it.get("notice") != null);
      first(
          sql,
          "select id from process.crossborder_request where id = '%s' for update nowait",
          request);
      desk.commit();
    }
    tellAll();
    assertThat(noticeOf(SANJA, request, "agreement-ended")).isNotEmpty();
  }

  @Test
  void anAnswerGivenWhileItIsTakenBackStays() throws SQLException, InterruptedException {
    UUID request = toldOfTheEnd();
    try (Connection desk = Database.connect();
        Connection above = Database.connect();
        Statement sql = desk.createStatement()) {
      desk.setAutoCommit(false);
      String pid = first(sql, "select pg_backend_pid()");
      first(
          sql,
          "select id from process.case_record where id ="
              + " (select case_id from process.track where id = '%s') for update",
          request);
      sql.executeUpdate(
          "update process.notice set answer = 'ACTED', answered_by = 'desk', answered_at = now()"
              + " where track_id = '%s' and answered_at is null".formatted(request));
      announced("XK", null).then().statusCode(201);
      Thread telling = Thread.ofVirtual().start(this::tellAll);
      try (Statement looks = above.createStatement()) {
        Awaiting.until(() ->
            !"0"
                .equals(
                    first(
                        looks,
                        "select count(*) from pg_stat_activity where %s = any(pg_blocking_pids(pid))",
                        pid)));
        desk.commit();
        telling.join();
        assertThat(first(looks, "select answer from process.notice where track_id = '%s'", request))
            .isEqualTo("ACTED");
      }
    }
  }

  private static String first(Statement sql, String query, Object... values) {
    try (ResultSet row = sql.executeQuery(query.formatted(values))) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private UUID toldOfTheEnd() {
    UUID request = drafted();
    announced("XK", TODAY.minusDays(2)).then().statusCode(201);
    tellAll();
    assertThat(noticeOf(SANJA, request, "agreement-ended")).containsEntry("step", "T036");
    return request;
  }

  private static UUID drafted() {
    UUID request = Ids.random();
    as(MIRA)
        .body(Map.of("id", request, "toCountry", "XK", "purpose", "RETURN", "items", List.of()))
        .post("/v1/cases/{id}/crossborder-requests", registered().caseId)
        .then()
        .statusCode(201);
    return request;
  }

  private void tellAll() {
    while (Callers.as(Caller.NODE, agreements::tellSome) > 0) {
      // there may be more
    }
  }

  @Test
  void whereNothingIsAgreedNothingIsLeft() {
    announced("DE", TODAY)
        .then()
        .statusCode(422)
        .body("type", endsWith("/rule-broken"))
        .body("errors.field", hasItem("country"));
    announced("ME", TODAY).then().statusCode(422).body("type", endsWith("/rule-broken"));
  }

  @Test
  void oneIdIsOneWord() {
    UUID id = Ids.random();
    announced(id, "XK", TODAY.plusDays(3), "Official Gazette 1/2030").then().statusCode(201);
    announced(id, "XK", TODAY.plusDays(4), "Official Gazette 1/2030")
        .then()
        .statusCode(409)
        .body("type", endsWith("/already-exists"));
  }

  @Test
  void whereItIsPublishedIsSaidInPlainLetters() {
    announced(Ids.random(), "XK", TODAY, "<b>Gazette</b>")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("source"));
  }

  private static Response announced(String country, @Nullable LocalDate lastDay) {
    return announced(Ids.random(), country, lastDay, "Službeni list 12/2030");
  }

  private static Response announced(
      UUID id, String country, @Nullable LocalDate lastDay, String source) {
    Map<String, Object> body = new HashMap<>();
    body.put("id", id);
    body.put("country", country);
    body.put("source", source);
    if (lastDay != null) {
      body.put("lastDay", lastDay.toString());
    }
    return as(SANJA).body(body).post("/v1/agreement-ends");
  }
}
