package org.uputnica.inbox.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.uputnica.platform.caller.Caller;

/** The store of readers. */
public interface InboxReaders {
  Optional<InboxReader> find(Caller caller);

  /** One of any organisation; for the node's own jobs. */
  Optional<InboxReader> find(UUID id);

  /** Those who want letters and have looked since then; for the node's own jobs. */
  List<InboxReader> byMail(Instant metSince);

  /**
   * Keeps it.
   *
   * @return false when it is not at the revision before any more
   */
  boolean put(InboxReader reader);

  /** Notes that a reader who is kept looks now, with the roles she has; once an hour. */
  void meet(Caller caller, Instant now);

  void mailed(UUID id, Instant at);
}
