package org.uputnica.directory.api.hsds;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.uputnica.directory.domain.DirectoryContent;
import org.uputnica.directory.domain.Organization;
import org.uputnica.directory.domain.ServiceOffer;

/**
 * Reads directory files of the operator in HSDS 3.1 shape, strictly: what is against the schema, a
 * field HSDS does not have, a reference that leads nowhere, a missing rule of our profile or an
 * address of a confidential place ends the reading. References may lead from one file to another.
 */
public final class HsdsReader {
  /** The lists of a file and the kind of object in each. */
  static final Map<String, String> LISTS =
      Map.of(
          "organizations",
          "organization",
          "services",
          "service",
          "locations",
          "location",
          "taxonomies",
          "taxonomy",
          "taxonomy_terms",
          "taxonomy_term");

  private static final int DEEPEST = 40;
  private static final int LONGEST_TEXT = 100_000;

  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(LONGEST_TEXT)
                          .build())
                  .build())
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final Known known;
  private final Map<UUID, String> documents = new HashMap<>();

  private HsdsReader(Instant now) {
    known = new Known(null, now);
  }

  /**
   * Reads files that belong together.
   *
   * @param now time of loading; the age of demonstration numbers counts back from it
   * @throws HsdsException naming file, pointer and what is wrong
   */
  public static DirectoryContent read(List<HsdsFile> files, Instant now) {
    return new HsdsReader(now).readAll(files);
  }

  private DirectoryContent readAll(List<HsdsFile> files) {
    List<Spot> parsed = files.stream().map(HsdsReader::parse).toList();
    parsed.forEach(HsdsReader::check);
    parsed.forEach(file -> file.items("taxonomy_terms").forEach(known.terms()::add));
    parsed.forEach(file -> file.items("locations").forEach(known::addLocation));
    var organizationReading = new OrganizationReading(known);
    List<Organization> found = new ArrayList<>();
    parsed.forEach(file ->
        file.items("organizations")
            .forEach(spot -> {
              documents.put(known.newId(spot), spot.node().toString());
              found.add(organizationReading.read(spot));
            }));
    var serviceReading = new ServiceReading(known);
    List<ServiceOffer> offers = new ArrayList<>();
    parsed.forEach(file ->
        file.items("services")
            .forEach(spot -> {
              UUID id = known.newId(spot);
              offers.add(serviceReading.read(spot, null));
              documents.put(id, spot.node().toString());
            }));
    return new DirectoryContent(found, offers, documents);
  }

  static Spot parse(HsdsFile file) {
    try {
      return new Spot(file.name(), "", JSON.readTree(file.text()));
    } catch (JsonProcessingException unreadable) {
      throw new HsdsException(
          file.name(),
          "",
          unreadable.getLocation() == null
              ? "is not readable JSON"
              : "is not readable JSON at line " + unreadable.getLocation().getLineNr());
    }
  }

  private static void check(Spot file) {
    file.node()
        .fieldNames()
        .forEachRemaining(name -> {
          if (!LISTS.containsKey(name)) {
            throw file.wrong("\"" + Spot.shortened(name) + "\" is not a list of a directory file");
          }
        });
    LISTS.forEach((list, kind) ->
        file.items(list)
            .forEach(spot ->
                first(spot, kind)
                    .ifPresent(it -> {
                      throw new HsdsException(spot.file(), it.pointer(), it.text());
                    })));
  }

  private static Optional<HsdsProblem> first(Spot spot, String kind) {
    return Stream.of(
            HsdsSchemas.unknownFields(spot, kind),
            HsdsSchemas.faults(spot, kind),
            Hygiene.faults(spot))
        .flatMap(List::stream)
        .findFirst();
  }
}
