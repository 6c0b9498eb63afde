package org.uputnica.referral;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.mechanism.TakeStep;
import org.uputnica.mechanism.TrackService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.persistence.TenantSettings;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.referral.domain.Need;
import org.uputnica.referral.domain.Referral;
import org.uputnica.referral.domain.Referrals;
import org.uputnica.referral.domain.Siblings;
import org.uputnica.referral.domain.Siblings.Sibling;

/**
 * Up to three services may be asked for the same need at once; the first yes takes the other
 * requests back, in the same transaction. The service that said yes never learns who else was
 * asked, and the others never who it was about.
 */
@ApplicationScoped
class OtherServices {
  private final Referrals referrals;
  private final TrackService tracks;
  private final DirectoryService directory;
  private final TenantSettings tenant;

  OtherServices(
      Referrals referrals, TrackService tracks, DirectoryService directory, TenantSettings tenant) {
    this.referrals = referrals;
    this.tracks = tracks;
    this.directory = directory;
    this.tenant = tenant;
  }

  /**
   * The requests of a case for a need.
   *
   * @param but one that is left out; null for none
   */
  Siblings of(CaseId id, Need need, @Nullable TrackId but) {
    return tenant.seeBeyondCaller(() -> forNeed(need, others(id, but)));
  }

  /** Those for the same need; of one that is alone nothing more is read. */
  private Siblings of(Referral referral) {
    return tenant.seeBeyondCaller(() -> {
      List<Referral> others = others(referral.caseId(), referral.id());
      return others.isEmpty() ? new Siblings(List.of()) : forNeed(need(referral), others);
    });
  }

  private List<Referral> others(CaseId id, @Nullable TrackId but) {
    return referrals.of(id).stream().filter(it -> !it.id().equals(but)).toList();
  }

  private Siblings forNeed(Need need, List<Referral> others) {
    return new Siblings(
        others.stream()
            .filter(it -> need(it).isSameAs(need))
            .map(it -> new Sibling(it.id(), it.receiver(), state(it)))
            .toList());
  }

  /**
   * Refuses one more request for a need for which enough are asked.
   *
   * @throws RefusedException {@code enough-asked}
   */
  void requireRoom(Referral referral) {
    Siblings siblings = of(referral);
    if (siblings.asks(referral.receiver())) {
      throw enough("This service is asked for the same need already", "asked-already");
    }
    if (siblings.isFull()) {
      throw enough("Three services are asked for the same need; wait, or withdraw one", "three");
    }
  }

  private static RefusedException enough(String detail, String code) {
    return RefusedException.of(
        ProblemType.ENOUGH_ASKED, detail, FieldProblem.about(code, "is so for this need"));
  }

  /** Takes back what was asked of others for the need that {@code accepted} meets. */
  void withdraw(Referral accepted) {
    var open = of(accepted).open();
    if (!open.isEmpty()) {
      tenant.beyondCaller(() -> open.forEach(it -> takeBack(referrals.find(it).orElseThrow())));
    }
  }

  private void takeBack(Referral referral) {
    tracks.take(
        tracks.hold(referral.caseId()),
        TakeStep.following(
            referral.id(), "T054", Map.of("withdrawal-reason", "OTHER_SERVICE_ACCEPTED")),
        Caller.service(referral.sender(), referral.country()));
    directory.release(referral.id());
  }

  private String state(Referral referral) {
    return tracks.require(referral.id()).snapshot().state().value();
  }

  private Need need(Referral referral) {
    return referral.need(types(referral.service()));
  }

  /** What a service gives. */
  Set<String> types(ServiceId service) {
    return directory.service(service).map(ServiceOffer::serviceTypes).orElse(Set.of());
  }
}
