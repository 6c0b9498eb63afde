package org.uputnica.mechanism;

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

/** What is open of a case is read from an index: each step that ends a case asks for it. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class NoticePlanTest {
  @Test
  void openNoticesOfACaseAreFoundByTheCase() throws SQLException {
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      sql.execute("set enable_seqscan = off");
      try (ResultSet plan =
          sql.executeQuery(
              "explain select from process.notice where case_id = '00000000-0000-4000-8000-000000000001'"
                  + " and about in ('ALARM', 'CONSIDER_MISSING') and answered_at is null")) {
        StringBuilder said = new StringBuilder();
        while (plan.next()) {
          said.append(plan.getString(1)).append('\n');
        }
        assertThat(said.toString()).contains("notice_of_case");
      }
    }
  }
}
