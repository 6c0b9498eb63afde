package org.uputnica.referral.domain;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a request is for: the services that were asked for by code and that the house gives; where
 * none was named, whatever it gives. Requests for the same need are siblings: at most three at
 * once, and the first yes takes the others back (domain reference, section 3.5).
 *
 * @param codes of {@code service-types.csv}
 */
public record Need(Set<String> codes) {
  /** How many houses may be asked for one need at once. */
  public static final int AT_ONCE = 3;

  public Need {
    codes = Set.copyOf(codes);
  }

  /**
   * Of one request.
   *
   * @param asked codes named in the needs envelope
   * @param given what the service gives
   */
  public static Need of(List<String> asked, Set<String> given) {
    Set<String> both = asked.stream().filter(given::contains).collect(Collectors.toSet());
    return new Need(both.isEmpty() ? given : both);
  }

  /** Whether one house could meet both. */
  public boolean isSameAs(Need other) {
    return codes.stream().anyMatch(other.codes::contains);
  }
}
