package org.uputnica.directory.api.hsds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.uputnica.directory.ChangeService;
import org.uputnica.directory.EntryService.Found;
import org.uputnica.directory.domain.DirectoryContent;
import org.uputnica.directory.domain.Licence;
import org.uputnica.directory.domain.Organization;
import org.uputnica.directory.domain.OrganizationEntry;
import org.uputnica.directory.domain.Schedule;
import org.uputnica.directory.domain.ServiceEntry;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.problem.RefusedException;

/** HSDS objects: held against the schemas, read, changed in place and written again. */
class HsdsObjectsTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final CountryCode ME = new CountryCode("ME");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private static Spot example(String name) throws IOException {
    return HsdsReader.parse(
        new HsdsFile(name, Files.readString(Path.of("src/test/resources/hsds/" + name + ".json"))));
  }

  private static ServiceEntry house() throws IOException {
    DirectoryContent content =
        HsdsReader.read(
            List.of(
                new HsdsFile(
                    "me.json", Files.readString(Path.of("src/main/resources/directory/me.json")))),
            NOW);
    ServiceOffer breza =
        content.services().stream()
            .filter(it -> it.id().toString().equals("1e000000-0000-4000-8000-0000000a0401"))
            .findFirst()
            .orElseThrow();
    return new ServiceEntry(breza, content.documents().get(breza.id().value()), 0, null);
  }

  private static String document(ServiceEntry entry) {
    return Objects.requireNonNull(entry.document());
  }

  private static Organization owner(ServiceEntry entry) {
    return new Organization(
        entry.offer().organization(),
        entry.offer().organizationName(),
        entry.offer().country(),
        Set.of("service"),
        null,
        null,
        List.of());
  }

  private static ChangeService said(@Nullable Set<String> sexes, List<Schedule> hours) {
    return new ChangeService(
        true,
        "+382 00 000044",
        List.of("sq", "en"),
        false,
        null,
        21,
        null,
        sexes,
        false,
        Set.of("NATIONAL"),
        Set.of(),
        Set.of(),
        hours,
        true,
        60,
        "asked a week before");
  }

  @ParameterizedTest
  @CsvSource({
    "service_full, service",
    "organization_full, organization",
    "location, location",
  })
  void theExamplesOfHsdsHaveNothingAgainstThem(String name, String kind) throws IOException {
    Spot example = example(name);
    assertThat(HsdsSchemas.faults(example, kind)).isEmpty();
    assertThat(HsdsSchemas.unknownFields(example, kind)).isEmpty();
    assertThat(Hygiene.faults(example)).isEmpty();
  }

  @Test
  void theExamplesAreReadAndWrittenUnchanged() throws IOException {
    Known known = new Known(ME, NOW);
    Spot organization = example("organization_full");
    Organization read = new OrganizationReading(known).read(organization);
    assertThat(read.country()).isEqualTo(ME);
    assertThat(
            JSON.readTree(
                HsdsWriter.write(
                    new Found(
                        new OrganizationEntry(read, organization.node().toString(), 0, null),
                        null,
                        null))))
        .isEqualTo(tree(organization));
    Spot service = example("service_full");
    ServiceOffer offer = new ServiceReading(known).read(service, null);
    assertThat(offer.serviceTypes()).isEmpty();
    assertThat(offer.organization()).isEqualTo(read.id());
    assertThat(
            JSON.readTree(
                HsdsWriter.write(
                    new Found(
                        null, new ServiceEntry(offer, service.node().toString(), 0, null), null))))
        .isEqualTo(tree(service));
  }

  private static JsonNode tree(Spot spot) throws IOException {
    return JSON.readTree(spot.node().toString());
  }

  @Test
  void everyFileOfTheDemonstrationIsWrittenAsItWasReadAndValid() throws IOException {
    for (String country : List.of("al", "ba", "me", "mk", "rs", "xk")) {
      DirectoryContent content =
          HsdsReader.read(
              List.of(
                  new HsdsFile(
                      country,
                      Files.readString(
                          Path.of("src/main/resources/directory/" + country + ".json")))),
              NOW);
      for (ServiceOffer offer : content.services()) {
        String document = content.documents().get(offer.id().value());
        String written =
            HsdsWriter.write(new Found(null, new ServiceEntry(offer, document, 0, null), null));
        assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(document));
        assertThat(written).doesNotContain("AGE-AT-LOAD");
        assertThat(
                HsdsSchemas.faults(HsdsReader.parse(new HsdsFile("written", written)), "service"))
            .isEmpty();
      }
    }
  }

  @Test
  void freePlacesAreWrittenAsTheyAreNow() throws IOException {
    ServiceEntry entry = house();
    var later = NOW.plusSeconds(60);
    var beds = entry.offer().capacities().getFirst();
    var now = new org.uputnica.directory.domain.FreePlaces(beds.id(), "bed", 1, 12, later, 4);
    JsonNode written =
        JSON.readTree(
            HsdsWriter.write(
                new Found(
                    null,
                    new ServiceEntry(entry.offer().with(List.of(now)), entry.document(), 0, null),
                    null)));
    assertThat(written.at("/capacities/0/available").asInt()).isEqualTo(1);
    assertThat(written.at("/capacities/0/updated").asText()).isEqualTo(later.toString());
    assertThat(written.at("/capacities")).hasSize(1);
  }

  @Test
  void aHouseChangesWhatItSaidAndNothingElse() throws IOException {
    ServiceEntry entry = house();
    ObjectNode document = Document.parse(document(entry));
    document.put("x_of_somebody_else", "kept");
    entry = new ServiceEntry(entry.offer(), document.toString(), 3, null);
    List<Schedule> hours =
        List.of(Schedule.weekly(List.of("MO", "TU"), LocalTime.of(9, 0), LocalTime.of(17, 0)));
    ServiceEntry changed =
        EntryEditing.change(entry, owner(entry), said(Set.of("MAN"), hours), NOW);
    ServiceOffer offer = changed.offer();
    assertThat(offer.languages()).containsExactly("sq", "en");
    assertThat(offer.sexes()).containsExactly("MAN");
    assertThat(offer.minimumAge()).isEqualTo(21);
    assertThat(offer.acceptsChildren()).isFalse();
    assertThat(offer.interpreterAvailable()).isFalse();
    assertThat(offer.legalStatuses()).containsExactly("NATIONAL");
    assertThat(offer.intake().hours()).isEqualTo(hours);
    assertThat(offer.intake().onCall()).isTrue();
    assertThat(offer.intake().accessibility()).isEmpty();
    assertThat(offer.intake().maximumStay()).isEqualTo(60);
    assertThat(offer.intake().extension()).isEqualTo("asked a week before");
    assertThat(offer.phone()).isEqualTo("+382 00 000044");
    assertThat(offer.serviceTypes()).isEqualTo(entry.offer().serviceTypes());
    assertThat(offer.intake().licence()).isEqualTo(entry.offer().intake().licence());
    assertThat(offer.capacities()).isEqualTo(entry.offer().capacities());
    JsonNode written = JSON.readTree(changed.document());
    assertThat(written.path("x_of_somebody_else").asText()).isEqualTo("kept");
    assertThat(written.path("last_modified").asText()).isEqualTo(NOW.toString());
    assertThat(HsdsSchemas.faults(HsdsReader.parse(new HsdsFile("", document(changed))), "service"))
        .isEmpty();
    assertThat(
            EntryEditing.change(changed, owner(entry), said(Set.of("MAN"), hours), NOW).document())
        .isEqualTo(changed.document());
  }

  @Test
  void whatNoFileMayHaveNoChangeMayBring() throws IOException {
    ServiceEntry entry = house();
    assertThatThrownBy(() -> EntryEditing.change(entry, owner(entry), said(null, List.of()), NOW))
        .isInstanceOf(RefusedException.class)
        .hasMessage("invalid-value");
    assertThatThrownBy(() ->
            EntryEditing.license(
                entry, owner(entry), new Licence("<b>Ministry</b>", "1", null, null), NOW))
        .isInstanceOf(RefusedException.class)
        .hasMessage("invalid-value");
  }

  @Test
  void aLicenceIsWrittenDown() throws IOException {
    ServiceEntry entry = house();
    var licence =
        new Licence(
            "Ministry", "7/2026", LocalDate.parse("2028-12-31"), LocalDate.parse("2026-02-01"));
    ServiceEntry licensed = EntryEditing.license(entry, owner(entry), licence, NOW);
    assertThat(licensed.offer().intake().licence()).isEqualTo(licence);
    assertThat(licensed.offer().licensedUntil()).isEqualTo(licence.until());
    assertThat(EntryEditing.close(entry, owner(entry), NOW).offer().active()).isFalse();
  }

  /** One that was loaded before documents were kept is described by its columns. */
  @Test
  void anEntryWithoutADocumentIsDescribed() throws IOException {
    ServiceEntry entry = house();
    String described =
        HsdsWriter.write(new Found(null, new ServiceEntry(entry.offer(), null, 0, null), null));
    Spot spot = HsdsReader.parse(new HsdsFile("described", described));
    assertThat(HsdsSchemas.faults(spot, "service")).isEmpty();
    Known known = Known.revising(owner(entry), NOW);
    ServiceOffer read = new ServiceReading(known).read(spot, null);
    assertThat(read.sexes()).isEqualTo(entry.offer().sexes());
    assertThat(read.capacities()).isEqualTo(entry.offer().capacities());
    assertThat(read.licensedUntil()).isEqualTo(entry.offer().licensedUntil());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a bell \u0007",
        "turned \u202E round",
        "half \uD800 a character",
        "<script>alert(1)</script>",
        "a <b>bold</b> word",
        "javascript:alert(1)",
        " Data:text/html;base64,xx",
      })
  void hostileTextIsFoundWhereverItStands(String text) {
    ObjectNode object = JSON.createObjectNode();
    object.putArray("phones").addObject().put("description", text);
    assertThat(Hygiene.faults(new Spot("f", "/services/0", object)))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.pointer()).isEqualTo("/services/0/phones/0/description");
          assertThat(it.text()).doesNotContain("alert");
        });
  }

  @Test
  void ordinaryTextIsNotHostile() {
    ObjectNode object = JSON.createObjectNode();
    object.put("one", "Women < 18 & men > 60,\nby appointment – „Бреза“ 5 < 6");
    object.put("two", "x".repeat(4001));
    assertThat(Hygiene.faults(new Spot("f", "", object)))
        .extracting(HsdsProblem::pointer)
        .containsExactly("/two");
  }

  private Map<String, String> kinds(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("file.json"), text);
    Map<String, String> found = new TreeMap<>();
    new HsdsStream(file).each((kind, spot) -> found.put(spot.path(), kind));
    return found;
  }

  @Test
  void objectsComeByThemselvesInListsAndInPages() throws IOException {
    assertThat(kinds("{\"services\": [{}, {}], \"locations\": [{}]}"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("/services/0", "service", "/services/1", "service", "/locations/0", "location"));
    assertThat(
            kinds(
                "{\"total_items\": 2, \"contents\": [{\"id\": 1, \"status\": \"active\"},"
                    + " {\"id\": 2}]}"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("/contents/0", "service", "/contents/1", "organization"));
    assertThat(kinds("{\"id\": 1, \"location_type\": \"virtual\", \"services\": []}"))
        .isEqualTo(Map.of("", "location"));
  }

  @Test
  void whatStandsAroundTheObjectsIsLookedAt() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("odd.json"),
            "{\"services\": 7, \"sevices\": [], \"organizations\": [{\"name\": \""
                + "x".repeat(90_000)
                + "\", \"more\": ["
                + ("\"" + "y".repeat(90_000) + "\",").repeat(12)
                + "1]}]}");
    List<String> found = new ArrayList<>();
    new HsdsStream(file).problems().forEach(it -> found.add(it.pointer() + " " + it.error()));
    assertThat(found)
        .containsExactlyInAnyOrder("/services true", " false", "/organizations/0 true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "",
        "{\"services\": [}",
        "{\"services\": [{\"id\": 1, \"id\": 1}]}",
        "{\"a\": "
      })
  void whatIsNoJsonIsRefused(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.json"), text);
    if (text.isEmpty()) {
      assertThat(new HsdsStream(file).problems()).hasSize(1);
    } else {
      assertThatThrownBy(() -> new HsdsStream(file))
          .isInstanceOf(RefusedException.class)
          .hasMessage("malformed-json");
    }
  }

  @Test
  void whatCannotBeJudgedIsNotSaidToBeKnown() throws IOException {
    assertThat(Schedules.read(example("service_full"))).isEmpty();
  }
}
