package org.uputnica.crossborder.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
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

  /** A request of which nothing has come yet. */
  public Request(
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
      Instant openedAt) {
    this(
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
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        false,
        null,
        null);
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
    return with(it -> {
      if (here) {
        it.riskHere = level;
      } else {
        it.riskThere = level;
      }
    });
  }

  public Request offered(OrganizationId organization, String place, LocalDate day) {
    return with(it -> {
      it.receivingOrganization = organization;
      it.receivingPlace = place;
      it.offeredFor = day;
    });
  }

  public Request agreed(LocalDate day, String word) {
    return with(it -> {
      it.travelOn = day;
      it.codeWord = word;
    });
  }

  /** The same request about somebody who has turned out to be a child. */
  public Request ofChild() {
    return with(it -> it.child = true);
  }

  public Request signed(boolean here) {
    return with(it -> {
      it.signedHere |= here;
      it.signedThere |= !here;
    });
  }

  public Request handedOver(Instant at) {
    return with(it -> {
      it.handedOverAt = at;
      it.signedHere = true;
      it.signedThere = true;
    });
  }

  public Request recalled(RecallState state) {
    return with(it -> it.recall = state);
  }

  public Request missing(Undelivered why) {
    return with(it -> it.undelivered = why);
  }

  private Request with(Consumer<Later> change) {
    Later later = new Later(this);
    change.accept(later);
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
        later.child,
        openedAt,
        later.riskHere,
        later.riskThere,
        later.receivingOrganization,
        later.receivingPlace,
        later.offeredFor,
        later.travelOn,
        later.codeWord,
        later.handedOverAt,
        later.signedHere,
        later.signedThere,
        later.recall,
        later.undelivered);
  }

  /** What may come of a request after it was opened. */
  private static final class Later {
    private boolean child;
    private @Nullable RiskLevel riskHere;
    private @Nullable RiskLevel riskThere;
    private @Nullable OrganizationId receivingOrganization;
    private @Nullable String receivingPlace;
    private @Nullable LocalDate offeredFor;
    private @Nullable LocalDate travelOn;
    private @Nullable String codeWord;
    private @Nullable Instant handedOverAt;
    private boolean signedHere;
    private boolean signedThere;
    private @Nullable RecallState recall;
    private @Nullable Undelivered undelivered;

    private Later(Request now) {
      child = now.child;
      riskHere = now.riskHere;
      riskThere = now.riskThere;
      receivingOrganization = now.receivingOrganization;
      receivingPlace = now.receivingPlace;
      offeredFor = now.offeredFor;
      travelOn = now.travelOn;
      codeWord = now.codeWord;
      handedOverAt = now.handedOverAt;
      signedHere = now.signedHere;
      signedThere = now.signedThere;
      recall = now.recall;
      undelivered = now.undelivered;
    }
  }
}
