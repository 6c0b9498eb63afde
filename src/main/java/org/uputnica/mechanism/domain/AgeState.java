package org.uputnica.mechanism.domain;

import org.jspecify.annotations.Nullable;

/**
 * What is known about age. HTCDS has the age only; whether it is presumed or unknown decides the
 * rule.
 */
public enum AgeState {
  CHILD,
  ADULT,
  PRESUMED_CHILD,
  UNKNOWN;

  private static final int ADULT_FROM = 18;
  private static final int OLDEST = 120;

  /**
   * The rule that applies. Doubt counts for the child until shown otherwise (Council of Europe
   * Convention, article 10(3)): also where nobody can say anything about the age. Whoever is seen
   * to be grown up is {@link #ADULT} without a number.
   *
   * @param age years as said or estimated
   */
  public AgeRule rule(@Nullable Integer age) {
    return switch (this) {
      case CHILD, PRESUMED_CHILD -> AgeRule.CHILD;
      case ADULT -> AgeRule.ADULT;
      case UNKNOWN -> age == null || age < ADULT_FROM ? AgeRule.CHILD : AgeRule.ADULT;
    };
  }

  /** Whether it can be said with this number: years of a life that do not contradict it. */
  public boolean goesWith(@Nullable Integer age) {
    return age == null || age >= 0 && age <= OLDEST && !contradicts(age);
  }

  /** Whether the number says another thing; of whoever is presumed a child, any may be claimed. */
  public boolean contradicts(@Nullable Integer age) {
    return switch (this) {
      case CHILD -> age != null && age >= ADULT_FROM;
      case ADULT -> age != null && age < ADULT_FROM;
      case PRESUMED_CHILD, UNKNOWN -> false;
    };
  }
}
