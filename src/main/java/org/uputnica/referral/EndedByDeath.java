package org.uputnica.referral;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.uputnica.mechanism.NoticeService;
import org.uputnica.mechanism.Taken;
import org.uputnica.mechanism.TrackService;
import org.uputnica.mechanism.domain.Notice;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.referral.domain.Referral;
import org.uputnica.referral.domain.ReferralStates;
import org.uputnica.referral.domain.Referrals;

/**
 * She has died: what was asked for her is taken back in the same transaction, and whoever expects
 * or houses her is told that nobody comes, and the way to it closes; that house closes its own
 * part. Why is not told here.
 */
@ApplicationScoped
class EndedByDeath {
  private static final StepCode WITHDRAWAL = new StepCode("T054");

  /** States in which a death changes something. */
  static final Set<String> NOT_OVER =
      Stream.of(EndedWithPerson.ASKED, ReferralStates.UNDER_WAY)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private final EndedWithPerson asked;
  private final Referrals referrals;
  private final TrackService tracks;
  private final NoticeService notices;
  private final TenantSettings tenant;

  EndedByDeath(
      EndedWithPerson asked,
      Referrals referrals,
      TrackService tracks,
      NoticeService notices,
      TenantSettings tenant) {
    this.asked = asked;
    this.referrals = referrals;
    this.tracks = tracks;
    this.notices = notices;
    this.tenant = tenant;
  }

  void end(@Observes Taken taken) {
    if (taken.moved().isDeath()) {
      tenant.beyondCaller(() ->
          referrals.of(taken.record().id()).stream()
              .sorted(Referral.BY_SERVICE)
              .forEach(this::end));
    }
  }

  /** Takes back what was asked of a house, or tells the house once; whether it did. */
  boolean end(Referral referral) {
    String state = tracks.hold(referral.id()).state(referral.id());
    if (asked.end(referral, Caller.service(referral.sender(), referral.country()))) {
      return true;
    }
    closeTheWay(referral.id());
    boolean untold =
        ReferralStates.UNDER_WAY.contains(state)
            && !notices.wasPut(Notice.About.TAKEN_BACK, referral.id());
    if (untold) {
      notices.put(Notice.About.TAKEN_BACK, referral.id(), WITHDRAWAL);
    }
    return untold;
  }

  /** Nobody is met any more; read anew, since the death has closed who she is already. */
  private void closeTheWay(TrackId id) {
    referrals
        .find(id)
        .filter(it -> it.handover().word() != null)
        .ifPresent(it -> referrals.save(it.met()));
  }
}
