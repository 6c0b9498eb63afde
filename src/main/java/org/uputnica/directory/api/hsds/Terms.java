package org.uputnica.directory.api.hsds;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The taxonomy terms that attributes refer to, by id. */
final class Terms {
  private static final String INTAKE = "uputnica-intake";
  private static final String SERVICE_TYPES = "uputnica-service-types";

  private final Map<UUID, Term> terms = new HashMap<>();

  private record Term(@Nullable String taxonomy, @Nullable String code) {}

  /** Remembers a term of a file. */
  void add(Spot term) {
    @Nullable Spot taxonomy = term.find("taxonomy");
    @Nullable Spot code = term.find("code");
    terms.put(
        term.get("id").uuid(),
        new Term(taxonomy == null ? null : taxonomy.text(), code == null ? null : code.text()));
  }

  /** Reads the attributes of an object by our profile; terms of other taxonomies say nothing. */
  Intake read(Spot object) {
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
    return new Intake(object, values, serviceTypes);
  }

  private Term term(Spot attribute) {
    @Nullable Spot inside = attribute.find("taxonomy_term");
    if (inside != null && !terms.containsKey(inside.get("id").uuid())) {
      add(inside);
    }
    Spot id = inside == null ? attribute.get("taxonomy_term_id") : inside.get("id");
    @Nullable Term term = terms.get(id.uuid());
    if (term == null) {
      throw id.wrong("names no taxonomy_term of these files");
    }
    return term;
  }
}
