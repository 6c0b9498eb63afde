package org.uputnica.directory.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.domain.FileEntries;
import org.uputnica.directory.domain.FreePlaces;
import org.uputnica.directory.domain.HsdsObject;
import org.uputnica.directory.domain.Organization;
import org.uputnica.directory.domain.OrganizationEntry;
import org.uputnica.directory.domain.SaidPlaces;
import org.uputnica.directory.domain.ServiceEntry;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.directory.domain.Written;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.persistence.Sql;

/** {@link FileEntries} in the tables of the schema directory. */
@ApplicationScoped
class JdbcFileEntries implements FileEntries {
  private static final String ORGANIZATION =
      "select id, country, name, functions, phone, hours, languages from directory.organization";
  private static final String SERVICE_PUT =
      JdbcServiceOffers.INSERT
          + " on conflict (id) do update set "
          + JdbcServiceOffers.CHANGING.stream()
              .map(column -> column + " = excluded." + column)
              .collect(Collectors.joining(", "))
          + ", revision = service.revision + 1";

  private final DataSource source;

  JdbcFileEntries(DataSource source) {
    this.source = source;
  }

  @Override
  public Written putOrganizations(List<OrganizationEntry> entries) {
    Map<UUID, @Nullable String> documents = organizationDocuments(entries);
    Set<UUID> same = same("organization", documents);
    Written written = written("organization", documents.keySet(), same);
    Sql.prepare(
        source,
        "insert into directory.organization (id, country, name, functions, phone, hours, languages,"
            + " document) values (?, ?, ?, ?, ?, ?, ?, ?::jsonb) on conflict (id) do update set"
            + " name = excluded.name, functions = excluded.functions, phone = excluded.phone,"
            + " hours = excluded.hours, languages = excluded.languages, document ="
            + " excluded.document, revision = organization.revision + 1",
        statement -> {
          for (OrganizationEntry entry : entries) {
            Organization organization = entry.organization();
            if (!same.contains(organization.id().value())) {
              Sql.bind(
                  statement,
                  organization.id().value(),
                  organization.country().value(),
                  organization.name(),
                  organization.functions(),
                  organization.phone(),
                  organization.hours(),
                  organization.languages(),
                  entry.document());
              statement.addBatch();
            }
          }
          return statement.executeBatch();
        });
    return written;
  }

  @Override
  public Written compareOrganizations(List<OrganizationEntry> entries) {
    Map<UUID, @Nullable String> documents = organizationDocuments(entries);
    return written("organization", documents.keySet(), same("organization", documents));
  }

  @Override
  public Written compareServices(List<ServiceEntry> entries) {
    Map<UUID, @Nullable String> documents = serviceDocuments(entries);
    return written("service", documents.keySet(), same("service", documents));
  }

  private static Map<UUID, @Nullable String> organizationDocuments(
      List<OrganizationEntry> entries) {
    Map<UUID, @Nullable String> documents = new HashMap<>();
    entries.forEach(it -> documents.put(it.organization().id().value(), it.document()));
    return documents;
  }

  private static Map<UUID, @Nullable String> serviceDocuments(List<ServiceEntry> entries) {
    Map<UUID, @Nullable String> documents = new HashMap<>();
    entries.forEach(it -> documents.put(it.offer().id().value(), it.document()));
    return documents;
  }

  @Override
  public Written putServices(List<ServiceEntry> entries) {
    Map<UUID, @Nullable String> documents = serviceDocuments(entries);
    Set<UUID> same = same("service", documents);
    Written written = written("service", documents.keySet(), same);
    Sql.prepare(
        source,
        SERVICE_PUT,
        statement -> {
          for (ServiceEntry entry : entries) {
            if (!same.contains(entry.offer().id().value())) {
              Sql.bind(statement, JdbcServiceOffers.values(entry.offer(), entry.document()));
              statement.addBatch();
            }
          }
          return statement.executeBatch();
        });
    return written;
  }

