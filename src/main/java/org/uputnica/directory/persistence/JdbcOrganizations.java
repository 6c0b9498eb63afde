package org.uputnica.directory.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.domain.ListPosition;
import org.uputnica.directory.domain.Organization;
import org.uputnica.directory.domain.Organizations;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.persistence.Sql;

/** {@link Organizations} in {@code directory.organization}. */
@ApplicationScoped
class JdbcOrganizations implements Organizations {
  private static final String SELECT =
      "select id, country, name, functions, phone, hours, languages from directory.organization";

  /** An arbitrary number: two copies of the service that start at once load one after the other. */
  private static final long LOADING = 7_231_126L;

  private final DataSource source;

  JdbcOrganizations(DataSource source) {
    this.source = source;
  }

  @Override
  public Optional<Organization> find(OrganizationId id) {
    return Sql.query(source, SELECT + " where id = ?", JdbcOrganizations::read, id.value()).stream()
        .findFirst();
  }

  @Override
  public Map<OrganizationId, Organization> find(Set<OrganizationId> ids) {
    return Sql.query(
            source,
            SELECT + " where id = any(?::uuid[])",
            JdbcOrganizations::read,
            ids.stream().map(OrganizationId::value).toList())
        .stream()
        .collect(Collectors.toMap(Organization::id, Function.identity()));
  }

  @Override
  public List<Organization> list(
      CountryCode country, @Nullable String function, @Nullable ListPosition after, int limit) {
    return Sql.query(
        source,
        SELECT
            + " where country = ?::char(2) and (?::text is null or ? = any(functions))"
            + " and (?::text is null or (name, id) > (?, ?::uuid)) order by name, id limit ?",
        JdbcOrganizations::read,
        country.value(),
        function,
        function,
        after == null ? null : after.name(),
        after == null ? null : after.name(),
        after == null ? null : after.id(),
        limit);
  }

  @Override
  public Set<CountryCode> countries() {
    Sql.query(source, "select pg_advisory_xact_lock(?)", row -> true, LOADING);
    return Set.copyOf(
        Sql.query(
            source,
            "select distinct country from directory.organization",
            row -> new CountryCode(Sql.text(row, "country"))));
  }

  @Override
  public void add(List<Organization> organizations) {
    Sql.prepare(
        source,
        "insert into directory.organization (id, country, name, functions, phone, hours, languages)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          for (Organization organization : organizations) {
            Sql.bind(
                statement,
                organization.id().value(),
                organization.country().value(),
                organization.name(),
                organization.functions(),
                organization.phone(),
                organization.hours(),
                organization.languages());
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  static Organization read(ResultSet row) throws SQLException {
    return new Organization(
        new OrganizationId(Sql.uuid(row, "id")),
        Sql.text(row, "name"),
        new CountryCode(Sql.text(row, "country")),
        Set.copyOf(Sql.texts(row, "functions")),
        row.getString("phone"),
        row.getString("hours"),
        Sql.texts(row, "languages"));
  }
}
