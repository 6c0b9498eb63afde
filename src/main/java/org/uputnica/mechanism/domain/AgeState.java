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

  /**
   * The rule that applies. Doubt is said as {@link #PRESUMED_CHILD}; an unknown age without a
   * number is treated as an adult's until somebody presumes otherwise.
   *
   * @param age years as said or estimated
   */
  public AgeRule rule(@Nullable Integer age) {
    return switch (this) {
      case CHILD, PRESUMED_CHILD -> AgeRule.CHILD;
      case ADULT -> AgeRule.ADULT;
      case UNKNOWN -> age != null && age < ADULT_FROM ? AgeRule.CHILD : AgeRule.ADULT;
    };
  }
}
