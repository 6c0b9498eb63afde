package org.uputnica.directory.domain;

/**
 * Ages from {@code from} to {@code to} in years, both inclusive: what a service accepts, or what a
 * person may be as far as is known.
 */
record AgeRange(int from, int to) {
  static final int NO_END = Integer.MAX_VALUE;

  /**
   * The ages the person may have. The age state outweighs a said age that contradicts it; where the
   * state itself is unknown, an adult age that was only said narrows nothing.
   */
  static AgeRange of(PlacementNeed need) {
    Integer said = need.age();
    if (need.isOnChildRoute()) {
      return said != null && said < PlacementNeed.ADULT_AGE
          ? new AgeRange(said, said)
          : new AgeRange(0, PlacementNeed.ADULT_AGE - 1);
    }
    if (need.ageState().equals("ADULT")) {
      return said != null && said >= PlacementNeed.ADULT_AGE
          ? new AgeRange(said, said)
          : new AgeRange(PlacementNeed.ADULT_AGE, NO_END);
    }
    return new AgeRange(0, NO_END);
  }

  boolean covers(AgeRange other) {
    return from <= other.from && other.to <= to;
  }

  boolean overlaps(AgeRange other) {
    return from <= other.to && other.from <= to;
  }
}
