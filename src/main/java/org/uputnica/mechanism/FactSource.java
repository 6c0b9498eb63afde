package org.uputnica.mechanism;

import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.Facts;
import org.uputnica.mechanism.domain.TrackInstance;

/**
 * A room above the mechanism that owns facts: places, envelopes, messages. The mechanism asks for
 * them and knows no more.
 */
public interface FactSource {
  /** Adds what this room knows about a run of a track, as it is now. */
  void bring(TrackInstance track, CaseRecord record, Facts.Builder facts);
}
