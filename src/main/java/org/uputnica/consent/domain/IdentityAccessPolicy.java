package org.uputnica.consent.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.uputnica.consent.domain.ConsentRefusal.RuleBroken;
import org.uputnica.consent.domain.IdentityAccess.Kind;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** The rules of opening identity outside the team. Pure. */
public final class IdentityAccessPolicy {
  private IdentityAccessPolicy() {}

  /**
   * Whether it may be asked, or taken, at all.
   *
   * @param allowed the items the table opens to one of the caller's roles in this way
   * @throws RefusedException {@code rule-broken} for a reason of the other kind, for items the
   *     table does not open in this way, and for a child's identity on request while no guardian is
   *     named
   */
  public static void requireAskable(
      Kind kind,
      AccessReason reason,
      Set<ItemCategory> items,
      Set<ItemCategory> allowed,
      CaseForConsent about) {
    if (!reason.isFor(kind)) {
      throw new RefusedException(new RuleBroken("reason", "is not a reason for this"));
    }
    if (!allowed.containsAll(items)) {
      throw new RefusedException(
          new RuleBroken(
              "items",
              "are more than your role may see in this way",
              allowed.stream().map(Enum::name).sorted().toList()));
    }
    if (kind == Kind.ON_REQUEST && about.child() && about.guardian() == null) {
      throw new RefusedException(
          new RuleBroken("items", "of a child are not asked for before a guardian is named"));
    }
  }

  /**
   * Whether this caller may decide.
   *
   * @throws RefusedException {@code approver-is-asker}, {@code step-not-open} for a break-glass and
   *     for what is decided
   */
  public static void requireDecidable(IdentityAccess access, Caller caller) {
    requireAnother(access, caller);
    if (access.isBreakGlass() || access.granted() != null) {
      throw notOpen("granted", "is decided, or is not for decision");
    }
  }

  /**
   * Whether this caller may review.
   *
   * @throws RefusedException {@code approver-is-asker}, {@code step-not-open} for a request and for
   *     what is reviewed
   */
  public static void requireReviewable(IdentityAccess access, Caller caller) {
    requireAnother(access, caller);
    if (!access.isBreakGlass() || access.justified() != null) {
      throw notOpen("justified", "is said, or is not for review");
    }
  }

  /** When a break-glass ends: after what was asked for, and never after the longest. */
  public static Instant end(Instant now, int minutes, Duration longest) {
    return now.plus(
        Collections.min(
            List.of(Duration.ofMinutes(minutes), longest, IdentityAccess.LONGEST_BREAK)));
  }

  private static void requireAnother(IdentityAccess access, Caller caller) {
    if (access.account().equals(caller.user())) {
      throw RefusedException.of(
          ProblemType.APPROVER_IS_ASKER, "Whoever asked does not decide and does not review");
    }
  }

  private static RefusedException notOpen(String field, String detail) {
    return RefusedException.of(
        ProblemType.STEP_NOT_OPEN,
        "Read it again",
        new FieldProblem(field, null, detail, List.of()));
  }
}
