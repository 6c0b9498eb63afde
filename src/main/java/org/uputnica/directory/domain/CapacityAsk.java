package org.uputnica.directory.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is asked of a house about its free places. */
public enum CapacityAsk {
  /** A number is old and counts as unknown: how many are free? */
  SAY,
  /** Somebody has recorded what the house said on the telephone: is it so? */
  CONFIRM;

  /** What is asked about these numbers of one service; an old one comes first. */
  public static Optional<CapacityAsk> of(List<FreePlaces> numbers, Instant now) {
    if (numbers.stream().anyMatch(it -> !it.isFresh(now))) {
      return Optional.of(SAY);
    }
    return numbers.stream().anyMatch(it -> it.said().how() == FreePlaces.Word.TELEPHONE)
        ? Optional.of(CONFIRM)
        : Optional.empty();
  }
}
