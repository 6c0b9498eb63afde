package org.uputnica.directory.persistence;

import jakarta.enterprise.context.ApplicationScoped;
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
import org.uputnica.directory.domain.IntakeTerms;
import org.uputnica.directory.domain.Licence;
import org.uputnica.directory.domain.ListPosition;
import org.uputnica.directory.domain.PublicNames;
import org.uputnica.directory.domain.Schedule;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.directory.domain.ServiceOffers;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.persistence.Sql;

/** {@link ServiceOffers} in {@code directory.service} and {@code directory.service_capacity}. */
@ApplicationScoped
class JdbcServiceOffers implements ServiceOffers {
  /** What may change, in the order of {@link #values} behind id, organisation and country. */
  static final List<String> CHANGING =
      List.of(
          "name",
          "service_types",
          "area",
          "languages",
          "interpreter_available",
          "minimum_age",
          "maximum_age",
          "sexes",
          "accepts_children",
          "security_level",
          "licensed_until",
          "licence_needed",
          "cooperation_required",
          "costs_money",
          "active",
          "legal_statuses",
          "exclusions",
          "phone",
          "hours",
          "on_call",
          "accessibility",
          "maximum_stay",
          "extension",
          "interpreters",
          "licence_body",
          "licence_number",
          "inspected_on",
          "document");

  static final String INSERT =
      "insert into directory.service (id, organization, country, "
          + String.join(", ", CHANGING)
          + ") values (?, ?, ?, "
          + "?, ".repeat(CHANGING.size() - 1)
          + "?::jsonb)";

  private static final String SELECT = "select " + OfferRows.COLUMNS + OfferRows.FROM;

  /**
   * The ids by country and kind first, as one array: what is read grows with what is found, and
   * with nothing else of the directory.
   */
  static final String OFFERING =
      SELECT
          + " where s.active and s.id = any(array(select service from directory.service_kind"
          + " where country = ?::char(2) and kind = any(?)))";

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
  public Optional<PublicNames> names(ServiceId asked, OrganizationId sender) {
    return Sql.query(
            source,
            "select s.name as service, o.name as receiver, coalesce((select name from"
                + " directory.organization where id = ?), '') as sender"
                + OfferRows.FROM
                + " where s.id = ?",
            row ->
                new PublicNames(
                    Sql.text(row, "service"), Sql.text(row, "receiver"), Sql.text(row, "sender")),
            sender.value(),
            asked.value())
        .stream()
        .findFirst();
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
            + " where s.country = ?::char(2) and s.active and (?::text is null or ? ="
            + " any(s.service_types)) and (?::uuid is null or s.organization = ? or"
            + " s.security_level <> 'HIGH') and (?::text is null or (s.name, s.id) > (?, ?::uuid))"
            + " order by s.name, s.id limit ?",
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
    return withCapacities(OFFERING, country.value(), serviceTypes);
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
        INSERT,
        statement -> {
          for (ServiceOffer offer : offers) {
            Sql.bind(statement, values(offer, null));
            statement.addBatch();
          }
          return statement.executeBatch();
        });
    addPlaces(offers);
  }

  private void addPlaces(List<ServiceOffer> offers) {
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

  /** In the order of {@link #INSERT}. */
  static @Nullable Object[] values(ServiceOffer offer, @Nullable String document) {
    IntakeTerms intake = offer.intake();
    @Nullable Licence licence = intake.licence();
    return new @Nullable Object[] {
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
      offer.phone(),
      intake.hours().stream().map(Schedule::print).toList(),
      intake.onCall(),
      intake.accessibility(),
      intake.maximumStay(),
      intake.extension(),
      intake.interpreters(),
      licence == null ? null : licence.body(),
      licence == null ? null : licence.number(),
      licence == null ? null : licence.inspected(),
      document
    };
  }

  private List<ServiceOffer> withCapacities(String sql, @Nullable Object... args) {
    Map<UUID, ServiceOffer> found = new LinkedHashMap<>();
    for (ServiceOffer offer : Sql.query(source, sql, new OfferRows()::read, args)) {
      found.put(offer.id().value(), offer);
    }
    if (found.isEmpty()) {
      return List.of();
    }
    Map<UUID, List<FreePlaces>> places = rows.of(found.keySet());
    return found.values().stream()
        .map(offer -> offer.with(places.getOrDefault(offer.id().value(), List.of())))
        .toList();
  }
}
