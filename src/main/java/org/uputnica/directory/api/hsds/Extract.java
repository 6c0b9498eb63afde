package org.uputnica.directory.api.hsds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What of an entry everybody who works here may have: without names in contacts, without licences,
 * and without guarded services inside it, at whatever depth they stand.
 */
final class Extract {
  private static final String LICENCE = "LIC";

  private final Terms terms = Known.profileTerms();
  private final Predicate<UUID> open;

  /**
   * @param open whether a service inside an entry is known and not guarded
   */
  Extract(Predicate<UUID> open) {
    this.open = open;
    terms.letUnknown();
  }

  /** Takes out of the object what is not for everybody. */
  ObjectNode of(ObjectNode entry) {
    cut(entry);
    return entry;
  }

  private void cut(JsonNode node) {
    if (node.path("services") instanceof ArrayNode services) {
      services.removeIf(it -> !isOpen(it));
    }
    if (node.path("attributes") instanceof ArrayNode attributes) {
      attributes.removeIf(this::isLicence);
    }
    node.path("contacts").forEach(Extract::unnamed);
    node.forEach(this::cut);
  }

  private boolean isOpen(JsonNode service) {
    @Nullable Spot id = new Spot("the entry", "", service).find("id");
    return id != null && open.test(id.uuid());
  }

  private boolean isLicence(JsonNode attribute) {
    return terms
        .intakeTerm(new Spot("the entry", "", attribute))
        .filter(it -> it.startsWith(LICENCE))
        .isPresent();
  }

  /** The address of a function stays; that of a person goes with the name. */
  private static void unnamed(JsonNode contact) {
    if (contact instanceof ObjectNode object) {
      object.remove("name");
      if (object.path("department").asText().isBlank() && object.path("title").asText().isBlank()) {
        object.remove("email");
      }
    }
  }
}
