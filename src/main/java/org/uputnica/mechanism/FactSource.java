package org.uputnica.mechanism;

import java.util.List;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.Facts;
import org.uputnica.mechanism.domain.TrackInstance;

/**
 * A room above the mechanism that owns facts: places, envelopes, messages. The mechanism asks for
 * them and knows no more.
 */
public interface FactSource {
  /** Reads at once what this room knows about runs of one case. */
  Known about(List<TrackInstance> runs);

  /** What was read. */
  interface Known {
    /**
     * Adds what is known about a run of a track, as it is now.
     *
     * @param said everything the person said about her data
     */
    void bring(
        TrackInstance track, CaseRecord record, List<ConsentStatement> said, Facts.Builder facts);
  }
}
