package org.uputnica.directory.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.PlacesSettings;
import org.uputnica.directory.domain.FreePlaces;
import org.uputnica.directory.domain.FreePlaces.Said;
import org.uputnica.directory.domain.FreePlaces.Word;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.persistence.Sql;

/** Rows of {@code directory.capacities()} as {@link FreePlaces}. */
@ApplicationScoped
class PlaceRows {
  /** All columns, of the numbers as they are now. */
  static final String SELECT =
      "select service, id, unit, available, held, maximum, updated, revision, said_how as how,"
          + " said_organization, said_function, told_by from directory.capacities()";

  static final String OF_SERVICES = SELECT + " where service = any(?::uuid[]) order by unit, id";

  private final DataSource source;
  private final PlacesSettings settings;

  PlaceRows(DataSource source, PlacesSettings settings) {
    this.source = source;
    this.settings = settings;
  }

  /** Of several services at once, each with its units in one order. */
  Map<UUID, List<FreePlaces>> of(Collection<UUID> services) {
    record OfService(UUID service, FreePlaces places) {}
    return Sql.query(
            source,
            OF_SERVICES,
            row -> new OfService(Sql.uuid(row, "service"), read(row)),
            services)
        .stream()
        .collect(
            Collectors.groupingBy(
                OfService::service, Collectors.mapping(OfService::places, Collectors.toList())));
  }

  FreePlaces read(ResultSet row) throws SQLException {
    Instant updated = instant(row, "updated");
    return new FreePlaces(
        Sql.uuid(row, "id"),
        Sql.text(row, "unit"),
        row.getInt("available"),
        row.getInt("held"),
        row.getObject("maximum", Integer.class),
        updated,
        updated.plus(settings.freshFor()),
        said(row),
        row.getLong("revision"));
  }

  static Said said(ResultSet row) throws SQLException {
    UUID organization = row.getObject("said_organization", UUID.class);
    return new Said(
        Word.valueOf(Sql.text(row, "how")),
        organization == null ? null : new OrganizationId(organization),
        row.getString("said_function"),
        row.getString("told_by"));
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime found = row.getObject(column, OffsetDateTime.class);
    return found == null ? null : found.toInstant();
  }

  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
