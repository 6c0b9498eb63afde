package org.uputnica.directory.api.hsds;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.EntryService;
import org.uputnica.directory.domain.FileEntries.NewPlaces;
import org.uputnica.directory.domain.FileEntries.Owner;
import org.uputnica.directory.domain.HsdsObject;
import org.uputnica.directory.domain.Organization;
import org.uputnica.directory.domain.OrganizationEntry;
import org.uputnica.directory.domain.SaidPlaces;
import org.uputnica.directory.domain.ServiceEntry;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.directory.domain.Written;
import org.uputnica.platform.id.CountryCode;

/**
 * A file that an office sends for the directory of its country. Read three times, since what refers
 * may stand before what it refers to: terms and places, organisations, services; of each only a few
 * hundred are in memory at a time.
 */
public final class DirectoryFile {
  /** Problems that are told one by one. */
  static final int SHOWN = 200;

  private static final int BATCH = 200;
  private static final int DEEP = 8;

  private final EntryService entries;
  private final CountryCode home;
  private final HsdsStream stream;
  private final Known known;
  private final boolean taking;
  private final List<HsdsProblem> errors = new ArrayList<>();
  private final List<HsdsProblem> notices = new ArrayList<>();
  private int errorCount;
  private int noticeCount;
  private final Map<UUID, Pending<OrganizationEntry>> organizations = new LinkedHashMap<>();
  private final Map<UUID, Pending<ServiceEntry>> services = new LinkedHashMap<>();
  private final List<HsdsObject> objects = new ArrayList<>();
  private final Set<UUID> organizationIds = new HashSet<>();
  private final Set<UUID> serviceIds = new HashSet<>();
  private final List<SaidPlaces> places = new ArrayList<>();
  private final Set<String> listed = new HashSet<>();
  private Set<UUID> confidential = Set.of();
  private Written organizationsWritten = Written.NONE;
  private Written servicesWritten = Written.NONE;
  private int others;

  private record Pending<T>(String pointer, T entry) {}

  private DirectoryFile(
      Path file, EntryService entries, CountryCode home, Instant now, boolean taking) {
    this.entries = entries;
    this.home = home;
    this.taking = taking;
    this.stream = new HsdsStream(file);
    this.known = new Known(home, now);
  }

  /** Looks at a file and changes nothing; counted is what taking it would do to which entries. */
  public static Result look(Path file, EntryService entries, CountryCode home, Instant now) {
    return new DirectoryFile(file, entries, home, now, false).read();
  }

  /** Takes a file that was looked at, in the running transaction; free places come afterwards. */
  public static Result take(Path file, EntryService entries, CountryCode home, Instant now) {
    return new DirectoryFile(file, entries, home, now, true).read();
  }

  private Result read() {
    stream.problems().forEach(this::add);
    EntryService.Kept kept = entries.kept();
    kept.organizations().forEach(known::add);
    confidential = kept.confidential();
    for (HsdsObject object : kept.objects()) {
      Spot spot = HsdsReader.parse(new HsdsFile("kept", object.document()));
      switch (object.kind()) {
        case "taxonomy_term" -> known.terms().addKept(spot);
        case "location" -> known.addLocation(spot);
        default -> {}
      }
    }
    if (errorCount == 0) {
      stream.each((kind, spot) -> around(kind, spot));
      flushObjects();
      stream.each((kind, spot) -> {
        if (kind.equals("organization")) {
          checked(spot, kind, () -> organization(spot, false));
        }
      });
      stream.each((kind, spot) -> {
        if (kind.equals("service")) {
          checked(spot, kind, () -> service(spot, null, false));
        }
      });
      flush();
    }
    List<HsdsProblem> shown =
        Stream.concat(errors.stream(), notices.stream()).limit(SHOWN).toList();
    return new Result(
        organizationsWritten,
        servicesWritten,
        others,
        errorCount,
        noticeCount,
        shown,
        organizationIds,
        serviceIds,
        places);
  }

