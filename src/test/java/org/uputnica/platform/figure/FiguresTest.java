package org.uputnica.platform.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.uputnica.testing.As.anybody;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.VERA;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResourceManager;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.testing.Awaiting;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/** What whoever watches over the node sees: numbers, and nothing that leads to anybody. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class FiguresTest {
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"([^\"]*)\"");
  private static final Pattern ID =
      Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** All of the framework's but kind, job and outcome; none can name a person or a house. */
  private static final Set<String> LABELS =
      Set.of(
          "action",
          "area",
          "cause",
          "clientName",
          "datasource",
          "gc",
          "id",
          "job",
          "kind",
          "method",
          "outcome",
          "pool",
          "pool_name",
          "pool_type",
          "runtime",
          "state",
          "status",
          "uri",
          "url_scheme",
          "vendor",
          "version");

  private final URI address =
      URI.create(TestHTTPResourceManager.getManagementUri()).resolve("/q/metrics");

  @Inject FigureJob job;
  @Inject DataSource dataSource;

  @Test
  void aPathSaysItsTemplateAndNoId() {
    UUID id = Ids.random();
    as(VERA).get("/v1/cases/" + id).then().statusCode(404);
    anybody().get("/v1/cases/" + id).then().statusCode(401);
    anybody().get("/v1/cases/" + id + "/sisters").then().statusCode(404);
    anybody().get("/v1/zora/" + id).then().statusCode(404);
    anybody().request("ZORA", "/v1/cases/" + id).then().statusCode(405);
    as(VERA).get("/v1/codelists/zora").then().statusCode(404);
    Awaiting.until(() -> {
      String figures = figures();
      return figures.contains("uri=\"/v1/codelists/{list}\"")
          && figures.contains("uri=\"/v1/cases/{caseId}\"")
          && figures.contains("uri=\"other\"");
    });
    String seen = figures();
    assertThat(seen)
        .containsPattern("method=\"GET\",outcome=\"CLIENT_ERROR\".*status=\"404\"")
        .doesNotContain(id.toString())
        .doesNotContainIgnoringCase("zora");
  }

  @Test
  void aLabelIsOfAClosedListAndHoldsNobody() {
    as(VERA).get("/v1/cases").then().statusCode(200);
    Set<String> names = new TreeSet<>();
    for (MatchResult label : LABEL.matcher(figures()).results().toList()) {
      names.add(label.group(1));
      assertThat(ID.matcher(label.group(2)).find()).as(label.group()).isFalse();
      assertThat(label.group(2)).isNotIn("ME", "AL", "RS", "BA", "MK", "XK", VERA.username());
    }
    assertThat(LABELS).containsAll(names);
  }

  @Test
  void theyAreNotWhereTheServiceAnswers() {
    anybody().get("/q/metrics").then().statusCode(404);
    RestAssured.given().get(address.resolve("/v1/me")).then().statusCode(404);
  }

  @Test
  void whatCannotBeReadHidesNoOther() {
    MeterRegistry meters = new SimpleMeterRegistry();
    FigureJob both =
        new FigureJob(
            List.of(
                new Figure("broken", "", List.of("a"), "select 'a', 1 / 0"),
                new Figure("sound", "", List.of(), "select 7")),
            dataSource,
            meters);
    both.show();
    assertThatThrownBy(both::readAll).hasMessageContaining("broken");
    assertThat(meters.get("sound").gauge().value()).isEqualTo(7);
    assertThat(meters.get("broken").gauge().value()).isNaN();
  }

  @Test
  void everythingToWatchIsThere() {
    job.run();
    String figures = figures();
    for (String name :
        List.of(
            "uputnica_alarms{kind=\"seal-broken\"}",
            "uputnica_alarms{kind=\"alarm-bulk-reading\"}",
            "uputnica_alarms{kind=\"alarm-many-refusals\"}",
            "uputnica_alarms_open ",
            "uputnica_journal_intact ",
            "uputnica_journal_waiting ",
            "uputnica_journal_checkpoint_age_seconds ",
            "uputnica_messages{kind=\"waiting\"}",
            "uputnica_messages{kind=\"undelivered\"}",
            "uputnica_erasures_waiting ",
            "uputnica_rounds_total{job=\"reading figures\",outcome=\"done\"}",
            "agroal_active_count",
            "agroal_awaiting_count",
            "jvm_memory_used_bytes",
            "http_server_requests_seconds_count")) {
      assertThat(figures).contains("\n" + name);
    }
  }

  @Test
  void whatWaitsIsCounted() throws SQLException {
    String where = " where organization = '" + Ids.random() + "'";
    String house = where.substring(where.indexOf('\''));
    try (Connection connection = Database.connect();
        Statement sql = connection.createStatement()) {
      job.readAll();
      double undelivered = number("uputnica_messages{kind=\"undelivered\"}");
      double erasures = number("uputnica_erasures_waiting");
      sql.execute(
          "insert into platform.outbox (id, conversation, sequence, country, organization, receiver,"
              + " queued_at, next_try_at, expires_at, parked_at, undelivered) values"
              + " (gen_random_uuid(), gen_random_uuid(), 1, 'ME', "
              + house
              + ", 'AL', now(), now(), now() + interval '1 day', now(), 'UNREADABLE')");
      sql.execute(
          "insert into process.erasure (id, case_id, country, organization, reason, state, asked_by,"
              + " asked_as, asked_at, seen, revision) values (gen_random_uuid(), gen_random_uuid(), 'ME', "
              + house
              + ", 'PERSON_ASKED', 'REQUESTED', 'nobody', 'R-DPO', now(), '', 0)");
      try {
        job.readAll();
        assertThat(number("uputnica_messages{kind=\"undelivered\"}")).isEqualTo(undelivered + 1);
        assertThat(number("uputnica_erasures_waiting")).isEqualTo(erasures + 1);
      } finally {
        sql.execute("delete from platform.outbox" + where);
        sql.execute("delete from process.erasure" + where);
      }
    }
  }

  private double number(String name) {
    return figures()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  private String figures() {
    return RestAssured.given().get(address).then().statusCode(200).extract().asString();
  }
}
