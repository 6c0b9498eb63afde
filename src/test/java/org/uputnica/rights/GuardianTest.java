package org.uputnica.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.uputnica.rights.TeamTest.child;
import static org.uputnica.rights.TeamTest.close;
import static org.uputnica.rights.TeamTest.does;
import static org.uputnica.rights.TeamTest.names;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.SANJA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;
import org.uputnica.testing.WorkList;

/** Who is named for a child, and what follows when it cannot be that house any more. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class GuardianTest {
  @Test
  void aGuardianWithAConflictOfInterestLeavesAClockThatRunsAnew() throws SQLException {
    MainJob job = child().takenOver(MIRA);
    does(JELENA, "guardianship", true);
    try {
      names(job, MIRA, JELENA).then().statusCode(200);
    } finally {
      does(JELENA, "guardianship", false);
    }
    overall(job).step(MIRA, "A014", Map.of("met-on", "2026-11-01", "person-informed", "true"));
    assertThat(clocks(job)).doesNotContain("DL-GUARD");

    close(job, MIRA, Map.of("organization", JELENA.organization(), "reason", "OTHER_DUTY"))
        .then()
        .statusCode(201);
    as(MIRA).get("/v1/cases/{id}", job.caseId).then().body("guardianOrganization", nullValue());
    assertThat(clocks(job)).contains("DL-GUARD");
    Map<String, Object> alarm = WorkList.noticeOf(SANJA, overall(job).id(), "alarm");
    WorkList.answer(SANJA, alarm, "ACTED").then().statusCode(200);
  }

  @Test
  void aHouseThatAConditionKeepsOutIsNotNamed() throws SQLException {
    MainJob job = child();
    bind(job, "NOT_TO_FAMILY");
    does(JELENA, "guardianship", true);
    does(JELENA, "family-tracing", true);
    try {
      names(job, MIRA, JELENA)
          .then()
          .statusCode(409)
          .body("type", equalTo("/problems/condition-binds"))
          .body("errors.code", contains("NOT_TO_FAMILY"));
      as(MIRA).get("/v1/cases/{id}", job.caseId).then().body("guardianOrganization", nullValue());
    } finally {
      does(JELENA, "guardianship", false);
      does(JELENA, "family-tracing", false);
    }
  }

  /** As if another country had sent her data under it. */
  private static void bind(MainJob job, String condition) throws SQLException {
    try (Connection above = Database.connect();
        PreparedStatement sql =
            above.prepareStatement(
                "insert into process.case_condition (case_id, country, organization, condition)"
                    + " select id, country, organization, ? from process.case_record where id = ?")) {
      sql.setString(1, condition);
      sql.setObject(2, job.caseId);
      assertThat(sql.executeUpdate()).isOne();
    }
  }

  private static Walk overall(MainJob job) {
    Response steps = as(MIRA).get("/v1/cases/{id}/steps", job.caseId);
    String run = "tracks.find { it.track == 'overall' }.";
    return new Walk(
        "/v1/cases/" + job.caseId + "/tracks/" + steps.path(run + "id"),
        "\"" + steps.path(run + "revision") + "\"");
  }

  private static List<String> clocks(MainJob job) {
    return as(MIRA)
        .get("/v1/cases/" + job.caseId + "/steps")
        .jsonPath()
        .getList("tracks.clocks.flatten().clock", String.class);
  }
}
