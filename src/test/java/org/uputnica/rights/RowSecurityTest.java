package org.uputnica.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.uputnica.testing.As.as;
import static org.uputnica.testing.Personas.JELENA;
import static org.uputnica.testing.Personas.MIRA;
import static org.uputnica.testing.Personas.VERA;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.Ids;
import org.uputnica.registration.MainJob;
import org.uputnica.registration.MainJob.Walk;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/**
 * The second wall: the service's own database user, past every filter of the service, sees nothing
 * that is not of the organisation and country it names. Derived from the catalogue, so a new table
 * is under it from its first day.
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class RowSecurityTest {
  private static final Set<String> SCHEMAS =
      Set.of("platform", "audit", "directory", "process", "vault");

  private static final Set<String> READ_BY_EVERYBODY =
      Set.of(
          "directory.agreement_end",
          "directory.hold_rule",
          "directory.hsds_object",
          "directory.organization",
          "directory.service",
          "directory.service_capacity",
          "directory.service_kind");

  /** Conditions bind everybody who asks; never of another country. */
  private static final Set<String> READ_IN_THE_COUNTRY = Set.of("process.case_condition");

  private static final String TENANTS = "'country', 'organization', 'case_id'";

  /** As the service signs in. */
  private static Connection service;

  @BeforeAll
  static void signIn() throws SQLException {
    service = Database.connectAsService();
    service.setAutoCommit(false);
  }

  @AfterAll
  static void signOut() throws SQLException {
    service.close();
  }

  @BeforeEach
  void somethingInEveryRoom() {
    MainJob job = MainJob.aWomanAtTheCrossing().named("Izmisljena Osoba").registered();
    Walk referral = job.referTo(MainJob.BREZA, "NAME");
    job.says(VERA, "CS-REF-SVC", "CR-GIVEN", JELENA, "NAME").then().statusCode(201);
    referral.step(VERA, "T020", Walk.SEND);
    as(MIRA)
        .body(
            Map.of(
                "id",
                Ids.random(),
                "toCountry",
                "AL",
                "purpose",
                "RETURN",
                "items",
                List.of("NAME")))
        .post("/v1/cases/{id}/crossborder-requests", job.caseId)
        .then()
        .statusCode(201);
  }

  @Test
  void everyTableOfATenantIsUnderForcedRowSecurity() throws SQLException {
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      Set<String> open =
          column(
              sql,
              """
              select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where n.nspname in ('platform', 'audit', 'directory', 'process', 'vault') and c.relkind in ('r', 'p')
                and not (c.relrowsecurity and c.relforcerowsecurity)
                and exists (select from pg_attribute a where a.attrelid = c.oid and not a.attisdropped
                  and a.attname in (%s))
              """
                  .formatted(TENANTS));
      assertThat(open).isEmpty();
      assertThat(tables()).hasSizeGreaterThan(15);
    }
  }

  @Test
  void whatBelongsToACaseIsClosedWithIt() throws SQLException {
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      Set<String> open =
          column(
              sql,
              """
              select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = c.oid and a.attname = 'case_id' and not a.attisdropped
              where n.nspname in ('audit', 'process', 'vault') and c.relkind in ('r', 'p')
                and not exists (select from pg_policy p
                  where p.polrelid = c.oid and not p.polpermissive and p.polname <> 'awaits_erasure')
              """);
      // the register itself, and what only the node's own job reads
      assertThat(open)
          .containsOnly(
              "process.conflict_of_interest", "process.match_probe", "vault.country_token");
    }
  }

  @Test
  void noPolicyAsksWhoIsCallingForEveryRow() throws SQLException {
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      Set<String> perRow =
          column(
              sql,
              """
              select p.polrelid::regclass || ' ' || p.polname from pg_policy p
              where regexp_replace(
                  concat(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)),
                  'SELECT platform\\.[a-z_]+\\(\\)', '', 'g') ~ 'platform\\.(is_closed|current_)'
              """);
      assertThat(perRow).as("write (select platform.current_...()) instead").isEmpty();
    }
  }

  @Test
  void theServicesUserOwnsNothingAndBypassesNothing() throws SQLException {
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      assertThat(
              column(
                  sql,
                  "select rolname from pg_roles where rolname like 'uputnica%' and (rolsuper or rolbypassrls"
                      + " or rolcreaterole or rolcreatedb or rolreplication)"))
          .isEmpty();
      assertThat(
              column(
                  sql,
                  "select c.oid::regclass::text from pg_class c where c.relowner = 'uputnica_app'::regrole"
                      + " union all select p.oid::regprocedure::text from pg_proc p where p.proowner = 'uputnica_app'::regrole"
                      + " union all select n.nspname from pg_namespace n where n.nspowner = 'uputnica_app'::regrole"))
          .isEmpty();
      assertThat(
              column(
                  sql,
                  "select roleid::regrole::text from pg_auth_members where member = 'uputnica_app'::regrole"))
          .isEmpty();
      assertThat(
              column(
                  sql,
                  "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                      + " where n.nspname = 'vault' and c.relkind = 'r'"
                      + " and has_table_privilege('uputnica_app', c.oid, 'select, insert, update, delete')"))
          .isEmpty();
    }
  }

  @Test
  void withoutSettingsNothingIsSeenAndNothingCanBeWritten() throws SQLException {
    for (String table : tables()) {
      assertThat(rows(table, "", "", "", "true")).as(table).isZero();
      assertThat(changed(table, "", "", "")).as(table).isZero();
    }
  }

  @Test
  void anOrganisationThatTakesNoPartSeesNothing() throws SQLException {
    String stranger = Ids.random().toString();
    for (String table : tables()) {
      if (!READ_BY_EVERYBODY.contains(table) && !READ_IN_THE_COUNTRY.contains(table)) {
        for (String country : List.of("ME", "AL")) {
          assertThat(rows(table, country, stranger, "organization", "true")).as(table).isZero();
        }
      }
      if (!READ_IN_THE_COUNTRY.contains(table)) {
        assertThat(changed(table, "ME", stranger, "organization")).as(table).isZero();
      }
    }
  }

  @Test
  void aCountrySeesNothingOfAnother() throws SQLException {
    String office = "a1000000-0000-4000-8000-000000000007";
    for (String table : tables()) {
      if (hasCountry(table) && !READ_BY_EVERYBODY.contains(table)) {
        assertThat(rows(table, "AL", office, "country", "country = 'ME'")).as(table).isZero();
        assertThat(rows(table, "AL", office, "organization", "country = 'ME'")).as(table).isZero();
      }
    }
  }

  @Test
  void nobodyWritesForAnotherCountry() throws SQLException {
    Map<String, Long> all = Database.rows();
    for (String table : List.of("process.case_record", "process.track", "process.referral")) {
      assertThat(all.get(table)).as(table).isPositive();
    }
    assertThatThrownBy(() ->
            insertElsewhere(
                "process.waiting (desk, rank, track_id, country, organization)"
                    + " select 'R-CASE@x', now(), id, 'ME', organization from process.track limit 1"))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() ->
            insertElsewhere(
                "audit.entry (at, country, organization, actor, roles, action, outcome, details, salt, leaf)"
                    + " values (now(), 'ME', gen_random_uuid(), 'x', '{}', 'x', 'DONE', '{}',"
                    + " decode(repeat('00', 16), 'hex'), decode(repeat('00', 32), 'hex'))"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("row-level security");
  }

  private static void insertElsewhere(String what) throws SQLException {
    try (Statement sql = service.createStatement()) {
      settings(sql, "AL", Ids.random().toString(), "organization");
      if (sql.executeUpdate("insert into " + what) == 0) {
        throw new SQLException("nothing to write from");
      }
    } finally {
      service.rollback();
    }
  }

  /** Rows this user sees with these settings; a table it may not even ask has none. */
  private static long rows(
      String table, String country, String organization, String reach, String where)
      throws SQLException {
    return ask("select count(*) from " + table + " where " + where, country, organization, reach);
  }

  /** Rows this user could write anew, as they are. */
  private static long changed(String table, String country, String organization, String reach)
      throws SQLException {
    String column = firstColumn(table);
    return ask(
        "with changed as (update %s set %s = %s returning 1) select count(*) from changed"
            .formatted(table, column, column),
        country,
        organization,
        reach);
  }

  private static long ask(String query, String country, String organization, String reach)
      throws SQLException {
    try (Statement sql = service.createStatement()) {
      settings(sql, country, organization, reach);
      try (ResultSet row = sql.executeQuery(query)) {
        row.next();
        return row.getLong(1);
      } catch (SQLException refused) {
        assertThat(refused.getSQLState()).as(query).isEqualTo("42501");
        return 0;
      } finally {
        service.rollback();
      }
    }
  }

  private static void settings(Statement sql, String country, String organization, String reach)
      throws SQLException {
    sql.execute(
        """
        select set_config('uputnica.country', '%s', true), set_config('uputnica.organization', '%s', true),
          set_config('uputnica.reach', '%s', true)
        """
            .formatted(country, organization, reach));
  }

  /** Tables of tenants. */
  private static Set<String> tables() throws SQLException {
    Set<String> tables = new TreeSet<>();
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      for (String schema : SCHEMAS) {
        tables.addAll(
            column(
                sql,
                "select distinct table_schema || '.' || table_name from information_schema.columns"
                    + " where table_schema = '%s' and column_name in (%s)"
                        .formatted(schema, TENANTS)));
      }
    }
    return tables;
  }

  private static boolean hasCountry(String table) throws SQLException {
    return columns(table).contains("country");
  }

  private static String firstColumn(String table) throws SQLException {
    return columns(table).getFirst();
  }

  /** By name; without what the database numbers itself. */
  private static List<String> columns(String table) throws SQLException {
    try (Connection above = Database.connect();
        Statement sql = above.createStatement()) {
      return List.copyOf(
          column(
              sql,
              """
              select attname from pg_attribute
              where attrelid = '%s'::regclass and attnum > 0 and not attisdropped and attidentity = ''
              """
                  .formatted(table)));
    }
  }

  private static Set<String> column(Statement sql, String query) throws SQLException {
    Set<String> found = new TreeSet<>();
    try (ResultSet row = sql.executeQuery(query)) {
      while (row.next()) {
        found.add(row.getString(1));
      }
    }
    return found;
  }
}
