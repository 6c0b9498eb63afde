package org.uputnica.directory.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.domain.FreePlaces;
import org.uputnica.directory.domain.ListPosition;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.directory.domain.ServiceOffers;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.persistence.Sql;

/** {@link ServiceOffers} in {@code directory.service} and {@code directory.service_capacity}. */
@ApplicationScoped
class JdbcServiceOffers implements ServiceOffers {
  private static final String SELECT =
      "select s.*, o.name as organization_name from directory.service s"
          + " join directory.organization o on o.id = s.organization";
  private static final String CAPACITIES =
      PlaceRows.SELECT + " where service = any(?::uuid[]) order by unit, id";

  private final DataSource source;
  private final PlaceRows rows;

  JdbcServiceOffers(DataSource source, PlaceRows rows) {
    this.source = source;
    this.rows = rows;
  }

  @Override
  public Optional<ServiceOffer> find(ServiceId id) {
    return withCapacities(SELECT + " where s.id = ?", id.value()).stream().findFirst();
  }

  @Override
  public Map<ServiceId, ServiceOffer> find(Set<ServiceId> ids) {
    return withCapacities(
            SELECT + " where s.id = any(?::uuid[])", ids.stream().map(ServiceId::value).toList())
        .stream()
        .collect(Collectors.toMap(ServiceOffer::id, Function.identity()));
  }

  @Override
  public List<ServiceOffer> list(
      CountryCode country,
      @Nullable String serviceType,
      @Nullable OrganizationId guardedOnlyOf,
      @Nullable ListPosition after,
      int limit) {
    @Nullable UUID owner = guardedOnlyOf == null ? null : guardedOnlyOf.value();
    return withCapacities(
        SELECT
            + " where s.country = ? and s.active and (?::text is null or ? = any(s.service_types))"
            + " and (?::uuid is null or s.organization = ? or s.security_level <> 'HIGH')"
            + " and (?::text is null or (s.name, s.id) > (?, ?::uuid)) order by s.name, s.id limit ?",
        country.value(),
        serviceType,
        serviceType,
        owner,
        owner,
        after == null ? null : after.name(),
        after == null ? null : after.name(),
        after == null ? null : after.id(),
        limit);
  }

  @Override
  public List<ServiceOffer> offering(CountryCode country, Set<String> serviceTypes) {
    return withCapacities(
        SELECT + " where s.country = ? and s.active and s.service_types && ?",
        country.value(),
        serviceTypes);
  }

  @Override
  public List<ServiceOffer> of(OrganizationId organization) {
    return withCapacities(
        SELECT + " where s.organization = ? and s.active order by s.name, s.id",
        organization.value());
  }

  @Override
  public void add(List<ServiceOffer> offers) {
    Sql.prepare(
        source,
        "insert into directory.service (id, organization, country, name, service_types, area,"
            + " languages, interpreter_available, minimum_age, maximum_age, sexes, accepts_children,"
            + " security_level, licensed_until, licence_needed, cooperation_required, costs_money,"
            + " active, legal_statuses, exclusions, phone)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          for (ServiceOffer offer : offers) {
            Sql.bind(
                statement,
                offer.id().value(),
                offer.organization().value(),
                offer.country().value(),
                offer.name(),
                offer.serviceTypes(),
                offer.area(),
                offer.languages(),
                offer.interpreterAvailable(),
                offer.minimumAge(),
                offer.maximumAge(),
                offer.sexes(),
                offer.acceptsChildren(),
                offer.securityLevel(),
                offer.licensedUntil(),
                offer.licenceNeeded(),
                offer.cooperationRequired(),
                offer.costsMoney(),
                offer.active(),
                offer.legalStatuses(),
                offer.exclusions(),
                offer.phone());
            statement.addBatch();
          }
          return statement.executeBatch();
        });
    Sql.prepare(
        source,
        "insert into directory.service_capacity (id, service, organization, country, unit,"
            + " available, maximum, updated) values (?, ?, ?, ?, ?, ?, ?, ?)",
        statement -> {
          for (ServiceOffer offer : offers) {
            for (FreePlaces places : offer.capacities()) {
              Sql.bind(
                  statement,
                  places.id(),
                  offer.id().value(),
                  offer.organization().value(),
                  offer.country().value(),
                  places.unit(),
                  places.available(),
                  places.maximum(),
                  places.updated().atOffset(ZoneOffset.UTC));
              statement.addBatch();
            }
          }
          return statement.executeBatch();
        });
  }

  private List<ServiceOffer> withCapacities(String sql, @Nullable Object... args) {
    Map<UUID, ServiceOffer> found = new LinkedHashMap<>();
    for (ServiceOffer offer : Sql.query(source, sql, JdbcServiceOffers::read, args)) {
      found.put(offer.id().value(), offer);
    }
    if (found.isEmpty()) {
      return List.of();
    }
    record OfService(UUID service, FreePlaces places) {}
    Map<UUID, List<FreePlaces>> places =
        Sql.query(
                source,
                CAPACITIES,
                row -> new OfService(Sql.uuid(row, "service"), rows.read(row)),
                found.keySet())
            .stream()
            .collect(
                Collectors.groupingBy(
                    OfService::service,
                    Collectors.mapping(OfService::places, Collectors.toList())));
    return found.values().stream()
        .map(offer -> offer.with(places.getOrDefault(offer.id().value(), List.of())))
        .toList();
  }

  private static ServiceOffer read(ResultSet row) throws SQLException {
    return new ServiceOffer(
        new ServiceId(Sql.uuid(row, "id")),
        new OrganizationId(Sql.uuid(row, "organization")),
        Sql.text(row, "organization_name"),
        Sql.text(row, "name"),
        new CountryCode(Sql.text(row, "country")),
        Set.copyOf(Sql.texts(row, "service_types")),
        Sql.text(row, "area"),
        Sql.texts(row, "languages"),
        row.getBoolean("interpreter_available"),
        row.getObject("minimum_age", Integer.class),
        row.getObject("maximum_age", Integer.class),
        Set.copyOf(Sql.texts(row, "sexes")),
        row.getBoolean("accepts_children"),
        Sql.text(row, "security_level"),
        row.getObject("licensed_until", LocalDate.class),
        row.getBoolean("licence_needed"),
        row.getBoolean("cooperation_required"),
        row.getBoolean("costs_money"),
        row.getBoolean("active"),
        List.of(),
        Set.copyOf(Sql.texts(row, "legal_statuses")),
        Set.copyOf(Sql.texts(row, "exclusions")),
        row.getString("phone"));
  }
}
