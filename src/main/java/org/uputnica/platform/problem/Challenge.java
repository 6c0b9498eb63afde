package org.uputnica.platform.problem;

import java.time.Duration;
import java.util.List;

/**
 * What a 401 says in {@code WWW-Authenticate}: RFC 6750, 9449 and 9470, never more than their error
 * codes.
 */
public final class Challenge {
  /** The level at which the second factor is shown anew ({@code acr.loa.map} of the realm). */
  public static final String GOLD = "gold";

  /** How long ago it may have been shown. */
  public static final Duration SECOND_FACTOR_WITHIN = Duration.ofMinutes(5);

  private static final String ALGORITHMS = "algs=\"ES256 ES384 PS256 EdDSA\"";
  private static final String STEP_UP =
      "error=\"insufficient_user_authentication\", acr_values=\"%s\", max_age=%d"
          .formatted(GOLD, SECOND_FACTOR_WITHIN.toSeconds());

  private Challenge() {}

  /** One challenge per scheme; none where signing in would not help. */
  static List<String> to(ProblemType type) {
    return switch (type) {
      case UNAUTHENTICATED -> List.of("Bearer", "DPoP " + ALGORITHMS);
      case INVALID_DPOP_PROOF -> List.of("DPoP error=\"invalid_dpop_proof\", " + ALGORITHMS);
      case DEVICE_LOCKED -> List.of("DPoP error=\"invalid_token\", " + ALGORITHMS);
      case STEP_UP_NEEDED -> List.of("Bearer " + STEP_UP, "DPoP " + STEP_UP + ", " + ALGORITHMS);
      default -> List.of();
    };
  }
}