  @Override
  public NewPlaces newPlaces(List<ServiceEntry> entries) {
    record Kept(UUID id, UUID service, String unit, Instant updated, boolean removed) {}
    Set<UUID> services = new HashSet<>();
    Set<UUID> ids = new HashSet<>();
    for (ServiceEntry entry : entries) {
      services.add(entry.offer().id().value());
      entry.offer().capacities().forEach(it -> ids.add(it.id()));
    }
    if (ids.isEmpty()) {
      return NewPlaces.NONE;
    }
    List<Kept> kept =
        Sql.query(
            source,
            "select id, service, unit, updated, removed_at is not null as removed from"
                + " directory.service_capacity where service = any(?::uuid[]) or id ="
                + " any(?::uuid[])",
            row ->
                new Kept(
                    Sql.uuid(row, "id"),
                    Sql.uuid(row, "service"),
                    Sql.text(row, "unit"),
                    PlaceRows.instant(row, "updated"),
                    row.getBoolean("removed")),
            services,
            ids);
    Map<UUID, Kept> byId = kept.stream().collect(Collectors.toMap(Kept::id, it -> it));
    Map<List<Object>, UUID> live =
        kept.stream()
            .filter(it -> !it.removed())
            .collect(
                Collectors.toMap(
                    it -> List.of(it.service(), it.unit()), Kept::id, (one, other) -> one));
    List<SaidPlaces> places = new ArrayList<>();
    Set<UUID> twice = new HashSet<>();
    for (ServiceEntry entry : entries) {
      ServiceOffer offer = entry.offer();
      for (FreePlaces said : offer.capacities()) {
        @Nullable Kept same = byId.get(said.id());
        if (same != null && !same.updated().isBefore(said.updated())) {
          continue;
        }
        @Nullable UUID counted = live.get(List.<Object>of(offer.id().value(), said.unit()));
        if (counted != null && !counted.equals(said.id())) {
          twice.add(offer.id().value());
          continue;
        }
        places.add(new SaidPlaces(offer.id(), offer.organization(), offer.country(), said));
      }
    }
    return new NewPlaces(places, twice);
  }

