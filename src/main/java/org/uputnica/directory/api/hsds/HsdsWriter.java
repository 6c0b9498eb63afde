package org.uputnica.directory.api.hsds;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.EntryService;
import org.uputnica.directory.domain.FreePlaces;
import org.uputnica.directory.domain.HsdsObject;
import org.uputnica.directory.domain.Organization;
import org.uputnica.directory.domain.OrganizationEntry;
import org.uputnica.directory.domain.ServiceEntry;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.platform.id.Ids;

/**
 * Writes entries of the directory as HSDS objects: as they came, with the free places as they are
 * now. Where a confidential place is stands in no entry, so it cannot be written either.
 */
public final class HsdsWriter {
  private static final int PAGE = 500;

  private static final Terms PROFILE = Known.profileTerms();

  private HsdsWriter() {}

  /** One entry as an object. */
  public static String write(EntryService.Found found) {
    if (found.organization() != null) {
      return document(found.organization(), PROFILE).toString();
    }
    if (found.service() != null) {
      return whole(found.service()).toString();
    }
    return Document.parse(Objects.requireNonNull(found.object()).document()).toString();
  }

  /**
   * One entry without what only its own organisation and the offices of its country see.
   *
   * @param open whether a service inside an entry is known and not guarded
   * @param kept a term that came in a file, by its id
   */
  public static String extract(
      EntryService.Found found, Predicate<UUID> open, Function<UUID, Optional<HsdsObject>> kept) {
    return new Extract(open, kept).of(Document.parse(write(found))).toString();
  }

  private static ObjectNode whole(ServiceEntry entry) {
    ObjectNode node = document(entry, PROFILE);
    capacities(node, entry.offer());
    return node;
  }

