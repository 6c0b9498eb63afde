package org.uputnica.directory.domain;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The intake criteria of {@code shelter-intake-criteria.csv}, one method each. Written as one pass
 * over a need and an offer that files every criterion under met, unknown or not met.
 */
final class Criteria {
  private static final List<String> LEVELS = List.of("LOW", "MEDIUM", "HIGH");
  private static final Set<String> SEXES = Set.of("WOMAN", "MAN", "OTHER");
  private static final WantedPlaces FOR_ONE = WantedPlaces.forPersons(1);
  private static final Set<String> NO_LANGUAGE = Set.of("", "und", "mul", "zxx");

  private final AskedNeed asked;
  private final PlacementNeed need;
  private final ServiceOffer offer;
  private final List<Reason> reasons = new ArrayList<>();
  private final List<Reason> unknown = new ArrayList<>();
  private final List<Reason> against = new ArrayList<>();

  private Criteria(AskedNeed asked, ServiceOffer offer) {
    this.asked = asked;
    this.need = asked.need();
    this.offer = offer;
  }

  static Judgement judge(AskedNeed asked, ServiceOffer offer) {
    return new Criteria(asked, offer).judge();
  }

  private Judgement judge() {
    sex();
    childRoute();
    age();
    household();
    security();
    licence();
    cooperation();
    cost();
    language();
    legalStatus();
    exclusions();
    accessibility();
    hours();
    stay();
    areaToAvoid();
    wishAndDistance();
    return new Judgement(freePlaces(), reasons, unknown, against);
  }

  private void sex() {
    if (offer.sexes().isEmpty()) {
      unknown.add(Reason.of("SEX", "sex.not-stated"));
    } else if (offer.sexes().containsAll(SEXES)) {
      reasons.add(Reason.of("SEX", "sex.everybody"));
    } else if (!SEXES.contains(need.placementSex())) {
      unknown.add(Reason.of("SEX", "sex.not-said"));
    } else if (offer.sexes().contains(need.placementSex())) {
      reasons.add(Reason.of("SEX", "sex.fits"));
    } else {
      against.add(Reason.of("SEX", "sex.not-accepted"));
    }
  }

  /** Rule 7: an adult shelter is never an answer for a child without a carer. */
  private void childRoute() {
    if (need.isAccommodation() && need.isOnChildRoute() && !offer.isForChildrenOnly()) {
      against.add(Reason.of("AGE", "age.adult-place"));
    }
  }

  private void age() {
    if (offer.minimumAge() == null && offer.maximumAge() == null) {
      reasons.add(Reason.of("AGE", "age.any"));
      return;
    }
    AgeRange accepted =
        new AgeRange(
            offer.minimumAge() == null ? 0 : offer.minimumAge(),
            offer.maximumAge() == null ? AgeRange.NO_END : offer.maximumAge());
    if (!accepted.overlaps(asked.possible())) {
      against.add(Reason.of("AGE", "age.not-accepted"));
    } else if (accepted.covers(asked.possible())) {
      reasons.add(Reason.of("AGE", "age.fits"));
    } else {
      unknown.add(Reason.of("AGE", "age.not-known"));
    }
  }

  private void household() {
    if (!need.isAccommodation() || need.accompanyingChildren() == 0) {
      return;
    }
    if (offer.acceptsChildren()) {
      reasons.add(Reason.of("HHC", "household.fits", need.accompanyingChildren()));
    } else {
      against.add(Reason.of("HHC", "household.not-accepted"));
    }
  }

  private void security() {
    if (!need.isAccommodation()) {
      return;
    }
    int offered = LEVELS.indexOf(offer.securityLevel());
    int required = LEVELS.indexOf(need.riskLevel());
    if (offered < 0 || required < 0) {
      unknown.add(Reason.of("SEC", "security.not-known"));
    } else if (offered >= required) {
      reasons.add(Reason.of("SEC", "security.fits"));
    } else {
      against.add(Reason.of("SEC", "security.too-low"));
    }
  }

  private void licence() {
    if (!offer.licenceNeeded()) {
      return;
    }
    LocalDate until = offer.licensedUntil();
    if (until == null) {
      against.add(Reason.of("LIC", "licence.none"));
    } else if (until.isBefore(asked.local().toLocalDate())) {
      against.add(Reason.of("LIC", "licence.expired", until));
    } else {
      reasons.add(Reason.of("LIC", "licence.valid", until));
    }
  }

  private void cooperation() {
    if (offer.cooperationRequired()) {
      against.add(Reason.of("COO", "cooperation.required"));
    }
  }

  private void cost() {
    if (offer.costsMoney()) {
      against.add(Reason.of("COS", "cost.not-free"));
    }
  }

  private void language() {
    if (!NO_LANGUAGE.contains(asked.language())
        && offer.languages().stream()
            .anyMatch(spoken -> AskedNeed.primary(spoken).equals(asked.language()))) {
      reasons.add(Reason.of("LAN", "language.spoken", need.language()));
    } else if (offer.interpreterAvailable()) {
      reasons.add(Reason.of("LAN", "language.interpreter"));
    } else if (NO_LANGUAGE.contains(asked.language()) || !need.interpreterNeeded().equals("YES")) {
      unknown.add(Reason.of("LAN", "language.not-known"));
    } else {
      against.add(Reason.of("LAN", "language.none"));
    }
  }

