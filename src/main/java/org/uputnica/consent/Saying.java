package org.uputnica.consent;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.uputnica.platform.id.ConsentId;

/**
 * What was said once, in short neutral sentences.
 *
 * @param at when it was said (UTC)
 * @param holds it is the latest word and opens something now
 * @param canBeTakenBack a yes that holds and that she takes back by her own word
 * @param endsMore a yes to nobody in particular, beside others to single organisations, which end
 *     with it
 */
public record Saying(
    ConsentId id,
    Instant at,
    List<String> lines,
    boolean holds,
    boolean canBeTakenBack,
    boolean endsMore) {
  public Saying {
    lines = List.copyOf(lines);
  }

  /** The same with one more sentence. */
  public Saying with(String line) {
    return new Saying(
        id,
        at,
        Stream.concat(lines.stream(), Stream.of(line)).toList(),
        holds,
        canBeTakenBack,
        endsMore);
  }
}
