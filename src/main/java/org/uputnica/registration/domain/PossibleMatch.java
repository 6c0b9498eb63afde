package org.uputnica.registration.domain;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.casefile.domain.Criterion;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * Two cases of a country that may be of one person, or a search and a case. Nothing is ever joined
 * by it: the coordinator has both persons asked, and only when both agree does each side learn of
 * the other (domain reference, section 3.7).
 *
 * @param askingCase null when somebody searched without a case of her own yet
 * @param brokeredBy the office towards which both persons are asked to agree
 */
public record PossibleMatch(
    UUID id,
    OrganizationId askingOrganization,
    @Nullable CaseId askingCase,
    CaseId otherCase,
    Set<Criterion> criteria,
    Instant foundAt,
    State state,
    @Nullable Instant brokeredAt,
    @Nullable OrganizationId brokeredBy,
    @Nullable Dismissal dismissedBecause,
    long revision) {
  public PossibleMatch {
    criteria = Set.copyOf(criteria);
  }

  /** How far it has come. */
  public enum State {
    OPEN,
    BROKERED,
    DISMISSED
  }

  /** Why it was put aside. */
  public enum Dismissal {
    NOT_THE_SAME,
    KNOWN_ALREADY,
    NOT_SAFE_TO_ASK,
    REFUSED
  }

  /** What somebody searched without a case, or two cases share, as it was found now. */
  public static PossibleMatch found(
      UUID id,
      OrganizationId askingOrganization,
      @Nullable CaseId askingCase,
      CaseId otherCase,
      Set<Criterion> criteria,
      Instant at) {
    return new PossibleMatch(
        id,
        askingOrganization,
        askingCase,
        otherCase,
        criteria,
        at,
        State.OPEN,
        null,
        null,
        null,
        0);
  }

  /**
   * Both persons are to be asked.
   *
   * @throws RefusedException {@code rule-broken} unless it is open and there are two cases
   */
  public PossibleMatch brokered(OrganizationId by, Instant at) {
    requireState(State.OPEN);
    if (askingCase == null) {
      throw broken("state", "there is nobody to ask on the searching side before it has a case");
    }
    return new PossibleMatch(
        id,
        askingOrganization,
        askingCase,
        otherCase,
        criteria,
        foundAt,
        State.BROKERED,
        at,
        by,
        null,
        revision);
  }

  /**
   * Put aside for good.
   *
   * @throws RefusedException {@code rule-broken} when it was before
   */
  public PossibleMatch dismissed(Dismissal because) {
    if (state == State.DISMISSED) {
      throw broken("state", "has been dismissed");
    }
    return new PossibleMatch(
        id,
        askingOrganization,
        askingCase,
        otherCase,
        criteria,
        foundAt,
        State.DISMISSED,
        brokeredAt,
        brokeredBy,
        because,
        revision);
  }

  private void requireState(State wanted) {
    if (state != wanted) {
      throw broken("state", "is not " + wanted);
    }
  }

  private static RefusedException broken(String field, String detail) {
    return RefusedException.of(
        ProblemType.RULE_BROKEN, "Read the possible match again", FieldProblem.at(field, detail));
  }
}
