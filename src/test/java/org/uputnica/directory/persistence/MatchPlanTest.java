package org.uputnica.directory.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.uputnica.directory.PlacesSettings;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.persistence.Sql;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/**
 * Matching reads the services of one country and kind with two statements, and no page of another
 * country: under row-level security, as the service plans, in a transaction that is rolled back.
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class MatchPlanTest {
  private static final CountryCode HERE = new CountryCode("ZZ");
  private static final Set<String> KINDS = Set.of("ACC-EMG");
  private static final int OFFERING = 300;
  private static final int ELSEWHERE = 600;
  private static final int MANY = 40_000;

  /** Pages: three of the service, three of its organisation, and those of its free places. */
  private static final int PER_SERVICE = 10;

  @Inject PlacesSettings settings;

  @Test
  void otherCountriesAreNotLookedAt() throws SQLException, IOException {
    try (Connection above = Database.connect()) {
      above.setAutoCommit(false);
      try (Statement sql = above.createStatement()) {
        add(sql, HERE.value(), 1, OFFERING);
        add(sql, "ZY", OFFERING + 1, ELSEWHERE);
        Read few = read(above, sql);
        add(sql, "ZY", ELSEWHERE + 1, MANY);
        Read many = read(above, sql);
        assertThat(few.offers()).hasSize(OFFERING);
        assertThat(many.offers()).containsExactlyInAnyOrderElementsOf(few.offers());
        assertThat(few.offers())
            .allSatisfy(offer -> assertThat(offer.capacities()).isNotEmpty())
            .allSatisfy(offer -> assertThat(offer.languages()).containsExactly("cnr", "en"));
        assertThat(few.pages()).isLessThan(PER_SERVICE * OFFERING);
        assertThat(few.statements()).isEqualTo(2);
        assertThat(many.statements()).isEqualTo(2);
        assertThat(many.pages()).isLessThan(PER_SERVICE * OFFERING);
      } finally {
        above.rollback();
      }
    }
  }

  private record Read(List<ServiceOffer> offers, int statements, long pages) {}

  private Read read(Connection above, Statement sql) throws SQLException, IOException {
    for (String table :
        new String[] {"organization", "service", "service_kind", "service_capacity"}) {
      sql.execute("analyze directory." + table);
    }
    sql.execute(
        """
        set local jit = off; set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off;
        select set_config('uputnica.country', 'ZZ', true), set_config('uputnica.reach', 'country', true),
          set_config('uputnica.organization', '1e000000-0000-4000-8000-000000000007', true);
        set local role uputnica_app\
        """);
    List<String> asked = new ArrayList<>();
    DataSource source = counting(above, asked);
    List<ServiceOffer> offers =
        new JdbcServiceOffers(source, new PlaceRows(source, settings)).offering(HERE, KINDS);
    List<?> ids = offers.stream().map(it -> it.id().value()).toList();
    long pages =
        pages(above, JdbcServiceOffers.OFFERING, HERE.value(), KINDS)
            + pages(above, PlaceRows.OF_SERVICES, ids);
    sql.execute("reset role");
    return new Read(offers, asked.size(), pages);
  }

  private static long pages(Connection connection, String query, @Nullable Object... args)
      throws SQLException, IOException {
    try (PreparedStatement explain =
        connection.prepareStatement(
            "explain (analyze, buffers, timing off, format json) " + query)) {
      Sql.bind(explain, args);
      try (ResultSet row = explain.executeQuery()) {
        row.next();
        JsonNode plan = new ObjectMapper().readTree(row.getString(1)).get(0).get("Plan");
        assertThat(plan.findValuesAsText("Node Type")).as("%s", plan).doesNotContain("Seq Scan");
        assertThat(plan.findValues("Rows Removed by Filter"))
            .as("rows read for nothing: %s", plan)
            .allSatisfy(rows -> assertThat(rows.asLong()).isZero());
        return plan.get("Shared Hit Blocks").asLong() + plan.get("Shared Read Blocks").asLong();
      }
    }
  }

  /** One organisation with one service each, past triggers. */
  private static void add(Statement sql, String country, int first, int last) throws SQLException {
    sql.execute("set local session_replication_role = replica");
    sql.execute(
        """
        insert into directory.organization (id, country, name, functions, languages)
          select ('0a000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, '{country}', 'Organisation ' || i, '{}', '{}'
            from generate_series({first}, {last}) as i;
        insert into directory.service (id, organization, country, name, service_types, area, languages,
            interpreter_available, minimum_age, sexes, accepts_children, security_level, licence_needed,
            cooperation_required, costs_money, active, legal_statuses, exclusions, hours)
          select ('0b000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid,
              ('0a000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, '{country}', 'House ' || i, '{ACC-EMG}',
              'ZZ-01', '{cnr,en}', true, 18, '{WOMAN}', true, 'LOW', false, false, false, true, '{}', '{}',
              '{"FREQ=WEEKLY;BYDAY=MO,TU;OPENS=07:00;CLOSES=21:00"}'
            from generate_series({first}, {last}) as i;
        insert into directory.service_kind (country, kind, service, organization)
          select country, 'ACC-EMG', id, organization from directory.service
            where id in (select ('0b000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid
              from generate_series({first}, {last}) as i);
        insert into directory.service_capacity (id, service, organization, country, unit, available, maximum, updated)
          select gen_random_uuid(), service, organization, country, 'bed', 2, 4, platform.service_time()
            from directory.service_kind
            where service in (select ('0b000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid
              from generate_series({first}, {last}) as i)\
        """
            .replace("{country}", country)
            .replace("{first}", Integer.toString(first))
            .replace("{last}", Integer.toString(last)));
    sql.execute("set local session_replication_role = origin");
  }

  /** The one connection, kept open, with what it was asked. */
  private static DataSource counting(Connection above, List<String> asked) {
    Connection counted =
        (Connection)
            Proxy.newProxyInstance(
                MatchPlanTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, args) -> {
                  if (method.getName().equals("close")) {
                    return null;
                  }
                  if (method.getName().equals("prepareStatement")) {
                    asked.add((String) args[0]);
                  }
                  try {
                    return method.invoke(above, args);
                  } catch (InvocationTargetException failed) {
                    throw failed.getCause();
                  }
                });
    return (DataSource)
        Proxy.newProxyInstance(
            MatchPlanTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, args) -> counted);
  }
}
