package org.uputnica.consent.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of the texts that are read to people: a row of {@code consent-texts.csv}. A new version
 * touches no statement that rests on an old one.
 *
 * @param bundle its sentences: {@code messages/<bundle>_<language>.properties}, never changed once
 *     another version is in use
 * @param from first read then (UTC)
 * @param until not read any more from then on; absent for the one in use
 */
public record ConsentText(String version, String bundle, Instant from, @Nullable Instant until) {
  /** Whether it could have been read at that time. */
  public boolean isReadAt(Instant at) {
    return !at.isBefore(from) && (until == null || at.isBefore(until));
  }
}
