package org.uputnica.platform.token;

import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.Refusal;

/** What is said to somebody whose token is not enough. */
enum TokenRefusal implements Refusal {
  /** The same for every token that is not taken: why is nobody's business outside. */
  NOT_SIGNED_IN(
      ProblemType.UNAUTHENTICATED,
      "Sign in again; the token is missing, expired or not for this service"),
  PROOF(ProblemType.INVALID_DPOP_PROOF, "Send a new proof of the key with each request"),
  LOCKED(
      ProblemType.DEVICE_LOCKED,
      "Destroy the local store and the key, then sign in as a new device"),
  DESK(
      ProblemType.DESK_ONLY, "A registered device takes no export along; use a computer at a desk"),
  STEP_UP(ProblemType.STEP_UP_NEEDED, "Show the second factor now, then repeat the request"),
  PROVIDER_AWAY(
      ProblemType.UNAVAILABLE,
      "Nothing was changed; try again in a moment with the same Idempotency-Key");

  private final ProblemType type;
  private final String detail;

  TokenRefusal(ProblemType type, String detail) {
    this.type = type;
    this.detail = detail;
  }

  @Override
  public ProblemType type() {
    return type;
  }

  @Override
  public String detail() {
    return detail;
  }
}
