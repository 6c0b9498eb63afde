package org.uputnica.registration.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * A request to destroy everything that names a person. Two people, one of each side: the case
 * manager of the responsible organisation, who knows the person, and the data protection officer,
 * who knows the law (GDPR articles 17 and 39). Whoever asks, the other decides.
 *
 * @param organization responsible for the case when it was asked
 * @param askedBy pseudonym of the user
 * @param askedAs {@code R-CASE} or {@code R-DPO}
 * @param seen how far case and file were when it was asked; what came later holds it up
 */
public record Erasure(
    UUID id,
    CaseId caseId,
    CountryCode country,
    OrganizationId organization,
    Reason reason,
    State state,
    String askedBy,
    String askedAs,
    Instant askedAt,
    String seen,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    long revision) {
  /** Why. */
  public enum Reason {
    /** The person wants it. */
    PERSON_ASKED,
    /** The time for which the country keeps closed cases is over (P-RETENT, DL-RET). */
    RETENTION_ENDED
  }

  /** How far it is. */
  public enum State {
    REQUESTED,
    APPROVED,
    REFUSED
  }

  /** As whom this caller asks or decides; null when she is neither. */
  public static @Nullable String sideOf(Caller caller, OrganizationId responsible) {
    if (caller.has(Roles.CASE) && caller.isOf(responsible)) {
      return Roles.CASE;
    }
    return caller.has(Roles.DPO) ? Roles.DPO : null;
  }

  /**
   * Decides.
   *
   * @param responsible organisation that answers for the case now
   * @param now how far case and file are now; asked when it is to be approved
   * @throws RefusedException {@code step-not-open}, {@code approver-is-asker}, {@code
   *     not-your-turn} or, when something new arrived, {@code guard-not-met}
   */
  public Erasure decide(
      State decision, Caller caller, OrganizationId responsible, String now, Instant at) {
    if (state != State.REQUESTED) {
      throw RefusedException.of(ProblemType.STEP_NOT_OPEN, "It was decided already");
    }
    if (caller.user().equals(askedBy)) {
      throw RefusedException.of(ProblemType.APPROVER_IS_ASKER, "Two people decide this");
    }
    boolean otherSide =
        askedAs.equals(Roles.CASE)
            ? caller.has(Roles.DPO)
            : caller.has(Roles.CASE) && caller.isOf(responsible);
    if (!otherSide) {
      throw RefusedException.of(
          ProblemType.NOT_YOUR_TURN,
          "The case manager and the data protection officer decide together");
    }
    if (decision == State.APPROVED && !seen.equals(now)) {
      throw RefusedException.of(
          ProblemType.GUARD_NOT_MET, "Something new arrived since it was asked: ask again");
    }
    return new Erasure(
        id,
        caseId,
        country,
        organization,
        reason,
        decision,
        askedBy,
        askedAs,
        askedAt,
        seen,
        caller.user(),
        at,
        revision + 1);
  }
}
