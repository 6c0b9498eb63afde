package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.uputnica.consent.GlassBroken;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.Tracks;
import org.uputnica.platform.caller.Roles;

/**
 * Puts a case whose glass was broken on the work lists of coordinator and data protection officer
 * at once, in the same transaction.
 */
@ApplicationScoped
class ToldOfBrokenGlass {
  private static final TrackCode OVERALL = new TrackCode("overall");

  private final Tracks tracks;

  ToldOfBrokenGlass(Tracks tracks) {
    this.tracks = tracks;
  }

  void tell(@Observes GlassBroken broken) {
    tracks.of(broken.caseId()).stream()
        .filter(it -> it.snapshot().track().equals(OVERALL))
        .forEach(it ->
            tracks.alert(
                it,
                Set.of(Roles.COORD + '@' + it.country(), Roles.DPO + '@' + it.country()),
                broken.at()));
  }
}
