package org.uputnica.mechanism.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Reach;
import org.uputnica.platform.caller.Roles;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * The case as process: everything the mechanism and a service that is asked need, and nothing that
 * names. Who she is lies sealed in the case file.
 *
 * @param responsible organisation that answers for the case; {@code registering} stays on the team
 *     beside it
 * @param age years as said or estimated
 * @param elements what the indicators support, by code list; never a score
 * @param bestInterests outcome of the latest best-interests determination; null while there is none
 * @param serving organisations that accepted the person in a referral that still runs
 * @param assigned who of the responsible organisation works on it, and who must see nothing of it
 * @param mechanismVersion version of the procedure the case started with
 * @param revision grows with every change of this record
 */
public record CaseRecord(
    CaseId id,
    CaseCode code,
    CountryCode country,
    OrganizationId responsible,
    OrganizationId registering,
    String registeredBy,
    Instant registeredAt,
    Instant deviceTime,
    String place,
    String nameKind,
    AgeState ageState,
    @Nullable Integer age,
    String gender,
    String placementSex,
    String language,
    Answer interpreterNeeded,
    UrgentNeeds urgentNeeds,
    int accompanyingChildren,
    @Nullable UUID household,
    @Nullable String triage,
    List<SeenIndicator> indicators,
    Set<Element> elements,
    @Nullable String judgement,
    RiskLevel risk,
    Instant riskAssessedAt,
    @Nullable Boolean bestInterests,
    @Nullable OrganizationId guardian,
    Set<OrganizationId> serving,
    Set<OrganizationId> participants,
    Assignment assigned,
    String mechanismVersion,
    long revision) {
  /** How long a risk assessment counts as fresh (DL-REASS). */
  public static final Duration RISK_FRESH = Duration.ofDays(7);

  public CaseRecord {
    indicators = List.copyOf(indicators);
    elements = elements.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(elements));
    serving = Set.copyOf(serving);
    participants = Set.copyOf(participants);
  }

  /** The rule for children or for adults. */
  public AgeRule ageRule() {
    return ageState.rule(age);
  }

  public boolean isChild() {
    return ageRule() == AgeRule.CHILD;
  }

  /** Adult: act, means and purpose; child: act and purpose (Palermo Protocol, article 3). */
  public boolean elementsSuffice() {
    return elements.contains(Element.ACT)
        && elements.contains(Element.PURPOSE)
        && (isChild() || elements.contains(Element.MEANS));
  }

  public boolean riskIsFresh(Instant now) {
    return !riskAssessedAt.plus(RISK_FRESH).isBefore(now);
  }

  /** The organisations that work on the case: the responsible and the one that met the person. */
  public boolean isTeam(OrganizationId organization) {
    return organization.equals(responsible) || organization.equals(registering);
  }

  /** The case manager and the colleagues beside her, as long as they belong to the house. */
  public boolean isAssignedTo(Caller caller) {
    return caller.isOf(responsible) && caller.has(Roles.CASE) && assigned.has(caller.user());
  }

  /** Who met the person and wrote the registration, as long as she belongs to the same house. */
  public boolean isRegistrar(Caller caller) {
    return caller.user().equals(registeredBy)
        && caller.isOf(registering)
        && (caller.has(Roles.FRONT) || caller.has(Roles.BORDER));
  }

  /**
   * Whether this caller may see the case as process: the person herself, the team, the guardian, a
   * service she is with, and those who watch over the country. A service that was only asked may
   * not, nor an organisation with a conflict of interest.
   */
  public boolean isVisibleTo(Caller caller) {
    OrganizationId own = caller.organization();
    boolean partOf = isTeam(own) || own.equals(guardian) || serving.contains(own);
    boolean watches = caller.country().equals(country) && caller.watchesCountry();
    return caller.reach() == Reach.NODE
        || caller.isPersonOf(id)
        || ((partOf || watches) && !assigned.conflicted().contains(own));
  }

  /** The same case with what is now known of the age. */
  public CaseRecord aged(AgeState state, @Nullable Integer years) {
    return with(responsible, state, years, risk, riskAssessedAt, bestInterests, guardian);
  }

  /** The same case with this risk, assessed at {@code at}. */
  public CaseRecord assessed(RiskLevel level, Instant at) {
    return with(responsible, ageState, age, level, at, bestInterests, guardian);
  }

  /** The same case with this outcome of a best-interests determination; null takes it away. */
  public CaseRecord determined(@Nullable Boolean favourable) {
    return with(responsible, ageState, age, risk, riskAssessedAt, favourable, guardian);
  }

  /** The same case with this guardian; null for none. */
  public CaseRecord guardedBy(@Nullable OrganizationId named) {
    return with(responsible, ageState, age, risk, riskAssessedAt, bestInterests, named);
  }

  /** The same case, for which another organisation answers. */
  public CaseRecord answeredForBy(OrganizationId organization) {
    return with(organization, ageState, age, risk, riskAssessedAt, bestInterests, guardian);
  }

  private CaseRecord with(
      OrganizationId answers,
      AgeState state,
      @Nullable Integer years,
      RiskLevel level,
      Instant levelAt,
      @Nullable Boolean interests,
      @Nullable OrganizationId guards) {
    return new CaseRecord(
        id,
        code,
        country,
        answers,
        registering,
        registeredBy,
        registeredAt,
        deviceTime,
        place,
        nameKind,
        state,
        years,
        gender,
        placementSex,
        language,
        interpreterNeeded,
        urgentNeeds,
        accompanyingChildren,
        household,
        triage,
        indicators,
        elements,
        judgement,
        level,
        levelAt,
        interests,
        guards,
        serving,
        participants,
        assigned,
        mechanismVersion,
        revision);
  }
}
