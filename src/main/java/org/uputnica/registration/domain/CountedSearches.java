package org.uputnica.registration.domain;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.uputnica.platform.caller.Caller;

/** The store of how often somebody has searched lately; shared by all copies of the service. */
public interface CountedSearches {
  /**
   * Counts a search of this caller, as one that found nobody until {@link #found} says otherwise;
   * two of one caller wait for each other.
   *
   * @return how long to wait, when she has searched as often as {@code limit} allows; then it is
   *     not counted
   */
  Optional<Duration> count(UUID search, Caller caller, SearchLimit limit);

  /** That search found somebody. */
  void found(UUID search);
}
