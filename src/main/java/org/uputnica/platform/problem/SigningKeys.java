package org.uputnica.platform.problem;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Whether a token was refused for its sake or because the keys of the identity provider could not
 * be fetched. They are asked for again after {@code quarkus.oidc.token.forced-jwk-refresh-interval}
 * at the earliest; a token with an unknown key that comes before that is neither good nor bad.
 */
final class SigningKeys {
  static final Duration REFRESH = Duration.ofSeconds(5);

  private final Clock clock;
  private volatile Instant unknownUntil = Instant.MIN;

  SigningKeys(Clock clock) {
    this.clock = clock;
  }

  /** Whether nobody can say now what the token is worth. */
  boolean areAway(Throwable failed) {
    if (Unavailable.is(failed)) {
      unknownUntil = clock.instant().plus(REFRESH);
      return true;
    }
    return clock.instant().isBefore(unknownUntil) && isUnknownKey(failed);
  }

  private static boolean isUnknownKey(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvableKeyException) {
        return true;
      }
    }
    return false;
  }
}
