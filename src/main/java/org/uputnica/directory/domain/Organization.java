package org.uputnica.directory.domain;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * An organisation of the mechanism. HSDS organization.
 *
 * @param functions what it does in the mechanism; of {@link #FUNCTIONS}
 * @param phone of the organisation, never of a person
 * @param hours when it answers, local time, as {@code MO,TU 08:00-16:00}; null where nobody said it
 * @param languages in which it answers, BCP 47
 */
public record Organization(
    OrganizationId id,
    String name,
    CountryCode country,
    Set<String> functions,
    @Nullable String phone,
    @Nullable String hours,
    List<String> languages) {
  /** The closed list of functions. */
  public static final List<String> FUNCTIONS =
      List.of(
          "first-responder",
          "case-management",
          "guardianship",
          "identification-body",
          "coordinator",
          "contact-point",
          "data-protection",
          "investigation",
          "police",
          "migration-authority",
          "consulate",
          "family-tracing",
          "service",
          "legal-aid",
          "operator");

  public Organization {
    functions = Set.copyOf(functions);
    languages = List.copyOf(languages);
  }
}
