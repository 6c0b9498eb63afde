package org.uputnica.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Invented organisations and services, spread over the six countries and always the same, sent as a
 * file by each coordinator. One service in three is a place to sleep; what each of them asks and
 * offers is drawn by its number.
 */
final class Directory {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> PLACES_TO_SLEEP =
      List.of("ACC-EMG", "ACC-SHL", "ACC-SEC", "ACC-CHD", "ACC-SEM");
  private static final List<String> OTHER_HELP =
      List.of(
          "MED-EMG", "MED-GEN", "MED-FOR", "MED-SUB", "PSY", "LEG-INF", "LEG-AID", "LEG-COM", "INT",
          "MAT", "CSH", "DOC", "RES", "ASY", "FAM", "EDU", "VOC", "JOB", "CHC", "GUA", "WIT", "RET",
          "REI", "CAS", "HLP");
  private static final List<String> ACCESSIBILITY =
      List.of("WHEELCHAIR", "HEARING", "SIGHT", "MENTAL_HEALTH");
  private static final List<String> RISKS =
      List.of("SERIOUS_VIOLENCE", "ACUTE_MEDICAL", "SUBSTANCE_USE");
  private static final List<String> UNITS = List.of("bed", "bed-woman", "bed-man", "family-room");

  private final int organizations;
  private final int services;
  private final Map<String, String> terms = terms();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  Directory(int organizations, int services) {
    this.organizations = organizations;
    this.services = services;
  }

  /** A country, whose coordinator sends its file, and what is said there. */
  enum Country {
    ME(Person.SANJA, "cnr", "ME-02 ME-03 ME-04 ME-08 ME-12 ME-14 ME-16"),
    AL(Person.ILIR, "sq", "AL-02 AL-04 AL-11 AL-12"),
    BA(Person.JASMINA, "bs", "BA-BIH BA-SRP BA-BRC"),
    XK(Person.BESA, "sq", "XK"),
    MK(Person.KATERINA, "mk", "MK"),
    RS(Person.DUSAN, "sr-Latn", "RS-00 RS-20 RS-24");

    private final Person coordinator;
    private final String language;
    private final String areas;

    Country(Person coordinator, String language, String areas) {
      this.coordinator = coordinator;
      this.language = language;
      this.areas = areas;
    }

    /** Where the organisation of this number is. */
    private static Country of(int organization) {
      return values()[organization % values().length];
    }
  }

  /** Sends all of it; what is there already stays, but for free places, which are said anew. */
  void send(Wire wire, PrintStream out) {
    for (Country country : Country.values()) {
      long began = System.nanoTime();
      byte[] file = file(country);
      wire.upload(country.coordinator, "/v1/directory/file", file);
      out.printf(
          "directory of %s: a file of %.1f MB was taken in %.1f s%n",
          country, file.length / 1e6, (System.nanoTime() - began) / 1e9);
    }
  }

  /** The HSDS file of one country. */
  byte[] file(Country country) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeArrayFieldStart("organizations");
      for (int i = 0; i < organizations; i++) {
        if (Country.of(i) == country) {
          JSON.writeTree(json, organization(i, country));
        }
      }
      json.writeEndArray();
      json.writeArrayFieldStart("services");
      for (int i = 0; i < services; i++) {
        if (Country.of(i % organizations) == country) {
          JSON.writeTree(json, service(i % organizations, i / organizations, country));
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new BenchException("the directory could not be written", e);
    }
    return bytes.toByteArray();
  }

  private ObjectNode organization(int number, Country country) {
    Entry entry = new Entry("organization", number);
    entry.node.put("name", "Organisation %d (invented)".formatted(number));
    entry.node.put("description", "Nothing in it is real");
    entry.in("phones").put("number", "+000 00 %06d".formatted(number));
    ObjectNode place = entry.in("locations", Made.id("place", number));
    place.put("location_type", "virtual").put("name", area(country, number));
    entry.says("COUNTRY", country.name());
    entry.says("FUNCTION", "service");
    entry.says("AGREEMENT", "2026-01-01");
    return entry.node;
  }

  /** The same whichever the size of the directory is, so that a larger one can follow. */
  private ObjectNode service(int owner, int number, Country country) {
    Entry entry = new Entry("service of " + owner + '-', number);
    SplittableRandom drawn = new SplittableRandom(entry.id.getMostSignificantBits());
    entry.node.put("organization_id", Made.id("organization", owner).toString());
    entry.node.put("name", "Service %d of organisation %d (invented)".formatted(number, owner));
    entry.node.put("status", "active");
    schedule(entry, drawn);
    entry.in("service_at_locations").put("location_id", Made.id("place", owner).toString());
    entry
        .in("service_areas")
        .put("name", "Area of the service")
        .put("extent", area(country, owner))
        .put("extent_type", "iso-3166-2");
    entry.in("languages").put("name", "Of the country").put("code", country.language);
    entry.in("languages").put("name", "English").put("code", "en");
    if (drawn.nextInt(3) == 0) {
      entry.in("languages").put("name", "Dari").put("code", "prs");
    }
    entry.says("LAN", yes(drawn, 80));
    entry.says("COO", yes(drawn, 5));
    entry.says("COS", yes(drawn, 5));
    if (drawn.nextInt(3) == 0) {
      placeToSleep(entry, drawn);
    } else {
      entry.says(OTHER_HELP.get(drawn.nextInt(OTHER_HELP.size())), null);
    }
    return entry.node;
  }

