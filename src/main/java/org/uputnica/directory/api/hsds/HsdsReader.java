package org.uputnica.directory.api.hsds;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.domain.DirectoryContent;
import org.uputnica.directory.domain.Organization;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * Reads directory files in HSDS 3.1 shape, strictly: a field HSDS does not have, a reference that
 * leads nowhere, a missing rule of our profile or an address of a confidential place ends the
 * reading. References may lead from one file to another.
 */
public final class HsdsReader {
  private static final Set<String> ORGANIZATION_TERMS = Set.of("COUNTRY", "FUNCTION");
  private static final Pattern DAYS =
      Pattern.compile("(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU))*");
  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]|24:00");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Shapes shapes = Shapes.load();
  private final Terms terms = new Terms();
  private final Map<UUID, Organization> organizations = new HashMap<>();
  private final Map<UUID, Spot> locations = new HashMap<>();
  private final Set<UUID> ids = new HashSet<>();

  private HsdsReader() {}

  /**
   * Reads files that belong together.
   *
   * @param now time of loading; the age of demonstration numbers counts back from it
   * @throws HsdsException naming file, path and what is wrong
   */
  public static DirectoryContent read(List<HsdsFile> files, Instant now) {
    return new HsdsReader().readAll(files, now);
  }

  private DirectoryContent readAll(List<HsdsFile> files, Instant now) {
    parse(profile()).items("taxonomy_terms").forEach(terms::add);
    List<Spot> parsed = files.stream().map(this::parse).toList();
    parsed.forEach(file -> file.items("taxonomy_terms").forEach(terms::add));
    parsed.forEach(file -> file.items("locations").forEach(this::location));
    List<Organization> found = new ArrayList<>();
    parsed.forEach(
        file -> file.items("organizations").forEach(spot -> found.add(organization(spot))));
    ServiceReading reading = new ServiceReading(terms, organizations, locations, ids, now);
    List<ServiceOffer> offers = new ArrayList<>();
    parsed.forEach(file -> file.items("services").forEach(spot -> offers.add(reading.read(spot))));
    return new DirectoryContent(found, offers);
  }

  private Spot parse(HsdsFile file) {
    try {
      Spot spot = new Spot(file.name(), "", JSON.readTree(file.text()));
      shapes.check(spot, "file");
      return spot;
    } catch (JsonProcessingException unreadable) {
      throw new HsdsException(
          file.name(),
          "",
          unreadable.getLocation() == null
              ? "is not readable JSON"
              : "is not readable JSON at line " + unreadable.getLocation().getLineNr());
    }
  }

  private Organization organization(Spot spot) {
    UUID id = newId(spot, ids);
    spot.items("locations").forEach(this::location);
    Intake said = terms.read(spot).allowing(ORGANIZATION_TERMS);
    @Nullable Spot country = said.find("COUNTRY");
    if (country == null) {
      throw spot.wrong("has no attribute with the term COUNTRY");
    }
    if (!country.text().matches("[A-Z]{2}")) {
      throw country.wrong("must be two capital letters");
    }
    Set<String> functions = said.all("FUNCTION", Organization.FUNCTIONS);
    if (functions.isEmpty()) {
      throw spot.wrong("has no attribute with the term FUNCTION");
    }
    var organization =
        new Organization(
            new OrganizationId(id),
            spot.get("name").text(),
            new CountryCode(country.text()),
            functions,
            phone(spot),
            hours(spot),
            languages(spot));
    organizations.put(id, organization);
    return organization;
  }

  private void location(Spot spot) {
    locations.put(newId(spot, ids), spot);
  }

  static UUID newId(Spot spot, Set<UUID> known) {
    Spot id = spot.get("id");
    if (!known.add(id.uuid())) {
      throw id.wrong("is already the id of something else");
    }
    return id.uuid();
  }

  static @Nullable String phone(Spot spot) {
    return spot.items("phones").stream()
        .findFirst()
        .map(phone -> phone.get("number").text())
        .orElse(null);
  }

  /** Of the first place of the organisation: HSDS keeps schedules with places, not with phones. */
  private static @Nullable String hours(Spot organization) {
    String hours =
        organization.items("locations").stream()
            .limit(1)
            .flatMap(place -> place.items("schedules").stream())
            .map(HsdsReader::hour)
            .collect(Collectors.joining("; "));
    return hours.isEmpty() ? null : hours;
  }

  private static String hour(Spot schedule) {
    Spot days = schedule.get("byday");
    if (!DAYS.matcher(days.text()).matches()) {
      throw days.wrong("must be days as MO,TU,WE");
    }
    return days.text() + ' ' + time(schedule, "opens_at") + '-' + time(schedule, "closes_at");
  }

  private static String time(Spot schedule, String field) {
    Spot time = schedule.get(field);
    if (!TIME.matcher(time.text()).matches()) {
      throw time.wrong("must be a time as 08:00");
    }
    return time.text();
  }

  /** Those spoken on the first telephone. */
  private static List<String> languages(Spot organization) {
    return organization.items("phones").stream()
        .limit(1)
        .flatMap(phone -> phone.items("languages").stream())
        .map(ServiceReading::language)
        .toList();
  }

  private static HsdsFile profile() {
    try (InputStream in =
        Objects.requireNonNull(HsdsReader.class.getResourceAsStream("/directory/profile.json"))) {
      return new HsdsFile("profile.json", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
