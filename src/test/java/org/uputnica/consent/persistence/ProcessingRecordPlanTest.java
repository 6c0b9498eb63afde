package org.uputnica.consent.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ProcessingRecords.Filter;
import org.uputnica.consent.domain.ProcessingRecords.Place;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/**
 * A page of processing records is read from an index, under row-level security and as the service
 * plans: with ten times as many it touches hardly more. In a transaction that is rolled back.
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ProcessingRecordPlanTest {
  private static final int FEW = 4_000;
  private static final int MANY = 40_000;
  private static final int LIMIT = 51;

  /** An index that is one level deeper costs one page more for each row. */
  private static final double AT_MOST = 1.6;

  private static final Map<String, Filter> FILTERS =
      Map.of(
          "all", new Filter(null, null, null, null, null),
          "scope", new Filter(null, null, ConsentScope.POLICE, null, null),
          "country", new Filter(null, null, null, new CountryCode("AL"), null),
          "basis", new Filter(null, null, null, null, "OV-VITAL"));

  @Test
  void aPageCostsTheSameWithTenTimesTheRecords() throws SQLException, IOException {
    try (Connection above = Database.connect()) {
      above.setAutoCommit(false);
      try (Statement sql = above.createStatement()) {
        sql.execute("set local session_replication_role = replica"); // no such cases are needed
        Map<String, Long> few = measured(sql, 1, FEW);
        Map<String, Long> many = measured(sql, FEW + 1, MANY);
        many.forEach((filter, pages) ->
            assertThat((double) pages)
                .as("pages for %s, before %d", filter, few.get(filter))
                .isLessThan(AT_MOST * Objects.requireNonNull(few.get(filter)) + LIMIT));
      } finally {
        above.rollback();
      }
    }
  }

  /** One of ten is of the police, of an emergency, and abroad. */
  private static Map<String, Long> measured(Statement sql, int first, int last)
      throws SQLException, IOException {
    sql.execute(
        """
        insert into process.processing_record (id, case_id, case_code, country, at, scope, basis, recipient, recipient_country, items, safeguard)
          select gen_random_uuid(), gen_random_uuid(), 'AAAA-AAAA-A', 'ME', now() - make_interval(mins => i),
            case when i %% 10 = 0 then 'CS-POL' else 'CS-REF-SVC' end, case when i %% 10 = 1 then 'OV-VITAL' else 'CONSENT' end,
            gen_random_uuid(), case when i %% 10 = 2 then 'AL' else 'ME' end, '{NAME}', 'NOT_NEEDED'
          from generate_series(%d, %d) as i\
        """
            .formatted(first, last));
    sql.execute("analyze process.processing_record");
    sql.execute(
        """
        set local jit = off; set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off;
        select set_config('uputnica.country', 'ME', true), set_config('uputnica.reach', 'country', true),
          set_config('uputnica.organization', '1e000000-0000-4000-8000-000000000007', true);
        set local role uputnica_app\
        """);
    sql.execute(JdbcProcessingRecords.IN_ORDER);
    Map<String, Long> pages = new LinkedHashMap<>();
    for (Map.Entry<String, Filter> filter : FILTERS.entrySet()) {
      pages.put(filter.getKey(), pages(sql.getConnection(), filter.getKey(), filter.getValue()));
    }
    sql.execute("reset role");
    return pages;
  }

  private static long pages(Connection connection, String name, Filter filter)
      throws SQLException, IOException {
    Place before = new Place(java.time.Instant.now().minusSeconds(3_600), new UUID(1, 1));
    JdbcProcessingRecords.Select select =
        JdbcProcessingRecords.select(new CountryCode("ME"), filter, before, LIMIT);
    try (PreparedStatement explain =
        connection.prepareStatement(
            "explain (analyze, buffers, timing off, format json) " + select.sql())) {
      List<Object> values = select.values();
      for (int at = 0; at < values.size(); at++) {
        explain.setObject(at + 1, values.get(at));
      }
      try (ResultSet row = explain.executeQuery()) {
        row.next();
        JsonNode plan = new ObjectMapper().readTree(row.getString(1)).get(0).get("Plan");
        assertThat(plan.findValuesAsText("Node Type"))
            .as("%s: %s", name, plan)
            .doesNotContain("Seq Scan", "Sort", "Incremental Sort", "Bitmap Heap Scan");
        assertThat(plan.get("Actual Rows").asInt()).as("%s", name).isEqualTo(LIMIT);
        return plan.get("Shared Hit Blocks").asLong() + plan.get("Shared Read Blocks").asLong();
      }
    }
  }
}
