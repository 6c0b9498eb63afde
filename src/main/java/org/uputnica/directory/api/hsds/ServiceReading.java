package org.uputnica.directory.api.hsds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.domain.FreePlaces;
import org.uputnica.directory.domain.IntakeTerms;
import org.uputnica.directory.domain.Licence;
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
      Set.of(
          "SEX",
          "HHC",
          "SEC",
          "CON",
          "ACC",
          "LAN",
          "NAT",
          "RIS",
          "TIM",
          "LEN",
          "LEN-RULE",
          "LIC-NEEDED",
          "LIC",
          "LIC-BODY",
          "LIC-NUMBER",
          "LIC-INSPECTED",
          "COO",
          "COS");
  private static final Set<String> CAPACITY_TERMS = Set.of("AGE-AT-LOAD");

  /** By which a clock elsewhere may be ahead. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private static final int OLDEST = 150;
  private static final int MOST_PLACES = 10_000;
  private static final int MOST_DAYS = 3650;
  private static final int LONGEST_ARRANGEMENT = 200;

  private final Known known;

  ServiceReading(Known known) {
    this.known = known;
  }

  /**
   * Reads one.
   *
   * @param owner the organisation in whose entry it stands; null when it names one itself
   */
  ServiceOffer read(Spot spot, @Nullable Organization owner) {
    UUID id = spot.get("id").uuid();
    Organization organization = owner == null ? organization(spot) : owner;
    SaidTerms said = known.terms().read(spot).allowing(SERVICE_TERMS);
    boolean accommodation = said.serviceTypes().stream().anyMatch(ServiceTypes::isAccommodation);
    places(spot, accommodation || said.yesOr("CON", false));
    if (said.serviceTypes().isEmpty()) {
      return plain(spot, id, organization);
    }
    @Nullable Integer minimumAge = age(spot, "minimum_age");
    @Nullable Integer maximumAge = age(spot, "maximum_age");
    if (minimumAge != null && maximumAge != null && minimumAge > maximumAge) {
      throw spot.get("minimum_age").wrong("must not be more than maximum_age");
    }
    Set<String> sexes = said.all("SEX", SEXES);
    if (sexes.isEmpty() && accommodation) {
      throw spot.wrong("has no attribute with the term SEX");
    }
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
        said.all("NAT", IntakeTerms.LEGAL_STATUSES),
        said.all("RIS", IntakeTerms.RISKS),
        phone(spot, organization),
        intake(spot, said));
  }

  /**
   * One in plain HSDS: it is listed with what HSDS says, and fits no need, since nobody has said
   * whom it takes and at which price.
   */
  private ServiceOffer plain(Spot spot, UUID id, Organization organization) {
    if (known.isStrict()) {
      throw spot.wrong("has no attribute with a term of uputnica-service-types");
    }
    return new ServiceOffer(
        new ServiceId(id),
        organization.id(),
        organization.name(),
        spot.get("name").text(),
        organization.country(),
        Set.of(),
        organization.country().value(),
        List.of(),
        false,
        null,
        null,
        Set.of(),
        false,
        "LOW",
        null,
        false,
        false,
        false,
        isActive(spot),
        List.of(),
        Set.of(),
        Set.of(),
        phone(spot, organization),
        IntakeTerms.NOT_SAID);
  }

  private static IntakeTerms intake(Spot spot, SaidTerms said) {
    @Nullable Spot interpreters = spot.find("interpretation_services");
    if (interpreters != null && interpreters.node().asText().length() > LONGEST_ARRANGEMENT) {
      throw interpreters.wrong("must have at most " + LONGEST_ARRANGEMENT + " characters");
    }
    return new IntakeTerms(
        Schedules.read(spot),
        !said.all("TIM", List.of("ON-CALL")).isEmpty(),
        accessibility(said),
        said.number("LEN", MOST_DAYS),
        said.text("LEN-RULE"),
        interpreters == null ? null : interpreters.text(),
        licence(said));
  }

  /** {@code NONE} says that nothing is met, which is another thing than not to say anything. */
  private static @Nullable Set<String> accessibility(SaidTerms said) {
    List<String> allowed = new ArrayList<>(IntakeTerms.ACCESSIBILITY);
    allowed.add("NONE");
    Set<String> given = new TreeSet<>(said.all("ACC", allowed));
    boolean none = given.remove("NONE");
    return given.isEmpty() && !none ? null : given;
  }

  private static @Nullable Licence licence(SaidTerms said) {
    var licence =
        new Licence(
            said.text("LIC-BODY"),
            said.text("LIC-NUMBER"),
            said.date("LIC"),
            said.date("LIC-INSPECTED"));
    return licence.equals(new Licence(null, null, null, null)) ? null : licence;
  }

  private static @Nullable String phone(Spot spot, Organization organization) {
    @Nullable String phone = OrganizationReading.phone(spot);
    return phone == null ? organization.phone() : phone;
  }

  private Organization organization(Spot spot) {
    @Nullable Spot inside = spot.find("organization");
    Spot id = inside == null ? spot.get("organization_id") : inside.get("id");
    @Nullable Organization found = known.organization(id.uuid());
    if (found == null) {
      throw id.wrong("names no organization of these files");
    }
    return found;
  }

  /** Where it is: every place must be known, and a confidential one must not be told. */
  private void places(Spot spot, boolean confidential) {
    for (Spot at : spot.items("service_at_locations")) {
      @Nullable Spot inside = at.find("location");
      Spot named = inside == null ? at.get("location_id") : inside;
      if (inside == null && !known.hasLocation(named.uuid())) {
        throw named.wrong("names no location of these files");
      }
      boolean told =
          inside == null
              ? known.isTold(named.uuid())
              : Known.isTold(inside) || known.isTold(inside.get("id").uuid());
      if (confidential && told) {
        throw named.wrong(
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
    @Nullable Duration age =
        known.terms().read(spot).allowing(CAPACITY_TERMS).duration("AGE-AT-LOAD");
    Instant updated =
        age == null
            ? OffsetDateTime.parse(spot.get("updated").text()).toInstant()
            : known.now().minus(age);
    if (updated.isAfter(known.now().plus(AHEAD))) {
      throw spot.get("updated").wrong("must not be later than now");
    }
    if (age != null) {
      settle((ObjectNode) spot.node(), updated);
    }
    return new FreePlaces(
        known.newId(spot),
        spot.get("unit").get("name").text(),
        available,
        maximum,
        updated.truncatedTo(ChronoUnit.MICROS),
        0);
  }

  /** A number of the demonstration has its time once it is loaded, and no age any more. */
  private void settle(ObjectNode capacity, Instant updated) {
    capacity.put("updated", updated.truncatedTo(ChronoUnit.MILLIS).toString());
    ArrayNode kept = capacity.arrayNode();
    new Spot("", "", capacity)
        .items("attributes").stream()
            .filter(it -> known.terms().intakeTerm(it).isEmpty())
            .forEach(it -> kept.add(it.node()));
    if (kept.isEmpty()) {
      capacity.remove("attributes");
    } else {
      capacity.set("attributes", kept);
    }
  }
}
