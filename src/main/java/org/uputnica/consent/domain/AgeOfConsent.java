package org.uputnica.consent.domain;

import org.jspecify.annotations.Nullable;

/**
 * Age from which a person's own word is enough: country parameter {@code P-CONSENT-AGE}; below it a
 * guardian decides.
 *
 * @param years usually 18
 */
public record AgeOfConsent(int years) {
  /** Convention on the Rights of the Child, article 1. */
  public static final AgeOfConsent DEFAULT = new AgeOfConsent(18);

  /**
   * Whether a guardian's word is needed. Whoever is presumed to be a child is one, whatever age was
   * claimed (Convention on Action against Trafficking, article 10(3)), and so is whoever's age
   * nobody knows.
   *
   * @param ageState {@code CHILD}, {@code ADULT}, {@code PRESUMED_CHILD} or {@code UNKNOWN}
   * @param age in years, as said or estimated
   */
  public boolean guardianNeeded(String ageState, @Nullable Integer age) {
    return switch (ageState) {
      case "ADULT" -> false;
      case "CHILD" -> age == null || age < years;
      case "UNKNOWN" -> age == null || age < years;
      default -> true;
    };
  }
}
