package org.uputnica.crossborder.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.Condition;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.mechanism.domain.Fact;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * One side's own record of a request between two countries; where it stands is the run of the
 * cross-border track with the same id. The two sides share the conversation and the pseudonym,
 * nothing else.
 *
 * @param contact this side's contact point
 * @param conversation what both sides call the request
 * @param pseudonym name of the person between these two countries only; random
 * @param items identity categories the request carries
 * @param codeWord from the agreed plan on
 * @param recall after a stop: asked back, or confirmed as erased
 * @param undelivered why the last message that did not get through, in either direction, did not
 */
public record Request(
    TrackId id,
    Side side,
    CaseId caseId,
    CaseCode caseCode,
    CountryCode country,
    OrganizationId contact,
    CountryCode otherCountry,
    UUID conversation,
    String pseudonym,
    Purpose purpose,
    Set<ItemCategory> items,
    Set<Condition> conditions,
    boolean child,
    Instant openedAt,
    @Nullable RiskLevel riskHere,
    @Nullable RiskLevel riskThere,
    @Nullable OrganizationId receivingOrganization,
    @Nullable String receivingPlace,
    @Nullable LocalDate offeredFor,
    @Nullable LocalDate travelOn,
    @Nullable String codeWord,
    @Nullable Instant handedOverAt,
    boolean signedHere,
    boolean signedThere,
    @Nullable RecallState recall,
    @Nullable Undelivered undelivered) {
  /** States before the person is handed over: what can be stopped. */
  public static final Set<String> OPEN =
      Set.of("XB-REQ", "XB-RCV", "XB-RISK", "XB-OFF", "XB-AGR", "XB-TRV");

  private static final Set<StepCode> ON_THE_RISK =
      Set.of(new StepCode("T038"), new StepCode("T039"), new StepCode("T040"));

  /** The state in which a plan is agreed and nobody has left. */
  public static final Set<String> AGREED = Set.of("XB-AGR");

  /** States in which a journey is under way, or has just ended: what both sides sign. */
  public static final Set<String> TO_BE_SIGNED = Set.of("XB-TRV", "XB-HND");

  /** Every state from which something can still come. */
  public static final Set<String> NOT_OVER =
      Set.of("XB-REQ", "XB-RCV", "XB-RISK", "XB-OFF", "XB-AGR", "XB-TRV", "XB-HND", "XB-MON");

  public Request {
    items = items.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(items));
    conditions = conditions.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(conditions));
  }

  /** Whether each side has assessed the risk of the journey, and neither found it high. */
  public boolean isAssessedByBoth() {
    return isAssessed(riskHere) && isAssessed(riskThere);
  }

  /**
   * Nobody offers, agrees or departs on what one country alone has found, whatever the version of
   * the case says.
   *
   * @throws RefusedException {@code guard-not-met}
   */
  public void requireAssessedFor(StepCode step) {
    if (ON_THE_RISK.contains(step) && !isAssessedByBoth()) {
      throw RefusedException.of(
          ProblemType.GUARD_NOT_MET,
          "Both countries assess the risk first",
          FieldProblem.about(
              Fact.RISK_FROM_BOTH_SIDES.word(), "one of them has not, or found it high"));
    }
  }

  /**
   * What is signed is a handover: before anybody travels there is none.
   *
   * @throws RefusedException {@code step-not-open}
   */
  public void requireJourney(StateCode state) {
    if (!TO_BE_SIGNED.contains(state.value())) {
      throw RefusedException.of(ProblemType.STEP_NOT_OPEN, "Nobody is on the way");
    }
  }

  private static boolean isAssessed(@Nullable RiskLevel level) {
    return level != null && level != RiskLevel.HIGH;
  }

  public Request risk(boolean here, RiskLevel level) {
    return new Request(
        id,
        side,
        caseId,
        caseCode,
        country,
        contact,
        otherCountry,
        conversation,
        pseudonym,
        purpose,
        items,
        conditions,
        child,
        openedAt,
        here ? level : riskHere,
        here ? riskThere : level,
        receivingOrganization,
        receivingPlace,
        offeredFor,
        travelOn,
        codeWord,
        handedOverAt,
        signedHere,
        signedThere,
        recall,
        undelivered);
  }

  public Request offered(OrganizationId organization, String place, LocalDate day) {
    return new Request(
        id,
        side,
        caseId,
        caseCode,
        country,
        contact,
        otherCountry,
        conversation,
        pseudonym,
        purpose,
        items,
        conditions,
        child,
        openedAt,
        riskHere,
        riskThere,
        organization,
        place,
        day,
        travelOn,
        codeWord,
        handedOverAt,
        signedHere,
        signedThere,
        recall,
        undelivered);
  }

  public Request agreed(LocalDate day, String word) {
    return new Request(
        id,
        side,
        caseId,
        caseCode,
        country,
        contact,
        otherCountry,
        conversation,
        pseudonym,
        purpose,
        items,
        conditions,
        child,
        openedAt,
        riskHere,
        riskThere,
        receivingOrganization,
        receivingPlace,
        offeredFor,
        day,
        word,
        handedOverAt,
        signedHere,
        signedThere,
        recall,
        undelivered);
  }

  /** The same request about somebody who has turned out to be a child. */
  public Request ofChild() {
    return new Request(
        id,
        side,
        caseId,
        caseCode,
        country,
        contact,
        otherCountry,
        conversation,
        pseudonym,
        purpose,
        items,
        conditions,
        true,
        openedAt,
        riskHere,
        riskThere,
        receivingOrganization,
        receivingPlace,
        offeredFor,
        travelOn,
        codeWord,
        handedOverAt,
        signedHere,
        signedThere,
        recall,
        undelivered);
  }

  public Request signed(boolean here) {
    return new Request(
        id,
        side,
        caseId,
        caseCode,
        country,
        contact,
        otherCountry,
        conversation,
        pseudonym,
        purpose,
        items,
        conditions,
        child,
        openedAt,
        riskHere,
        riskThere,
        receivingOrganization,
        receivingPlace,
        offeredFor,
        travelOn,
        codeWord,
        handedOverAt,
        signedHere || here,
        signedThere || !here,
        recall,
        undelivered);
  }

  public Request handedOver(Instant at) {
    return new Request(
        id,
        side,
        caseId,
        caseCode,
        country,
        contact,
        otherCountry,
        conversation,
        pseudonym,
        purpose,
        items,
        conditions,
        child,
        openedAt,
        riskHere,
        riskThere,
        receivingOrganization,
        receivingPlace,
        offeredFor,
        travelOn,
        codeWord,
        at,
        true,
        true,
        recall,
        undelivered);
  }

  public Request recalled(RecallState state) {
    return new Request(
        id,
        side,
        caseId,
        caseCode,
        country,
        contact,
        otherCountry,
        conversation,
        pseudonym,
        purpose,
        items,
        conditions,
        child,
        openedAt,
        riskHere,
        riskThere,
        receivingOrganization,
        receivingPlace,
        offeredFor,
        travelOn,
        codeWord,
        handedOverAt,
        signedHere,
        signedThere,
        state,
        undelivered);
  }

  public Request missing(Undelivered why) {
    return new Request(
        id,
        side,
        caseId,
        caseCode,
        country,
        contact,
        otherCountry,
        conversation,
        pseudonym,
        purpose,
        items,
        conditions,
        child,
        openedAt,
        riskHere,
        riskThere,
        receivingOrganization,
        receivingPlace,
        offeredFor,
        travelOn,
        codeWord,
        handedOverAt,
        signedHere,
        signedThere,
        recall,
        why);
  }
}
