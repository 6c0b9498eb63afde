package org.uputnica.directory.api.hsds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.domain.HsdsObject;

/**
 * What of an entry everybody who works here may have: without names in contacts, without licences,
 * and without guarded services inside it, at whatever depth they stand. What a licence is, is asked
 * of the meaning: the term of an attribute, whoever gave it its id, and what it is called.
 */
final class Extract {
  private static final String LICENCE = "LIC";

  /** How terms, labels and fields call a licence, in the languages of files that are sent. */
  private static final Pattern CALLED_LICENCE =
      Pattern.compile(
          "licen[csz]|lizenz|лиценц|dozvol|дозвол|\\blej[eë]\\b",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  /** HSDS: who changed which field from what to what. */
  private static final String HISTORY = "metadata";

  private final Terms terms = Known.profileTerms();
  private final Predicate<UUID> open;
  private final Function<UUID, Optional<HsdsObject>> kept;

  private final Map<UUID, Optional<HsdsObject>> looked = new HashMap<>();

  /**
   * @param open whether a service inside an entry is known and not guarded
   * @param kept a term that came in a file of the country of the entry
   */
  Extract(Predicate<UUID> open, Function<UUID, Optional<HsdsObject>> kept) {
    this.open = open;
    this.kept = kept;
    terms.letUnknown();
  }

  /** Takes out of the object what is not for everybody. */
  ObjectNode of(ObjectNode entry) {
    cut(entry);
    return entry;
  }

  private void cut(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(HISTORY);
      object.properties().removeIf(it -> isCalledLicence(it.getKey()));
    }
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

  /** An attribute with a term that nobody knows any more may be one: it is left out. */
  private boolean isLicence(JsonNode attribute) {
    Spot spot = new Spot("the entry", "", attribute);
    if (terms.intakeTerm(spot).filter(it -> it.startsWith(LICENCE)).isPresent()) {
      return true;
    }
    JsonNode term = attribute.path("taxonomy_term");
    @Nullable Spot named = spot.find("taxonomy_term_id");
    if (!term.isObject() && named != null && !terms.knows(named.uuid())) {
      Optional<HsdsObject> known = looked.computeIfAbsent(named.uuid(), kept);
      if (known.isEmpty()) {
        return true;
      }
      term = Document.parse(known.get().document());
    }
    boolean ours =
        Terms.INTAKE.equals(term.path("taxonomy").asText())
            && term.path("code").asText().startsWith(LICENCE);
    return ours
        || Stream.of(attribute.path("label"), term.path("code"), term.path("name"))
            .anyMatch(it -> isCalledLicence(it.asText()));
  }

  private static boolean isCalledLicence(String text) {
    return CALLED_LICENCE.matcher(text).find();
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
