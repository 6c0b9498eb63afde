package org.uputnica.platform.token;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.problem.Challenge;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.time.RealTime;

/** Asks for the second factor where {@link SteppedUp} says so. */
@Interceptor
@SteppedUp
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
class StepUp {
  private final JsonWebToken token;
  private final TokenSettings settings;
  private final Clock clock;

  StepUp(JsonWebToken token, TokenSettings settings, @RealTime Clock clock) {
    this.token = token;
    this.settings = settings;
    this.clock = clock;
  }

  @AroundInvoke
  @Nullable Object require(InvocationContext call) throws Exception {
    @Nullable Instant shown = shown();
    if (shown == null
        || Duration.between(shown, clock.instant()).compareTo(Challenge.SECOND_FACTOR_WITHIN) > 0) {
      throw new RefusedException(TokenRefusal.STEP_UP);
    }
    return call.proceed();
  }

  /** A refreshed token keeps its level, so the time of signing in counts, not that of the token. */
  private @Nullable Instant shown() {
    if (!Challenge.GOLD.equals(token.getClaim("acr"))) {
      return null;
    }
    long signedIn = token.getClaim("auth_time") instanceof Number seconds ? seconds.longValue() : 0;
    if (signedIn > 0) {
      return Instant.ofEpochSecond(signedIn);
    }
    // The demo's password grant names no time; its client gets no refresh token, so the token's is
    // the time.
    return settings
            .unboundClients()
            .filter(clients -> clients.contains(String.valueOf((Object) token.getClaim("azp"))))
            .isPresent()
        ? Instant.ofEpochSecond(token.getIssuedAtTime())
        : null;
  }
}