  private void around(String kind, Spot spot) {
    switch (kind) {
      case "location" ->
          checked(
              spot,
              kind,
              () -> {
                location(spot);
                object(kind, spot);
              });
      case "taxonomy", "taxonomy_term" ->
          checked(
              spot,
              kind,
              () -> {
                if (kind.equals("taxonomy_term")) {
                  known.terms().addKept(spot);
                }
                object(kind, spot);
              });
      default -> {
        if (kind.equals("service")) {
          listed.add(spot.node().path("id").asText());
        }
        nestedPlaces(spot.node(), spot, 0);
      }
    }
  }

  /** Places inside other objects, which a service elsewhere in the file may name. */
  private void nestedPlaces(JsonNode node, Spot spot, int depth) {
    if (depth > DEEP) {
      return;
    }
    if (node.has("location_type") && node.path("id").isTextual()) {
      guarded(() -> location(new Spot(spot.file(), spot.path(), node)));
    }
    node.forEach(inside -> nestedPlaces(inside, spot, depth + 1));
  }

  /** A place of a house that is kept stays untold, also when the file does not name the house. */
  private void location(Spot spot) {
    if (Known.isTold(spot) && confidential.contains(spot.get("id").uuid())) {
      throw spot.get("id")
          .wrong(
              "is where a confidential place is: location_type virtual, no address, no"
                  + " coordinates");
    }
    known.addLocation(spot);
  }

  private void object(String kind, Spot spot) {
    others++;
    objects.add(new HsdsObject(spot.get("id").uuid(), kind, spot.node().toString()));
    if (objects.size() >= BATCH) {
      flushObjects();
    }
  }

  /** Runs what may stumble over a rule of the profile, once the schema has nothing against it. */
  private void checked(Spot spot, String kind, Runnable reading) {
    if (!taking) {
      List<HsdsProblem> found =
          Stream.of(HsdsSchemas.faults(spot, kind), Hygiene.faults(spot))
              .flatMap(List::stream)
              .toList();
      HsdsSchemas.unknownFields(spot, kind).forEach(this::add);
      found.forEach(this::add);
      if (!found.isEmpty()) {
        return;
      }
    }
    guarded(reading);
  }

  private void guarded(Runnable reading) {
    try {
      reading.run();
    } catch (HsdsException wrong) {
      add(wrong.problem());
    } catch (DateTimeParseException | IllegalArgumentException odd) {
      // what a schema lets pass and no rule of ours has words for
      add(new HsdsProblem("", "has a value that cannot be read", true));
    }
  }

  private void organization(Spot spot, boolean nested) {
    UUID id = spot.get("id").uuid();
    if (nested && (organizationIds.contains(id) || known.organization(id) != null)) {
      return;
    }
    if (!organizationIds.add(id)) {
      throw spot.get("id").wrong("is already the id of something else");
    }
    Organization organization = new OrganizationReading(known).read(spot);
    if (spot.items("contacts").stream().anyMatch(it -> it.find("name") != null)) {
      notice(spot, "has contacts with names: kept in the file, and shown by function only");
    }
    organizations.put(
        id,
        new Pending<>(
            spot.path(),
            new OrganizationEntry(organization, spot.node().toString(), 0, modified(spot))));
    for (Spot inside : spot.items("services")) {
      // a copy of one that has a place of its own in the file says nothing more
      if (!listed.contains(inside.node().path("id").asText())) {
        checked(inside, "service", () -> service(inside, organization, true));
      }
    }
    if (organizations.size() >= BATCH) {
      flush();
    }
  }

  private void service(Spot spot, @Nullable Organization owner, boolean nested) {
    UUID id = spot.get("id").uuid();
    if (nested && serviceIds.contains(id)) {
      return;
    }
    if (!serviceIds.add(id)) {
      throw spot.get("id").wrong("is already the id of something else");
    }
    @Nullable Spot inside = spot.find("organization");
    if (inside != null) {
      organization(inside, true);
    }
    ServiceOffer offer = new ServiceReading(known).read(spot, owner);
    if (offer.serviceTypes().isEmpty()) {
      notice(spot, "has no service type of the mechanism: kept, and never offered");
    }
    services.put(
        id,
        new Pending<>(
            spot.path(), new ServiceEntry(offer, spot.node().toString(), 0, modified(spot))));
    if (services.size() >= BATCH) {
      flush();
    }
  }

