package org.uputnica.directory.api.hsds;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The taxonomy terms that attributes refer to, by id. */
final class Terms {
  static final String INTAKE = "uputnica-intake";
  static final String SERVICE_TYPES = "uputnica-service-types";

  private final Map<UUID, Term> terms = new HashMap<>();
  private boolean unknownLet;

  /** HSDS lets an attribute have a label alone. */
  private static final Term NO_TERM = new Term(null, null);

  private record Term(@Nullable String taxonomy, @Nullable String code) {}

  /** Remembers a term that was kept earlier; the profile's own terms stay as they are. */
  void addKept(Spot term) {
    if (!terms.containsKey(term.get("id").uuid())) {
      add(term);
    }
  }

  /** A term nobody knows says nothing from now on, instead of ending the reading. */
  void letUnknown() {
    unknownLet = true;
  }

  /** Remembers a term of a file. */
  void add(Spot term) {
    @Nullable Spot taxonomy = term.find("taxonomy");
    @Nullable Spot code = term.find("code");
    terms.put(
        term.get("id").uuid(),
        new Term(taxonomy == null ? null : taxonomy.text(), code == null ? null : code.text()));
  }

  /** Reads the attributes of an object by our profile; terms of other taxonomies say nothing. */
  SaidTerms read(Spot object) {
    Map<String, List<Spot>> values = new HashMap<>();
    List<String> serviceTypes = new ArrayList<>();
    for (Spot attribute : object.items("attributes")) {
      Term term = term(attribute);
      if (term.code() == null) {
        continue;
      }
      if (INTAKE.equals(term.taxonomy())) {
        values.computeIfAbsent(term.code(), code -> new ArrayList<>()).add(attribute.get("value"));
      } else if (SERVICE_TYPES.equals(term.taxonomy())) {
        serviceTypes.add(term.code());
      }
    }
    return new SaidTerms(object, values, serviceTypes);
  }

  /** The term of our profile that an attribute names; nothing when it names another one. */
  Optional<String> intakeTerm(Spot attribute) {
    Term term = term(attribute);
    return INTAKE.equals(term.taxonomy()) ? Optional.ofNullable(term.code()) : Optional.empty();
  }

  /** Whether there is a term of this id. */
  boolean knows(UUID id) {
    return terms.containsKey(id);
  }

  /** The id of a term of our profile. */
  UUID id(String taxonomy, String code) {
    return terms.entrySet().stream()
        .filter(it -> taxonomy.equals(it.getValue().taxonomy()))
        .filter(it -> code.equals(it.getValue().code()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private Term term(Spot attribute) {
    @Nullable Spot inside = attribute.find("taxonomy_term");
    if (inside != null && !terms.containsKey(inside.get("id").uuid())) {
      add(inside);
    }
    if (inside == null && attribute.find("taxonomy_term_id") == null) {
      return NO_TERM;
    }
    Spot id = inside == null ? attribute.get("taxonomy_term_id") : inside.get("id");
    @Nullable Term term = terms.get(id.uuid());
    if (term == null && unknownLet) {
      return NO_TERM;
    }
    if (term == null) {
      throw id.wrong("names no taxonomy_term of these files");
    }
    return term;
  }
}