  private static void schedule(Entry entry, SplittableRandom drawn) {
    boolean always = drawn.nextBoolean();
    entry
        .in("schedules")
        .put("freq", "WEEKLY")
        .put("byday", always ? "MO,TU,WE,TH,FR,SA,SU" : "MO,TU,WE,TH,FR")
        .put("opens_at", always ? "07:00" : "08:00")
        .put("closes_at", always ? "21:00" : "16:00");
  }

  private void placeToSleep(Entry entry, SplittableRandom drawn) {
    String kind = PLACES_TO_SLEEP.get(drawn.nextInt(PLACES_TO_SLEEP.size()));
    entry.says(kind, null);
    boolean forChildren = kind.equals("ACC-CHD");
    entry.node.put(forChildren ? "maximum_age" : "minimum_age", forChildren ? 17 : 18);
    int taken = drawn.nextInt(3);
    if (taken != 1) {
      entry.says("SEX", "WOMAN");
      entry.says("SEX", "OTHER");
    }
    if (taken != 0) {
      entry.says("SEX", "MAN");
    }
    entry.says("HHC", yes(drawn, 60));
    entry.says("SEC", kind.equals("ACC-SEC") ? "HIGH" : drawn.nextInt(3) == 0 ? "LOW" : "MEDIUM");
    entry.says("LIC-NEEDED", "YES");
    entry.says("LIC", drawn.nextInt(20) == 0 ? "2026-01-31" : "2035-12-31");
    entry.says("LIC-BODY", "Ministry of social welfare (invented)");
    entry.says("ACC", ACCESSIBILITY.get(drawn.nextInt(ACCESSIBILITY.size())));
    entry.says("LEN", drawn.nextBoolean() ? "30" : "90");
    if (drawn.nextBoolean()) {
      entry.says("TIM", "ON-CALL");
    }
    if (drawn.nextInt(4) == 0) {
      entry.says("RIS", RISKS.get(drawn.nextInt(RISKS.size())));
    }
    int maximum = drawn.nextInt(2, 21);
    ObjectNode places = entry.in("capacities");
    places
        .put("available", drawn.nextInt(maximum + 1))
        .put("maximum", maximum)
        .put("updated", now.minus(age(drawn)).toString());
    String unit = UNITS.get(drawn.nextInt(UNITS.size()));
    places.putObject("unit").put("id", Made.id(unit, 0).toString()).put("name", unit);
  }

  /** One number in ten is so old that it does not count. */
  private static Duration age(SplittableRandom drawn) {
    return drawn.nextInt(10) == 0
        ? Duration.ofDays(3)
        : Duration.ofMinutes(drawn.nextInt(1, (int) Duration.ofHours(4).toMinutes()));
  }

  private static String yes(SplittableRandom drawn, int ofHundred) {
    return drawn.nextInt(100) < ofHundred ? "YES" : "NO";
  }

  private static String area(Country country, int organization) {
    String[] areas = country.areas.split(" ", -1);
    return areas[organization / Country.values().length % areas.length];
  }

  /** What our profile adds to HSDS, by code. */
  private static Map<String, String> terms() {
    try (InputStream profile = Directory.class.getResourceAsStream("/directory/profile.json")) {
      Map<String, String> terms = new HashMap<>();
      for (JsonNode term : JSON.readTree(profile).path("taxonomy_terms")) {
        terms.put(term.path("code").asText(), term.path("id").asText());
      }
      return terms;
    } catch (IOException e) {
      throw new BenchException("the terms of the directory cannot be read", e);
    }
  }

  /** One object of the file, with ids for itself and whatever is in it. */
  private final class Entry {
    private final ObjectNode node = JSON.createObjectNode();
    private final String kind;
    private final int number;
    private final UUID id;
    private int inside;

    Entry(String kind, int number) {
      this.kind = kind;
      this.number = number;
      this.id = Made.id(kind, number);
      node.put("id", id.toString());
    }

    ObjectNode in(String list) {
      return in(list, Made.id(kind + '-' + inside++ + '-', number));
    }

    ObjectNode in(String list, UUID id) {
      ArrayNode items = node.withArrayProperty(list);
      return items.addObject().put("id", id.toString());
    }

    /** An attribute of the profile. */
    void says(String code, @Nullable String value) {
      @Nullable String term = terms.get(code);
      if (term == null) {
        throw new BenchException("the profile of the directory has no term " + code);
      }
      ObjectNode said = in("attributes").put("taxonomy_term_id", term).put("label", code);
      if (value != null) {
        said.put("value", value);
      }
    }
  }
}
