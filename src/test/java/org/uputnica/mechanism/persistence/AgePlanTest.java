package org.uputnica.mechanism.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/** Of the clocks there ever were only those of the case are read, as the service plans. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class AgePlanTest {
  private static final String SOMEBODY = "'00000000-0000-4000-8000-000000000001'";

  @Test
  void childrenAreFoundFromCaseToCaseAndTheirClocksByCase() throws SQLException {
    assertThat(
            plan(
                PanacheCaseRecords.CHILDREN_WITHOUT
                    .replace(":after", SOMEBODY)
                    .replace(":clock", "'DL-GUARD'")
                    .replace(":limit", "100")))
        .contains("case_of_child", "clock_ever_of_case")
        .doesNotContain("Seq Scan on case_record c ", "Seq Scan on clock ");
  }

  @Test
  void theClocksACaseEverHadAreFoundByTheCase() throws SQLException {
    assertThat(plan("select * from process.clock where case_id = " + SOMEBODY))
        .contains("clock_ever_of_case");
  }

  @Test
  void whatWasEverToldAboutARunIsFoundByTheRun() throws SQLException {
    assertThat(
            plan(
                "select count(*) from process.notice where about = 'TAKEN_BACK' and track_id = "
                    + SOMEBODY))
        .contains("notice_ever_of_track");
  }

  private static String plan(String query) throws SQLException {
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      sql.execute(
          "set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; select set_config('uputnica.reach', 'node', false);"
              + " set role uputnica_app");
      try (ResultSet plan = sql.executeQuery("explain " + query)) {
        StringBuilder said = new StringBuilder();
        while (plan.next()) {
          said.append(plan.getString(1)).append('\n');
        }
        return said.toString();
      }
    }
  }
}
