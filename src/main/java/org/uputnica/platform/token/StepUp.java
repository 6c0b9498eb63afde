package org.uputnica.platform.token;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** Asks for the second factor where {@link SteppedUp} says so. */
@Interceptor
@SteppedUp
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
class StepUp {
  private final JsonWebToken token;
  private final String claim;
  private final String level;

  StepUp(
      JsonWebToken token,
      @ConfigProperty(name = "uputnica.token.step-up-claim", defaultValue = "acr") String claim,
      @ConfigProperty(name = "uputnica.token.step-up-level", defaultValue = "gold") String level) {
    this.token = token;
    this.claim = claim;
    this.level = level;
  }

  @AroundInvoke
  @Nullable Object require(InvocationContext call) throws Exception {
    if (!level.equals(token.getClaim(claim))) {
      throw RefusedException.of(
          ProblemType.STEP_UP_NEEDED, "Show the second factor now, then repeat the request");
    }
    return call.proceed();
  }
}
