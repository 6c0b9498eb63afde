package org.uputnica.crossborder;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.crossborder.domain.Requests;
import org.uputnica.crossborder.domain.Side;
import org.uputnica.mechanism.FactSource;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.Fact;
import org.uputnica.mechanism.domain.Facts;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.platform.id.TrackId;

/**
 * What this room knows about a request: who receives, who signed, and what the sending side vouches
 * for.
 */
@ApplicationScoped
class CrossborderFacts implements FactSource {
  private static final StateCode ARRIVES = new StateCode("XB-REQ");

  private final Requests requests;
  private final Agreements agreements;

  CrossborderFacts(Requests requests, Agreements agreements) {
    this.requests = requests;
    this.agreements = agreements;
  }

  @Override
  public Known about(List<TrackInstance> runs) {
    Map<TrackId, Request> found =
        requests.of(
            runs.stream()
                .filter(it -> it.snapshot().track().equals(CrossborderService.TRACK))
                .map(TrackInstance::id)
                .collect(Collectors.toSet()));
    return (track, record, _, facts) -> bring(found.get(track.id()), track, record, facts);
  }

  private void bring(
      @Nullable Request known, TrackInstance track, CaseRecord record, Facts.Builder facts) {
    Optional.ofNullable(known)
        .ifPresent(request ->
            facts
                .fact(Fact.RECEIVING_PERSON_NAMED, request.receivingOrganization() != null)
                .fact(Fact.RISK_FROM_BOTH_SIDES, request.isAssessedByBoth())
                .fact(
                    Fact.AGREEMENT_NOT_ENDED,
                    request.side() == Side.RECEIVED
                        || !agreements
                            .between(request.country(), request.otherCountry())
                            .hasEnded())
                .fact(Fact.SIGNED_BY_BOTH_SIDES, request.signedHere() && request.signedThere())
                .fact(Fact.GUARDIAN_NAMED, request.side() == Side.RECEIVED && record.isChild())
                .fact(
                    Fact.BEST_INTERESTS_DETERMINED,
                    request.side() == Side.RECEIVED && isVouchedFor(track, record)));
  }

  /**
   * The letter says whether they were determined. Of who turned out to be a child after it, the
   * sending side determines them before its next step, as its own rule asks; unless this side has
   * found against it.
   */
  private static boolean isVouchedFor(TrackInstance track, CaseRecord record) {
    Boolean found = record.bestInterests();
    return found == null ? !track.snapshot().state().equals(ARRIVES) : found;
  }
}