  private static @Nullable Instant modified(Spot spot) {
    @Nullable Spot at = spot.find("last_modified");
    return at == null ? null : OffsetDateTime.parse(at.node().asText()).toInstant();
  }

  /** Organisations first, since services belong to them. */
  private void flush() {
    Set<UUID> ids = new HashSet<>(organizations.keySet());
    ids.addAll(services.keySet());
    if (ids.isEmpty()) {
      return;
    }
    Map<UUID, Owner> owners = entries.owners(ids);
    organizations.entrySet().removeIf(it -> isAnothers(it.getValue(), owners.get(it.getKey())));
    services.entrySet().removeIf(it -> isAnothers(it.getValue(), owners.get(it.getKey())));
    organizationsWritten =
        organizationsWritten.plus(
            entries.putOrganizations(
                organizations.values().stream().map(Pending::entry).toList(), taking));
    servicesWritten =
        servicesWritten.plus(
            entries.putServices(services.values().stream().map(Pending::entry).toList(), taking));
    NewPlaces said = entries.newPlaces(services.values().stream().map(Pending::entry).toList());
    places.addAll(said.places());
    for (UUID twice : said.twice()) {
      add(
          new HsdsProblem(
              Objects.requireNonNull(services.get(twice)).pointer() + "/capacities",
              "a unit is counted here by another id: left out",
              false));
    }
    organizations.clear();
    services.clear();
  }

  private <T> boolean isAnothers(Pending<T> pending, @Nullable Owner owner) {
    if (owner == null) {
      return false;
    }
    boolean service = pending.entry() instanceof ServiceEntry;
    if (!owner.country().equals(home) || owner.service() != service) {
      add(new HsdsProblem(pending.pointer() + "/id", "is already the id of something else", true));
      return true;
    }
    if (pending.entry() instanceof ServiceEntry entry) {
      if (!owner.organization().equals(entry.offer().organization())) {
        add(
            new HsdsProblem(
                pending.pointer() + "/id", "is a service of another organisation", true));
        return true;
      }
    }
    return isOlder(pending, owner.changedAt());
  }

  private <T> boolean isOlder(Pending<T> pending, @Nullable Instant changed) {
    @Nullable Instant said =
        switch (pending.entry()) {
          case ServiceEntry service -> service.changedAt();
          case OrganizationEntry organization -> organization.changedAt();
          default -> null;
        };
    if (changed == null || said != null && !said.isBefore(changed)) {
      return false;
    }
    add(new HsdsProblem(pending.pointer(), "was changed here since: left as it is", false));
    return true;
  }

  private void flushObjects() {
    if (taking && !objects.isEmpty()) {
      entries.putObjects(objects);
    }
    objects.clear();
  }

  private void notice(Spot spot, String text) {
    add(new HsdsProblem(spot.path(), text, false));
  }

  private void add(HsdsProblem problem) {
    if (problem.error()) {
      errorCount++;
    } else {
      noticeCount++;
    }
    List<HsdsProblem> list = problem.error() ? errors : notices;
    if (list.size() < SHOWN) {
      list.add(problem);
    }
  }

  /**
   * What was found.
   *
   * @param problems the first two hundred, errors first
   * @param organizationIds the organisations of the file
   * @param serviceIds the services of the file
   * @param places free places that are to be kept once all else is
   */
  public record Result(
      Written organizations,
      Written services,
      int others,
      int errors,
      int notices,
      List<HsdsProblem> problems,
      Set<UUID> organizationIds,
      Set<UUID> serviceIds,
      List<SaidPlaces> places) {}
}
