package org.uputnica.crossborder;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.crossborder.domain.Requests;
import org.uputnica.crossborder.domain.Side;
import org.uputnica.mechanism.FactSource;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.Fact;
import org.uputnica.mechanism.domain.Facts;
import org.uputnica.mechanism.domain.TrackInstance;

/**
 * What this room knows about a request: who receives, who signed, and what the sending side vouches
 * for.
 */
@ApplicationScoped
class CrossborderFacts implements FactSource {
  private final Requests requests;

  CrossborderFacts(Requests requests) {
    this.requests = requests;
  }

  @Override
  public void bring(
      TrackInstance track, CaseRecord record, List<ConsentStatement> said, Facts.Builder facts) {
    if (!track.snapshot().track().equals(CrossborderService.TRACK)) {
      return;
    }
    requests
        .find(track.id())
        .ifPresent(request ->
            facts
                .fact(Fact.RECEIVING_PERSON_NAMED, request.receivingOrganization() != null)
                .fact(Fact.SIGNED_BY_BOTH_SIDES, request.signedHere() && request.signedThere())
                .fact(Fact.GUARDIAN_NAMED, request.side() == Side.RECEIVED && request.child())
                .fact(
                    Fact.BEST_INTERESTS_DETERMINED,
                    request.side() == Side.RECEIVED
                        && Boolean.TRUE.equals(record.bestInterests())));
  }
}
