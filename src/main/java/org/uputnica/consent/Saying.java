package org.uputnica.consent;

import java.time.Instant;
import java.util.List;
import org.uputnica.platform.id.ConsentId;

/**
 * What was said once, in short neutral sentences.
 *
 * @param at when it was said (UTC)
 * @param holds it is the latest word and opens something now
 * @param canBeTakenBack a yes that holds
 */
public record Saying(
    ConsentId id, Instant at, List<String> lines, boolean holds, boolean canBeTakenBack) {
  public Saying {
    lines = List.copyOf(lines);
  }
}
