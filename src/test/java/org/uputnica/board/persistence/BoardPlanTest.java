package org.uputnica.board.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.uputnica.board.domain.BoardCount;
import org.uputnica.board.domain.BoardFilter;
import org.uputnica.board.domain.BoardList;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/**
 * Every list is read from an index, under row-level security and as the service plans: with ten
 * times as many cases a count touches hardly more pages. In a transaction that is rolled back.
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class BoardPlanTest {
  private static final int FEW = 4_000;
  private static final int MANY = 40_000;

  /**
   * Consents of open cases that end first have ended, so that the next ones are of closed cases.
   */
  private static final Duration LATER = Duration.ofHours(1);

  /** An index that is one level deeper costs one page more for each row. */
  private static final double AT_MOST = 1.6;

  @Test
  void aCountCostsTheSameWithTenTimesTheCases() throws SQLException, IOException {
    try (Connection above = Database.connect()) {
      above.setAutoCommit(false);
      try (Statement sql = above.createStatement()) {
        sql.execute("set local session_replication_role = replica"); // triggers aside, it is fast
        Map<BoardList, Double> few = measured(sql, 1, FEW);
        Map<BoardList, Double> many = measured(sql, FEW + 1, MANY);
        many.forEach((list, pages) ->
            assertThat(pages)
                .as("pages for %s, before %.1f", list, few.get(list))
                .isLessThan(AT_MOST * Objects.requireNonNull(few.get(list)) + 2));
      } finally {
        above.rollback();
      }
    }
  }

  private static Map<BoardList, Double> measured(Statement sql, int first, int last)
      throws SQLException, IOException {
    try (var script = BoardList.class.getResourceAsStream("/bench/cases.sql")) {
      sql.execute(
          new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8)
              .replace("{first}", Integer.toString(first))
              .replace("{last}", Integer.toString(last)));
    }
    for (String table : new String[] {"case_record", "track", "clock", "referral"}) {
      sql.execute("analyze process." + table);
    }
    sql.execute("analyze process.consent_statement");
    sql.execute("analyze process.recall");
    sql.execute("analyze process.exception_untold");
    sql.execute(
        """
        set local jit = off; set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off;
        select set_config('uputnica.country', 'ME', true), set_config('uputnica.reach', 'country', true),
          set_config('uputnica.organization', '1e000000-0000-4000-8000-000000000007', true);
        set local role uputnica_app\
        """);
    sql.execute(BoardSelect.IN_ORDER);
    Map<BoardList, Double> pages = new EnumMap<>(BoardList.class);
    for (BoardList list : BoardList.values()) {
      if (list != BoardList.PLACES) {
        pages.put(list, pages(sql.getConnection(), list));
      }
    }
    sql.execute("reset role");
    return pages;
  }

  private static double pages(Connection connection, BoardList list)
      throws SQLException, IOException {
    Instant now = Instant.now().plus(LATER);
    BoardSelect select =
        BoardSelect.of(
                list,
                BoardFilter.usual(list, new CountryCode("ME"), now, Duration.ofHours(24)),
                null,
                null,
                BoardCount.MOST + 1)
            .counted();
    try (PreparedStatement explain =
        connection.prepareStatement(
            "explain (analyze, buffers, timing off, format json) " + select.sql())) {
      int at = 1;
      for (Object value : select.values()) {
        explain.setObject(at++, value);
      }
      try (ResultSet row = explain.executeQuery()) {
        row.next();
        JsonNode plan = new ObjectMapper().readTree(row.getString(1)).get(0).get("Plan");
        assertThat(plan.findValuesAsText("Node Type"))
            .as("%s: %s", list, plan)
            .doesNotContain("Seq Scan", "Sort", "Incremental Sort", "Bitmap Heap Scan");
        JsonNode limit = plan.get("Plans").get(0);
        assertThat(limit.get("Node Type").asText()).as("%s: %s", list, plan).isEqualTo("Limit");
        int lines = limit.get("Actual Rows").asInt();
        assertThat(lines).as("%s", list).isGreaterThan(3);
        long pages =
            plan.get("Shared Hit Blocks").asLong() + plan.get("Shared Read Blocks").asLong();
        return (double) pages / lines;
      }
    }
  }
}