  /**
   * The directory of the caller's country as one file.
   *
   * @param guarded with guarded places
   */
  public static void write(EntryService entries, boolean guarded, OutputStream out)
      throws IOException {
    try (JsonGenerator json = HsdsReader.JSON.createGenerator(out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      Set<UUID> left = services(json, entries, guarded);
      organizations(json, entries, left);
      objects(json, "locations", "location", entries.objects());
      objects(json, "taxonomies", "taxonomy", entries.objects());
      objects(json, "taxonomy_terms", "taxonomy_term", entries.objects());
      json.writeEndObject();
    }
  }

  private static Set<UUID> services(JsonGenerator json, EntryService entries, boolean guarded)
      throws IOException {
    Set<UUID> left = new HashSet<>();
    json.writeArrayFieldStart("services");
    @Nullable UUID after = null;
    List<ServiceEntry> page;
    do {
      page = entries.services(after, PAGE);
      for (ServiceEntry entry : page) {
        after = entry.offer().id().value();
        if (entry.offer().isGuarded() && !guarded) {
          left.add(after);
        } else {
          ObjectNode node = whole(entry);
          // The organisation stands in the file itself, with its services but for the guarded ones.
          if (!guarded && node.path("organization") instanceof ObjectNode organization) {
            organization.remove("services");
          }
          json.writeTree(node);
        }
      }
    } while (page.size() == PAGE);
    json.writeEndArray();
    return left;
  }

  private static void organizations(JsonGenerator json, EntryService entries, Set<UUID> left)
      throws IOException {
    json.writeArrayFieldStart("organizations");
    @Nullable UUID after = null;
    List<OrganizationEntry> page;
    do {
      page = entries.organizations(after, PAGE);
      for (OrganizationEntry entry : page) {
        after = entry.organization().id().value();
        ObjectNode node = document(entry, PROFILE);
        without(node, left);
        json.writeTree(node);
      }
    } while (page.size() == PAGE);
    json.writeEndArray();
  }

  /** What is left out of the file is left out of the copies in it as well. */
  private static void without(ObjectNode organization, Set<UUID> left) {
    if (!left.isEmpty() && organization.path("services") instanceof ArrayNode services) {
      services.removeIf(
          it -> left.stream().anyMatch(id -> id.toString().equals(it.path("id").asText())));
    }
  }

  private static void objects(
      JsonGenerator json, String list, String kind, List<HsdsObject> objects) throws IOException {
    List<HsdsObject> these = objects.stream().filter(it -> it.kind().equals(kind)).toList();
    if (these.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(list);
    for (HsdsObject object : these) {
      json.writeTree(Document.parse(object.document()));
    }
    json.writeEndArray();
  }

  /** The object of an organisation; of one loaded before it was kept, what the columns say. */
  static ObjectNode document(OrganizationEntry entry, Terms terms) {
    if (entry.document() != null) {
      return Document.parse(entry.document());
    }
    Organization organization = entry.organization();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", organization.id().toString())
        .put("name", organization.name())
        .put("description", organization.name());
    var document = new Document(node, terms);
    document.term("COUNTRY", organization.country().value());
    document.term("FUNCTION", organization.functions());
    if (organization.phone() != null) {
      document.phone(organization.phone());
      document.languages((ObjectNode) node.path("phones").path(0), organization.languages());
    }
    return node;
  }

  /** The object of a service; of one loaded before it was kept, what the columns say. */
  static ObjectNode document(ServiceEntry entry, Terms terms) {
    if (entry.document() != null) {
      return Document.parse(entry.document());
    }
    ServiceOffer offer = entry.offer();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", offer.id().toString())
        .put("organization_id", offer.organization().toString())
        .put("name", offer.name())
        .put("status", offer.active() ? "active" : "inactive");
    node.putArray("service_areas")
        .addObject()
        .put("id", Ids.random().toString())
        .put("extent", offer.area())
        .put("extent_type", "iso-3166-2");
    var document = new Document(node, terms);
    document.put("minimum_age", offer.minimumAge());
    document.put("maximum_age", offer.maximumAge());
    document.phone(offer.phone());
    document.languages(node, offer.languages());
    EntryEditing.describe(document, offer);
    return node;
  }

  /**
   * The numbers as they are now; one that is the same is left as it was written, and a unit that is
   * counted no more is left out.
   */
  private static void capacities(ObjectNode service, ServiceOffer offer) {
    if (!offer.serviceTypes().isEmpty() && service.path("capacities") instanceof ArrayNode said) {
      Set<String> counted =
          offer.capacities().stream().map(it -> it.id().toString()).collect(Collectors.toSet());
      said.removeIf(it -> !counted.contains(it.path("id").asText()));
    }
    for (FreePlaces places : offer.capacities()) {
      ObjectNode capacity = capacity(service, places);
      if (capacity.path("available").asInt(-1) != places.available()) {
        capacity.put("available", places.available());
      }
      @Nullable Integer maximum = places.maximum();
      if (maximum != null && capacity.path("maximum").asInt(-1) != maximum) {
        capacity.put("maximum", maximum);
      }
      if (!isSame(capacity.path("updated"), places.updated())) {
        capacity.put("updated", places.updated().toString());
      }
    }
  }

  private static ObjectNode capacity(ObjectNode service, FreePlaces places) {
    for (JsonNode known : service.path("capacities")) {
      if (known.path("id").asText().equals(places.id().toString())) {
        return (ObjectNode) known;
      }
    }
    ObjectNode made = service.withArray("capacities").addObject().put("id", places.id().toString());
    made.putObject("unit").put("id", places.id().toString()).put("name", places.unit());
    return made;
  }

  /** To the microsecond, which is as exact as a time is kept. */
  private static boolean isSame(JsonNode text, Instant at) {
    try {
      Instant written = OffsetDateTime.parse(text.asText()).toInstant();
      return written.getEpochSecond() == at.getEpochSecond()
          && written.getNano() / 1000 == at.getNano() / 1000;
    } catch (DateTimeParseException unreadable) {
      return false;
    }
  }
}
