package org.uputnica.mechanism;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.TakenStep;
import org.uputnica.mechanism.domain.Tracks;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.TrackId;

/** The steps a case has taken: read at once for all its runs, and only if somebody asks. */
final class Past {
  private final Tracks tracks;
  private final CaseId of;
  private @Nullable Map<TrackId, List<TakenStep>> steps;

  Past(Tracks tracks, CaseId of) {
    this.tracks = tracks;
    this.of = of;
  }

  /** The steps of one run, oldest first. */
  List<TakenStep> of(TrackId run) {
    Map<TrackId, List<TakenStep>> read = steps;
    if (read == null) {
      read = tracks.histories(of);
      steps = read;
    }
    return read.getOrDefault(run, List.of());
  }
}
