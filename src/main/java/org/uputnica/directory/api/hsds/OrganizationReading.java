package org.uputnica.directory.api.hsds;

import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.domain.Organization;
import org.uputnica.directory.domain.Schedule;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/** Reads HSDS organisations. */
final class OrganizationReading {
  /** Attribute of an organisation: since when an agreement with the coordinator holds. */
  static final String AGREEMENT = "AGREEMENT";

  private static final Set<String> TERMS = Set.of("COUNTRY", "FUNCTION", AGREEMENT);
  private static final Set<String> PLAIN = Set.of("service");

  private final Known known;

  OrganizationReading(Known known) {
    this.known = known;
  }

  /** Reads one and remembers it and its places, so that others can refer to them. */
  Organization read(Spot spot) {
    UUID id = spot.get("id").uuid();
    spot.items("locations").forEach(known::addLocation);
    SaidTerms said = known.terms().read(spot).allowing(TERMS);
    Set<String> functions = said.all("FUNCTION", Organization.FUNCTIONS);
    if (functions.isEmpty() && known.isStrict()) {
      throw spot.wrong("has no attribute with the term FUNCTION");
    }
    said.date(AGREEMENT);
    List<Schedule> hours = hours(spot);
    var organization =
        new Organization(
            new OrganizationId(id),
            spot.get("name").text(),
            country(spot, said),
            functions.isEmpty() ? PLAIN : functions,
            phone(spot),
            print(hours),
            languages(spot));
    known.add(organization);
    return organization;
  }

  private CountryCode country(Spot spot, SaidTerms said) {
    @Nullable Spot country = said.find("COUNTRY");
    if (country == null) {
      if (known.isStrict()) {
        throw spot.wrong("has no attribute with the term COUNTRY");
      }
      return Objects.requireNonNull(known.home());
    }
    if (!country.text().matches("[A-Z]{2}")) {
      throw country.wrong("must be two capital letters");
    }
    var code = new CountryCode(country.text());
    if (known.home() != null && !code.equals(known.home())) {
      throw country.wrong("is another country than that of the office that sends the file");
    }
    return code;
  }

  /** The number of the first telephone. */
  static @Nullable String phone(Spot spot) {
    return spot.items("phones").stream()
        .findFirst()
        .map(phone -> phone.get("number").text())
        .orElse(null);
  }

  /** Of the first place of the organisation: HSDS keeps schedules with places, not with phones. */
  static List<Schedule> hours(Spot organization) {
    return organization.items("locations").stream()
        .limit(1)
        .flatMap(place -> Schedules.read(place).stream())
        .toList();
  }

  /** As {@code MO,TU 08:00-16:00}; a rule that is not weekly is not shown in one line. */
  static @Nullable String print(List<Schedule> hours) {
    String text =
        hours.stream()
            .filter(it -> it.frequency().equals(Schedule.WEEKLY) && it.interval() == 1)
            .map(it ->
                String.join(",", it.days().isEmpty() ? Schedule.DAYS : it.days())
                    + ' '
                    + it.opens()
                    + '-'
                    + (it.closes().equals(LocalTime.MIDNIGHT) ? "24:00" : it.closes()))
            .collect(Collectors.joining("; "));
    return text.isEmpty() ? null : text;
  }

  /** Those spoken on the first telephone. */
  private static List<String> languages(Spot organization) {
    return organization.items("phones").stream()
        .limit(1)
        .flatMap(phone -> phone.items("languages").stream())
        .map(ServiceReading::language)
        .toList();
  }
}