  private void legalStatus() {
    if (offer.legalStatuses().isEmpty()) {
      return;
    }
    String status = need.particulars().legalStatus();
    if (status == null) {
      unknown.add(Reason.of("NAT", "legal-status.ask"));
    } else if (offer.legalStatuses().contains(status)) {
      reasons.add(Reason.of("NAT", "legal-status.fits"));
    } else {
      against.add(Reason.of("NAT", "legal-status.not-accepted"));
    }
  }

  private void exclusions() {
    if (offer.exclusions().isEmpty()) {
      return;
    }
    Set<String> risks = need.particulars().risks();
    if (risks == null) {
      unknown.add(Reason.of("RIS", "exclusions.ask"));
    } else if (risks.stream().noneMatch(offer.exclusions()::contains)) {
      reasons.add(Reason.of("RIS", "exclusions.none"));
    } else {
      against.add(Reason.of("RIS", "exclusions.cannot-meet"));
    }
  }

  /** What she needs must be among what is offered; a house that has said nothing is asked. */
  private void accessibility() {
    Set<String> needed = need.particulars().accessibility();
    if (needed.isEmpty()) {
      return;
    }
    Set<String> offered = offer.intake().accessibility();
    if (offered == null) {
      unknown.add(Reason.of("ACC", "accessibility.ask"));
    } else if (offered.containsAll(needed)) {
      reasons.add(Reason.of("ACC", "accessibility.fits"));
    } else {
      against.add(Reason.of("ACC", "accessibility.not-met"));
    }
  }

  /**
   * A place to sleep takes her in now, or after a call; anything else may also wait until it opens.
   */
  private void hours() {
    IntakeTerms intake = offer.intake();
    LocalDateTime local = asked.local();
    if (intake.hours().isEmpty()) {
      if (intake.onCall()) {
        reasons.add(Reason.of("TIM", "hours.on-call"));
      }
      return;
    }
    if (intake.isOpen(local)) {
      reasons.add(Reason.of("TIM", "hours.open"));
    } else if (intake.onCall()) {
      reasons.add(Reason.of("TIM", "hours.on-call"));
    } else {
      String next = intake.opensAfter(local).map(it -> it.toString().replace('T', ' ')).orElse("–");
      (need.isAccommodation() ? against : unknown).add(Reason.of("TIM", "hours.closed", next));
    }
  }

  /** {@code LEN} is a check of the plan: a stay that is too short is said, and excludes nobody. */
  private void stay() {
    Integer days = need.particulars().stay();
    if (days == null || !offer.isAccommodation()) {
      return;
    }
    Integer most = offer.intake().maximumStay();
    if (most == null) {
      unknown.add(Reason.of("LEN", "stay.ask"));
    } else if (days <= most) {
      reasons.add(Reason.of("LEN", "stay.fits", most));
    } else {
      unknown.add(Reason.of("LEN", "stay.too-short", most));
    }
  }

  /**
   * Rule 6. A whole region is avoided with the municipalities in it ({@code ME} code prefixes);
   * what she wishes herself is not avoided.
   */
  private void areaToAvoid() {
    if (!need.isAccommodation()) {
      return;
    }
    Particulars said = need.particulars();
    if (asked.avoided().stream().anyMatch(it -> Area.holds(it, offer.area()))) {
      if (said.wish(offer) < 2) {
        reasons.add(Reason.of("RIS", "area.wished"));
      } else {
        against.add(Reason.of("RIS", "area.to-avoid"));
      }
    } else if (said.avoid() == null) {
      unknown.add(Reason.of("RIS", "area.ask"));
    } else if (asked.avoided().stream().anyMatch(it -> Area.holds(offer.area(), it))) {
      unknown.add(Reason.of("RIS", "area.not-known"));
    }
  }

  /** Neither excludes; both are said, since they decide the order. */
  private void wishAndDistance() {
    Particulars said = need.particulars();
    switch (said.wish(offer)) {
      case 0 -> reasons.add(Reason.of("WISH", "wish.service"));
      case 1 -> reasons.add(Reason.of("WISH", "wish.area"));
      default -> {}
    }
    if (said.near() != null) {
      switch (said.distance(offer)) {
        case 0 -> reasons.add(Reason.of("NEAR", "near.place"));
        case 1 -> reasons.add(Reason.of("NEAR", "near.region"));
        default -> reasons.add(Reason.of("NEAR", "near.country"));
      }
    }
  }

  private FreePlacesState freePlaces() {
    if (offer.capacities().isEmpty()) {
      if (offer.isAccommodation()) {
        unknown.add(Reason.of("CAP", "places.not-said"));
        return FreePlacesState.UNKNOWN;
      }
      reasons.add(Reason.of("CAP", "places.not-counted"));
      return FreePlacesState.FREE;
    }
    WantedPlaces wanted = offer.isAccommodation() ? asked.places() : FOR_ONE;
    int fresh = -1;
    boolean enough = false;
    boolean old = false;
    for (FreePlaces unit : offer.capacities()) {
      if (!wanted.areOf(unit.unit())) {
        continue;
      }
      if (unit.isFresh(asked.now())) {
        fresh = Math.max(fresh, unit.available());
        enough |= wanted.fitIn(unit);
      } else {
        old = true;
      }
    }
    if (enough) {
      reasons.add(Reason.of("CAP", "places.free", fresh));
      return FreePlacesState.FREE;
    }
    if (old) {
      unknown.add(Reason.of("CAP", "places.old"));
      return FreePlacesState.UNKNOWN;
    }
    against.add(
        fresh <= 0
            ? Reason.of("CAP", "places.none")
            : Reason.of("CAP", "places.too-few", fresh, wanted.persons()));
    return FreePlacesState.NONE;
  }
}
