package org.uputnica.referral;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import org.uputnica.mechanism.NoticeService;
import org.uputnica.mechanism.TakeStep;
import org.uputnica.mechanism.Taken;
import org.uputnica.mechanism.TrackService;
import org.uputnica.mechanism.domain.Notice;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.referral.domain.Referral;
import org.uputnica.referral.domain.Referrals;

/**
 * She has died: what was asked for her is taken back in the same transaction, and whoever expects
 * or houses her is told that nobody comes; that house closes its own part. Why is not told here.
 */
@ApplicationScoped
class EndedByDeath {
  private static final StepCode WITHDRAWAL = new StepCode("T054");
  private static final Set<String> UNDER_WAY = Set.of("RF-MOVE", "RF-ARR", "RF-SERV");

  private final ReferralService service;
  private final Referrals referrals;
  private final TrackService tracks;
  private final NoticeService notices;
  private final TenantSettings tenant;

  EndedByDeath(
      ReferralService service,
      Referrals referrals,
      TrackService tracks,
      NoticeService notices,
      TenantSettings tenant) {
    this.service = service;
    this.referrals = referrals;
    this.tracks = tracks;
    this.notices = notices;
    this.tenant = tenant;
  }

  void end(@Observes Taken taken) {
    if (taken.moved().isDeath()) {
      tenant.beyondCaller(() -> referrals.of(taken.record().id()).forEach(this::end));
    }
  }

  private void end(Referral referral) {
    String state = tracks.require(referral.id()).snapshot().state().value();
    if (EndedWithPerson.ASKED.contains(state)) {
      service.take(
          TakeStep.following(
              referral.id(), WITHDRAWAL.value(), Map.of("withdrawal-reason", "NEED_ENDED")),
          Caller.service(referral.sender(), referral.country()));
    } else if (UNDER_WAY.contains(state)) {
      notices.put(Notice.About.TAKEN_BACK, referral.id(), WITHDRAWAL);
    }
  }
}
