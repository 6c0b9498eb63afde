package org.uputnica.directory.api.hsds;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.domain.FreePlaces;
import org.uputnica.directory.domain.Organization;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.directory.domain.ServiceTypes;
import org.uputnica.platform.id.ServiceId;

/** Reads HSDS services, once everything they refer to is known. */
final class ServiceReading {
  private static final List<String> STATUSES =
      List.of("active", "inactive", "defunct", "temporarily closed");
  private static final List<String> SEXES = List.of("WOMAN", "MAN", "OTHER");
  private static final List<String> LEVELS = List.of("LOW", "MEDIUM", "HIGH");
  private static final Set<String> SERVICE_TERMS =
      Set.of("SEX", "HHC", "SEC", "LAN", "NAT", "RIS", "LIC-NEEDED", "LIC", "COO", "COS");
  private static final Set<String> CAPACITY_TERMS = Set.of("AGE-AT-LOAD");
  private static final int OLDEST = 150;
  private static final int MOST_PLACES = 10_000;

  private final Terms terms;
  private final Map<UUID, Organization> organizations;
  private final Map<UUID, Spot> locations;
  private final Set<UUID> ids;
  private final Instant now;

  ServiceReading(
      Terms terms,
      Map<UUID, Organization> organizations,
      Map<UUID, Spot> locations,
      Set<UUID> ids,
      Instant now) {
    this.terms = terms;
    this.organizations = organizations;
    this.locations = locations;
    this.ids = ids;
    this.now = now;
  }

  ServiceOffer read(Spot spot) {
    UUID id = HsdsReader.newId(spot, ids);
    Organization organization = organization(spot);
    Intake said = terms.read(spot).allowing(SERVICE_TERMS);
    if (said.serviceTypes().isEmpty()) {
      throw spot.wrong("has no attribute with a term of uputnica-service-types");
    }
    boolean accommodation = said.serviceTypes().stream().anyMatch(ServiceTypes::isAccommodation);
    places(spot, accommodation);
    @Nullable Integer minimumAge = age(spot, "minimum_age");
    @Nullable Integer maximumAge = age(spot, "maximum_age");
    if (minimumAge != null && maximumAge != null && minimumAge > maximumAge) {
      throw spot.get("minimum_age").wrong("must not be more than maximum_age");
    }
    Set<String> sexes = said.all("SEX", SEXES);
    if (sexes.isEmpty() && accommodation) {
      throw spot.wrong("has no attribute with the term SEX");
    }
    @Nullable String phone = HsdsReader.phone(spot);
    return new ServiceOffer(
        new ServiceId(id),
        organization.id(),
        organization.name(),
        spot.get("name").text(),
        organization.country(),
        Set.copyOf(said.serviceTypes()),
        area(spot),
        spot.items("languages").stream().map(ServiceReading::language).toList(),
        said.yes("LAN"),
        minimumAge,
        maximumAge,
        sexes.isEmpty() ? Set.copyOf(SEXES) : sexes,
        accommodation ? said.yes("HHC") : said.yesOr("HHC", true),
        accommodation || said.find("SEC") != null ? said.get("SEC", LEVELS) : "LOW",
        said.date("LIC"),
        accommodation ? said.yes("LIC-NEEDED") : said.yesOr("LIC-NEEDED", false),
        said.yes("COO"),
        said.yes("COS"),
        isActive(spot),
        spot.items("capacities").stream().map(capacity -> capacity(capacity, id)).toList(),
        said.codes("NAT"),
        said.codes("RIS"),
        phone == null ? organization.phone() : phone);
  }

  private Organization organization(Spot spot) {
    @Nullable Spot inside = spot.find("organization");
    Spot id = inside == null ? spot.get("organization_id") : inside.get("id");
    @Nullable Organization found = organizations.get(id.uuid());
    if (found == null) {
      throw id.wrong("names no organization of these files");
    }
    return found;
  }

  /** Where it is: every place must be known, and a place to sleep must not be told. */
  private void places(Spot spot, boolean accommodation) {
    List<Spot> found = new ArrayList<>();
    for (Spot at : spot.items("service_at_locations")) {
      @Nullable Spot inside = at.find("location");
      if (inside != null) {
        found.add(inside);
      } else {
        Spot id = at.get("location_id");
        @Nullable Spot known = locations.get(id.uuid());
        if (known == null) {
          throw id.wrong("names no location of these files");
        }
        found.add(known);
      }
    }
    for (Spot location : found) {
      boolean told =
          !location.get("location_type").text().equals("virtual")
              || !location.items("addresses").isEmpty()
              || location.find("latitude") != null
              || location.find("longitude") != null;
      if (accommodation && told) {
        throw location.wrong(
            "a place to sleep is confidential: location_type virtual, no address, no coordinates");
      }
    }
  }

  private static boolean isActive(Spot spot) {
    Spot status = spot.get("status");
    if (!STATUSES.contains(status.text())) {
      throw status.wrong("must be one of " + String.join(", ", STATUSES));
    }
    return status.text().equals("active");
  }

  private static String area(Spot spot) {
    List<Spot> areas = spot.items("service_areas");
    if (areas.isEmpty()) {
      throw spot.wrong("has no service_areas");
    }
    return areas.getFirst().get("extent").text();
  }

  static String language(Spot language) {
    Spot code = language.get("code");
    if (!code.text().matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")) {
      throw code.wrong("must be a language tag (BCP 47)");
    }
    return code.text();
  }

  private static @Nullable Integer age(Spot spot, String field) {
    @Nullable Spot age = spot.find(field);
    return age == null ? null : age.number(0, OLDEST);
  }

  private FreePlaces capacity(Spot spot, UUID service) {
    @Nullable Spot owner = spot.find("service_id");
    if (owner != null && !owner.uuid().equals(service)) {
      throw owner.wrong("names another service");
    }
    @Nullable Spot most = spot.find("maximum");
    int available = spot.get("available").number(0, MOST_PLACES);
    @Nullable Integer maximum = most == null ? null : most.number(0, MOST_PLACES);
    if (maximum != null && available > maximum) {
      throw spot.get("available").wrong("must not be more than maximum");
    }
    @Nullable Duration age = terms.read(spot).allowing(CAPACITY_TERMS).duration("AGE-AT-LOAD");
    Instant updated =
        age == null ? OffsetDateTime.parse(spot.get("updated").text()).toInstant() : now.minus(age);
    return new FreePlaces(
        HsdsReader.newId(spot, ids),
        spot.get("unit").get("name").text(),
        available,
        maximum,
        updated.truncatedTo(ChronoUnit.MICROS),
        0);
  }
}
