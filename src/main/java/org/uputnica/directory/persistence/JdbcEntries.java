package org.uputnica.directory.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.domain.Entries;
import org.uputnica.directory.domain.FreePlaces;
import org.uputnica.directory.domain.HsdsObject;
import org.uputnica.directory.domain.OpenedAddress;
import org.uputnica.directory.domain.Organization;
import org.uputnica.directory.domain.OrganizationEntry;
import org.uputnica.directory.domain.ServiceEntry;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.persistence.Sql;

/** {@link Entries} in {@code directory.organization}, {@code service} and {@code hsds_object}. */
@ApplicationScoped
class JdbcEntries implements Entries {
  private static final String ORGANIZATION =
      "select id, country, name, functions, phone, hours, languages, document, revision,"
          + " changed_at from directory.organization";
  private static final String SERVICE =
      "select " + OfferRows.COLUMNS + ", s.document, s.revision, s.changed_at" + OfferRows.FROM;
  private static final String SERVICE_CHANGE =
      "update directory.service set "
          + JdbcServiceOffers.CHANGING.stream()
              .map(column -> column + (column.equals("document") ? " = ?::jsonb" : " = ?"))
              .collect(Collectors.joining(", "))
          + ", changed_at = ?, revision = revision + 1 where id = ?";

  /** Id, organisation and country, which never change. */
  private static final int OWNED = 3;

  private final DataSource source;
  private final PlaceRows rows;

  JdbcEntries(DataSource source, PlaceRows rows) {
    this.source = source;
    this.rows = rows;
  }

  @Override
  public Optional<HsdsObject> object(CountryCode country, UUID id) {
    return Sql.query(
            source,
            "select id, kind, document::text from directory.hsds_object where country = ? and id ="
                + " ?",
            JdbcEntries::object,
            country.value(),
            id)
        .stream()
        .findFirst();
  }

  @Override
  public Optional<OrganizationEntry> findOrganization(OrganizationId id) {
    return organizations(" where id = ?", id.value()).stream().findFirst();
  }

  @Override
  public Optional<OrganizationEntry> lockOrganization(OrganizationId id) {
    return organizations(" where id = ? for no key update", id.value()).stream().findFirst();
  }

  @Override
  public Optional<ServiceEntry> findService(ServiceId id) {
    return services(" where s.id = ?", id.value()).stream().findFirst();
  }

  @Override
  public Optional<ServiceEntry> lockService(ServiceId id) {
    return services(" where s.id = ? for no key update of s", id.value()).stream().findFirst();
  }

  @Override
  public List<OrganizationEntry> organizations(
      CountryCode country, @Nullable UUID after, int limit) {
    return organizations(
        " where country = ?::char(2) and (?::uuid is null or id > ?::uuid) order by id limit ?",
        country.value(),
        after,
        after,
        limit);
  }

  @Override
  public List<ServiceEntry> services(CountryCode country, @Nullable UUID after, int limit) {
    return services(
        " where s.country = ?::char(2) and (?::uuid is null or s.id > ?::uuid) order by s.id limit"
            + " ?",
        country.value(),
        after,
        after,
        limit);
  }

  private List<OrganizationEntry> organizations(String where, @Nullable Object... args) {
    return Sql.query(
        source,
        ORGANIZATION + where,
        row ->
            new OrganizationEntry(
                JdbcOrganizations.read(row),
                row.getString("document"),
                row.getLong("revision"),
                instant(row)),
        args);
  }

  private List<ServiceEntry> services(String where, @Nullable Object... args) {
    OfferRows offers = new OfferRows();
    List<ServiceEntry> found =
        Sql.query(
            source,
            SERVICE + where,
            row ->
                new ServiceEntry(
                    offers.read(row),
                    row.getString("document"),
                    row.getLong("revision"),
                    instant(row)),
            args);
    Map<UUID, List<FreePlaces>> places =
        rows.of(found.stream().map(it -> it.offer().id().value()).toList());
    return found.stream()
        .map(it ->
            new ServiceEntry(
                it.offer().with(places.getOrDefault(it.offer().id().value(), List.of())),
                it.document(),
                it.revision(),
                it.changedAt()))
        .toList();
  }

  @Override
  public void change(OrganizationEntry entry) {
    Organization organization = entry.organization();
    @Nullable Instant at = entry.changedAt();
    Sql.update(
        source,
        "update directory.organization set phone = ?, hours = ?, languages = ?, document ="
            + " ?::jsonb, changed_at = ?, revision = revision + 1 where id = ?",
        organization.phone(),
        organization.hours(),
        organization.languages(),
        entry.document(),
        at == null ? null : utc(at),
        organization.id().value());
    Sql.update(
        source,
        "update directory.service set document = jsonb_set(document, '{organization}', ?::jsonb -"
            + " 'services') where organization = ? and jsonb_exists(document, 'organization')",
        entry.document(),
        organization.id().value());
  }

  @Override
  public void change(ServiceEntry entry) {
    @Nullable Object[] values = JdbcServiceOffers.values(entry.offer(), entry.document());
    @Nullable Instant at = entry.changedAt();
    List<@Nullable Object> args =
        new ArrayList<>(Arrays.asList(values).subList(OWNED, values.length));
    args.add(at == null ? null : utc(at));
    args.add(entry.offer().id().value());
    Sql.update(source, SERVICE_CHANGE, args.toArray());
    Sql.update(
        source,
        "update directory.organization o set document = jsonb_set(o.document, '{services}', (select"
            + " jsonb_agg(case when inside->>'id' = ? then ?::jsonb - 'organization' else inside"
            + " end order by place) from jsonb_array_elements(o.document->'services') with"
            + " ordinality as nested (inside, place))) where o.id = ? and"
            + " jsonb_typeof(o.document->'services') = 'array' and"
            + " jsonb_array_length(o.document->'services') > 0",
        entry.offer().id().toString(),
        entry.document(),
        entry.offer().organization().value());
  }

  @Override
  public Optional<OpenedAddress> openAddress(TrackId referral) {
    return Sql.query(
            source,
            "select service, address from directory.open_address(?)",
            row ->
                new OpenedAddress(
                    new ServiceId(Sql.uuid(row, "service")), Sql.text(row, "address")),
            referral.value())
        .stream()
        .findFirst();
  }

  @Override
  public boolean sayAddress(ServiceOffer of, String address, long revision, Instant at) {
    String sql =
        revision == 0
            ? "insert into directory.house_address (address, said_at, revision, service,"
                + " organization, country) values (?, ?, ?, ?, ?, ?) on conflict do nothing"
            : "update directory.house_address set address = ?, said_at = ?, revision = ? where"
                + " service = ? and organization = ? and country = ? and revision = ?";
    List<Object> args =
        new ArrayList<>(
            List.of(
                address,
                utc(at),
                revision + 1,
                of.id().value(),
                of.organization().value(),
                of.country().value()));
    if (revision > 0) {
      args.add(revision);
    }
    return Sql.update(source, sql, args.toArray()) == 1;
  }

  static HsdsObject object(ResultSet row) throws SQLException {
    return new HsdsObject(Sql.uuid(row, "id"), Sql.text(row, "kind"), Sql.text(row, "document"));
  }

  static @Nullable Instant instant(ResultSet row) throws SQLException {
    @Nullable OffsetDateTime at = row.getObject("changed_at", OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