  /**
   * Of two words about free places the later one counts; what is held stays held, and is not free
   * again for a file that counts it as free.
   */
  @Override
  public void putPlaces(List<SaidPlaces> said) {
    Sql.prepare(
        source,
        "insert into directory.service_capacity (id, service, organization, country, unit,"
            + " available, maximum, updated) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do"
            + " update set unit = excluded.unit, available = least(excluded.available,"
            + " greatest(coalesce(excluded.maximum, service_capacity.maximum) - service_capacity.held,"
            + " case when coalesce(excluded.maximum, service_capacity.maximum) is not null then 0"
            + " end)), maximum = case when coalesce(excluded.maximum, service_capacity.maximum) is"
            + " not null then greatest(coalesce(excluded.maximum, service_capacity.maximum),"
            + " service_capacity.held) end, updated = excluded.updated, said_how = 'IMPORT',"
            + " said_organization = null, said_function = null, said_by = null, told_by = null,"
            + " removed_at = null, revision = service_capacity.revision + 1 where"
            + " service_capacity.updated < excluded.updated and service_capacity.service ="
            + " excluded.service",
        statement -> {
          for (SaidPlaces each : said) {
            FreePlaces places = each.places();
            Sql.bind(
                statement,
                places.id(),
                each.service().value(),
                each.organization().value(),
                each.country().value(),
                places.unit(),
                places.available(),
                places.maximum(),
                utc(places.updated()));
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  /**
   * Those that are kept with the same document; JSON is compared, not its text. Free places that
   * are kept apart have a time of their own, and do not make an entry another one.
   */
  private Set<UUID> same(String table, Map<UUID, @Nullable String> documents) {
    List<UUID> ids = List.copyOf(documents.keySet());
    return Set.copyOf(
        Sql.query(
            source,
            "select e.id from unnest(?::uuid[], ?::text[]) as said (id, document) join directory."
                + table
                + " e on e.id = said.id where e.document = said.document::jsonb"
                + (table.equals("service")
                    ? " or cardinality(e.service_types) > 0 and e.document - 'capacities' ="
                        + " said.document::jsonb - 'capacities'"
                    : ""),
            row -> Sql.uuid(row, "id"),
            ids,
            ids.stream().map(documents::get).toList()));
  }

  private Written written(String table, Set<UUID> ids, Set<UUID> same) {
    int known =
        Sql.query(
                source,
                "select count(*) from directory." + table + " where id = any(?::uuid[])",
                row -> row.getInt(1),
                ids)
            .getFirst();
    return new Written(ids.size() - known, known - same.size(), same.size());
  }

  @Override
  public void putObjects(CountryCode country, List<HsdsObject> objects) {
    Sql.prepare(
        source,
        "insert into directory.hsds_object (country, id, kind, document) values (?, ?, ?, ?::jsonb)"
            + " on conflict (country, id) do update set kind = excluded.kind, document ="
            + " excluded.document where hsds_object.kind <> excluded.kind or hsds_object.document"
            + " <> excluded.document",
        statement -> {
          for (HsdsObject object : objects) {
            Sql.bind(statement, country.value(), object.id(), object.kind(), object.document());
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  @Override
  public void keepDocuments(Map<UUID, String> documents) {
    for (String table : List.of("organization", "service")) {
      Sql.update(
          source,
          "update directory."
              + table
              + " e set document = said.document::jsonb from unnest(?::uuid[], ?::text[]) as said"
              + " (id, document) where e.id = said.id",
          documents.keySet(),
          documents.values());
    }
  }

  @Override
  public Map<UUID, Owner> owners(Set<UUID> ids) {
    record Found(UUID id, Owner owner) {}
    return Sql.query(
            source,
            "select id, country, id as organization, false as service, changed_at from"
                + " directory.organization where id = any(?::uuid[]) union all"
                + " select id, country, organization, true, changed_at from directory.service"
                + " where id = any(?::uuid[])",
            row ->
                new Found(
                    Sql.uuid(row, "id"),
                    new Owner(
                        new CountryCode(Sql.text(row, "country")),
                        new OrganizationId(Sql.uuid(row, "organization")),
                        row.getBoolean("service"),
                        JdbcEntries.instant(row))),
            ids,
            ids)
        .stream()
        .collect(Collectors.toMap(Found::id, Found::owner, (one, other) -> other));
  }

  @Override
  public List<Organization> organizations(CountryCode country) {
    return Sql.query(
        source, ORGANIZATION + " where country = ?", JdbcOrganizations::read, country.value());
  }

  @Override
  public List<HsdsObject> objects(CountryCode country) {
    return Sql.query(
        source,
        "select id, kind, document::text from directory.hsds_object where country = ? order by id",
        JdbcEntries::object,
        country.value());
  }

  @Override
  public List<HsdsObject> places(CountryCode country) {
    return Sql.query(
        source,
        "select (place->>'id')::uuid as id, 'location' as kind, place::text as document from"
            + " directory.organization o, jsonb_array_elements(o.document->'locations') as place"
            + " where o.country = ? and jsonb_typeof(o.document->'locations') = 'array'",
        JdbcEntries::object,
        country.value());
  }

  @Override
  public Set<UUID> confidentialPlaces(CountryCode country) {
    return Set.copyOf(
        Sql.query(
            source,
            "select distinct unnest(hidden_places) as id from directory.service where country = ?",
            row -> Sql.uuid(row, "id"),
            country.value()));
  }

  @Override
  public List<ServiceId> absent(Set<UUID> organizations, Set<UUID> kept) {
    Set<UUID> active =
        new HashSet<>(
            Sql.query(
                source,
                "select id from directory.service where organization = any(?::uuid[]) and active",
                row -> Sql.uuid(row, "id"),
                organizations));
    active.removeAll(kept);
    return active.stream().sorted().map(ServiceId::new).toList();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
