package org.uputnica.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.SANJA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/** The cases of the benchmark are cases for the service. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class GeneratedCasesTest {
  @AfterEach
  void forget() throws SQLException {
    StringBuilder all = new StringBuilder("set session_replication_role = replica;");
    for (String table :
        List.of(
            "clock",
            "step_taken",
            "recall",
            "exception_untold",
            "consent_statement",
            "referral",
            "track")) {
      all.append(
          "delete from process.%s where case_id in (select id from process.case_record where registered_by = 'bench');"
              .formatted(table));
    }
    run(
        all
            + "delete from process.waiting w where not exists (select from process.track t where"
            + " t.id = w.track_id);delete from process.change c where c.kind = 'WORK' and not"
            + " exists (select from process.track t where t.id = c.id);delete from"
            + " process.case_record where registered_by = 'bench'");
  }

  @Test
  void theServiceAnswersForThem() throws Exception {
    try (InputStream script = Cases.class.getResourceAsStream("/bench/cases.sql")) {
      run(
          new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8)
              .replace("{first}", "1")
              .replace("{last}", "200"));
    }
    as(MIRA)
        .get("/v1/cases/{id}/next", Cases.id(100))
        .then()
        .statusCode(200)
        .body("tracks.track", hasItem("overall"));
    as(MIRA)
        .get("/v1/worklist?limit=25")
        .then()
        .statusCode(200)
        .body("entries.size()", greaterThan(20));
    assertThat(
            as(SANJA)
                .get("/v1/board/lines?list=DEADLINES&limit=100")
                .<List<Map<String, Object>>>path("entries"))
        .isNotEmpty();
    as(SANJA).get("/v1/board").then().statusCode(200);
  }

  @Test
  void aCaseIsFoundByItsNumber() {
    assertThat(Cases.id(1)).hasToString("2d20f1cd-235a-fc95-3820-2b25f2e68428");
  }

  @Test
  void theServiceTakesTheDirectory() {
    as(SANJA)
        .contentType("application/octet-stream")
        .body(new Directory(60, 600).file(Directory.Country.ME))
        .post("/v1/directory/file?dryRun=true")
        .then()
        .statusCode(200)
        .body(
            "errors",
            equalTo(0),
            "organizations.added",
            equalTo(10),
            "services.added",
            equalTo(100));
  }

  private static void run(String sql) throws SQLException {
    try (Connection above = Database.connect();
        Statement statement = above.createStatement()) {
      statement.execute(sql);
    }
  }
}
