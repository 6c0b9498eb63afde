package org.uputnica.referral;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.uputnica.consent.domain.Basis;
import org.uputnica.consent.domain.ConsentPolicy;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.Decision;
import org.uputnica.consent.domain.Disclosure;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.Matching;
import org.uputnica.directory.domain.PlacementNeed;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.directory.domain.WantedPlaces;
import org.uputnica.mechanism.FactSource;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.Fact;
import org.uputnica.mechanism.domain.Facts;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.referral.domain.NeedsEnvelope;
import org.uputnica.referral.domain.Referral;
import org.uputnica.referral.domain.Referrals;

/**
 * What this room knows about a referral: the service, its criteria, its places, and whether the
 * items are those agreed to.
 */
@ApplicationScoped
class ReferralFacts implements FactSource {
  private final Referrals referrals;
  private final DirectoryService directory;
  private final Clock clock;

  ReferralFacts(Referrals referrals, DirectoryService directory, Clock clock) {
    this.referrals = referrals;
    this.directory = directory;
    this.clock = clock;
  }

  @Override
  public Known about(List<TrackInstance> runs) {
    Map<TrackId, Referral> found =
        referrals.of(
            runs.stream()
                .filter(it -> it.snapshot().track().equals(ReferralService.TRACK))
                .map(TrackInstance::id)
                .collect(Collectors.toSet()));
    Map<ServiceId, ServiceOffer> services =
        directory.services(
            found.values().stream().map(Referral::service).collect(Collectors.toSet()));
    Set<TrackId> held = directory.held(found.keySet());
    return (track, record, said, facts) -> {
      Referral referral = found.get(track.id());
      ServiceOffer service = referral == null ? null : services.get(referral.service());
      if (referral != null && service != null) {
        bring(referral, service, held.contains(referral.id()), record, said, facts);
      }
    };
  }

  private void bring(
      Referral referral,
      ServiceOffer service,
      boolean held,
      CaseRecord record,
      List<ConsentStatement> said,
      Facts.Builder facts) {
    Instant now = clock.instant();
    facts
        .fact(Fact.RECEIVER_ACTIVE, takesRequests(service, now))
        .fact(
            Fact.NO_CONFLICT_OF_INTEREST,
            !record.assigned().conflicted().contains(referral.receiver()))
        .fact(Fact.ITEMS_EQUAL_CONSENT, itemsAreAgreed(referral, record, said, now))
        .fact(Fact.CRITERIA_MET, fits(referral, service, record, now))
        .fact(Fact.PLACE_HELD, held || hasPlace(referral, service))
        .fact(Fact.ACCEPTED_BY_TELEPHONE, referral.isOnlyNoted())
        .fact(Fact.HANDOVER_OPEN, referral.handover().isOpen());
  }

  /** The part of a needs envelope that matching asks for. */
  static PlacementNeed need(NeedsEnvelope needs, CountryCode country, String serviceType) {
    return new PlacementNeed(
        needs.ageState().name(),
        needs.age(),
        needs.placementSex(),
        needs.language(),
        needs.interpreterNeeded().name(),
        needs.accompanyingChildren(),
        needs.riskLevel().name(),
        null,
        country,
        serviceType);
  }

  private static boolean takesRequests(ServiceOffer service, Instant now) {
    LocalDate until = service.licensedUntil();
    boolean licensed =
        !service.licenceNeeded()
            || (until != null && !until.isBefore(now.atZone(ZoneOffset.UTC).toLocalDate()));
    return service.active()
        && !service.serviceTypes().isEmpty()
        && licensed
        && !service.cooperationRequired()
        && !service.costsMoney();
  }

  /**
   * The envelope holds exactly what was agreed to for this house: not more, and not less than she
   * wanted told. Under an exception less is always fine.
   */
  private static boolean itemsAreAgreed(
      Referral referral, CaseRecord record, List<ConsentStatement> said, Instant now) {
    if (!(decide(referral, referral.items(), record, said, now) instanceof Decision.Permit)) {
      return false;
    }
    Set<ItemCategory> more = EnumSet.allOf(ItemCategory.class);
    more.removeAll(referral.items());
    return more.stream()
        .noneMatch(item ->
            decide(referral, EnumSet.of(item), record, said, now) instanceof Decision.Permit permit
                && permit.ground().bases().stream().allMatch(Basis.Agreed.class::isInstance));
  }

  private static Decision decide(
      Referral referral,
      Set<ItemCategory> items,
      CaseRecord record,
      List<ConsentStatement> said,
      Instant now) {
    return ConsentPolicy.decide(
        Disclosure.of(
            record.id(), ConsentScope.REFERRAL, referral.receiver(), items, record.isChild()),
        said,
        now);
  }

  /**
   * By the age that is known now: who was taken for an adult when it was drafted may be a child.
   * Whether a place is free is asked apart; the house that says yes knows it better than
   * yesterday's number, and whether it opens at this hour.
   */
  private static boolean fits(
      Referral referral, ServiceOffer service, CaseRecord record, Instant now) {
    NeedsEnvelope needs = referral.needs().aged(record.ageState(), record.age());
    return service.serviceTypes().stream()
        .anyMatch(type ->
            Matching.match(
                    need(needs, referral.country(), type), List.of(service.asItAnswers()), now)
                .excluded()
                .isEmpty());
  }

  /** The places the person and the children with her need. */
  static WantedPlaces wanted(Referral referral) {
    return WantedPlaces.of(need(referral.needs(), referral.country(), ""));
  }

  private static boolean hasPlace(Referral referral, ServiceOffer service) {
    return service.capacities().isEmpty()
        || service.capacities().stream().anyMatch(wanted(referral)::fitIn);
  }
}
