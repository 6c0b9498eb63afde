package org.uputnica.mechanism;

import java.util.List;
import org.uputnica.mechanism.domain.AcrossTracks;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackInstance;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.problem.RefusedException;

/**
 * A case with its runs as they stand, kept from others until the transaction ends: what a step is
 * decided on.
 */
public record HeldCase(CaseRecord record, List<TrackInstance> runs) {
  private static final TrackCode OVERALL = new TrackCode("overall");

  /** Whether the person has died. */
  public boolean isOfTheDead() {
    return runs.stream()
        .map(TrackInstance::snapshot)
        .anyMatch(it -> it.track().equals(OVERALL) && AcrossTracks.isDeath(it.state()));
  }

  /**
   * One of the runs.
   *
   * @throws RefusedException {@code not-found}
   */
  public TrackInstance run(TrackId id) {
    return runs.stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow(RefusedException::notFound);
  }

  /**
   * Code of the state one of the runs is in.
   *
   * @throws RefusedException {@code not-found}
   */
  public String state(TrackId id) {
    return run(id).snapshot().state().value();
  }
}
