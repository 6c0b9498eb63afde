package org.uputnica.inbox.domain;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.uputnica.changes.domain.ChangeKind;

/** The store of what is on its way to somebody outside; for the node's own jobs. */
public interface Deliveries {
  /**
   * Up to which transaction what came is on its way; kept from others until the transaction ends.
   *
   * @return nothing while another copy of the service has it
   */
  OptionalLong holdMark();

  void moveMark(long until);

  /**
   * What came before these desks and still stands.
   *
   * @param from number of a transaction, included
   * @param until number of a transaction, not included
   * @param urgentNotices kinds of notices that are urgent
   * @param soon what is due before is urgent
   */
  List<Came> came(
      Set<String> desks, long from, long until, Set<String> urgentNotices, Instant soon);

  /** Sends it on its way, unless one that was never tried is: then that one, the more urgent. */
  void add(Delivery delivery, Instant dueAt);

  /**
   * Those that are due, of each addressee the oldest alone; each kept from others until the
   * transaction ends.
   */
  List<Delivery> due(Instant now, int atMost);

  /** It is tried now, and if nobody comes back from it, then again. */
  void trying(UUID id, Instant next);

  /** It is not tried now. */
  void putOff(UUID id, Instant until);

  void end(UUID id, Delivery.Outcome outcome, Instant at);

  /** It has come, and says the same as all that were on their way there when its try began. */
  void delivered(Delivery delivery, Instant tryBegan);

  /** Ends all that are on their way to a webhook. */
  void endAllTo(UUID webhook, Instant at);

  void forget(Instant endedBefore);

  /** Something of a kind came before a desk. */
  record Came(String desk, ChangeKind kind, boolean urgent) {}
}
