package org.uputnica.registration.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * A request to destroy everything that names a person. Two people, one of each side: who works on
 * the case and knows the person, and the data protection officer of the country, who knows the law
 * (GDPR articles 17 and 39). What the case's manager or a colleague asks, the officer decides; what
 * the officer asks, because the person turned to her, the manager decides. Where there is no
 * manager, or she asked herself, a coordinator of the country or another officer stands in.
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
    REFUSED,
    /** By who asked, before it was decided. */
    TAKEN_BACK
  }

  /**
   * As whom this caller asks; empty for everybody else, of the house too. An officer who works on
   * the case asks as officer, or she might be the only one who could decide.
   *
   * @param record a case she sees
   */
  public static Optional<String> sideOf(Caller caller, CaseRecord record) {
    if (caller.has(Roles.DPO)) {
      return Optional.of(Roles.DPO);
    }
    return record.isAssignedTo(caller) ? Optional.of(Roles.CASE) : Optional.empty();
  }

  /**
   * Whether this caller may know of requests about a case: both sides, and who stands in.
   *
   * @param record a case she sees
   */
  public static boolean concerns(Caller caller, CaseRecord record) {
    return caller.has(Roles.COORD) || sideOf(caller, record).isPresent();
  }

  /**
   * Decides.
   *
   * @param manager who manages the case now; null while nobody does
   * @param now how far case and file are now; asked when it is to be approved
   * @throws RefusedException {@code step-not-open}, {@code approver-is-asker}, {@code
   *     not-your-turn} or, when something new arrived, {@code guard-not-met}
   */
  public Erasure decide(
      State decision, Caller caller, @Nullable String manager, String now, Instant at) {
    requireOpen();
    if (caller.user().equals(askedBy)) {
      throw RefusedException.of(ProblemType.APPROVER_IS_ASKER, "Two people decide this");
    }
    if (!isTurnOf(caller, manager)) {
      throw RefusedException.of(
          ProblemType.NOT_YOUR_TURN,
          "The case manager and the data protection officer decide together");
    }
    if (decision == State.APPROVED && !seen.equals(now)) {
      throw RefusedException.of(
          ProblemType.GUARD_NOT_MET, "Something new arrived since it was asked: ask again");
    }
    return ended(decision, caller.user(), at);
  }

  /**
   * Takes it back.
   *
   * @throws RefusedException {@code step-not-open} or, for who did not ask, {@code not-your-turn}
   */
  public Erasure takeBack(Caller caller, Instant at) {
    requireOpen();
    if (!caller.user().equals(askedBy)) {
      throw RefusedException.of(ProblemType.NOT_YOUR_TURN, "Who asked takes it back");
    }
    return ended(State.TAKEN_BACK, null, at);
  }

  private void requireOpen() {
    if (state != State.REQUESTED) {
      throw RefusedException.of(ProblemType.STEP_NOT_OPEN, "It was decided or taken back already");
    }
  }

  private boolean isTurnOf(Caller caller, @Nullable String manager) {
    if (askedAs.equals(Roles.CASE)) {
      return caller.has(Roles.DPO);
    }
    return manager == null || manager.equals(askedBy)
        ? caller.has(Roles.COORD) || caller.has(Roles.DPO)
        : caller.has(Roles.CASE) && caller.user().equals(manager);
  }

  private Erasure ended(State how, @Nullable String by, Instant at) {
    return new Erasure(
        id,
        caseId,
        country,
        organization,
        reason,
        how,
        askedBy,
        askedAs,
        askedAt,
        seen,
        by,
        at,
        revision + 1);
  }
}
