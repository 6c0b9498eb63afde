package org.uputnica.inbox.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.caller.Caller;

/** The store of webhooks. */
public interface Webhooks {
  /**
   * Adds one.
   *
   * @return false when the id is in use
   */
  boolean add(Webhook webhook);

  /** One the caller sees; kept from others until the transaction ends. */
  Optional<Webhook> find(UUID id);

  /** Of the caller's organisation, newest first. */
  List<Webhook> of(Caller caller, @Nullable Mark after, int limit);

  /** How many of the caller's organisation have not ended. */
  int open(Caller caller);

  /** Those that are called, of all organisations; for the node's own jobs. */
  List<Webhook> active();

  /** Keeps a new state. */
  void save(Webhook webhook);

  /** The place of one in the list. */
  record Mark(Instant addedAt, UUID id) {}
}
