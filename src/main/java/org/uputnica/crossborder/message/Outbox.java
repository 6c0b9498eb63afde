package org.uputnica.crossborder.message;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.crossborder.domain.Undelivered;
import org.uputnica.platform.id.CountryCode;

/** Messages that wait to be delivered, kept in the transaction of the step that sends them. */
public interface Outbox {
  /** The next number of this side of a conversation. */
  long nextSequence(UUID conversation, CountryCode sender);

  /** Whether anything of a request has left this side, or waits to leave. */
  default boolean hasBegun(Request request) {
    return nextSequence(request.conversation(), request.country()) > 1;
  }

  void add(Queued queued);

  /**
   * Takes the oldest waiting message of up to {@code limit} conversations and keeps them from other
   * copies of the service until the transaction ends.
   */
  List<Queued> take(int limit);

  /**
   * Whether a message still waits, the first of its conversation. If so, nobody else delivers it,
   * gives it up or forgets it until the transaction ends.
   */
  boolean hold(UUID id);

  void delivered(UUID id);

  /** Tries it no more; one that has expired is forgotten at once, another one when it expires. */
  void park(UUID id, Undelivered why);

  /** Forgets what parked messages said once they have expired. */
  void forgetExpired();

  /**
   * Notes an attempt; unless it is noted as delivered it is tried again, each time a little later.
   */
  void trying(UUID id);

  /**
   * Takes back what nobody has yet tried to deliver in a conversation. The first letter is
   * forgotten also when it was tried, unless it was delivered or is being delivered: nobody tries
   * it again.
   *
   * @return whether anything of it has left or may have left
   */
  boolean takeBack(UUID conversation, CountryCode sender);

  /**
   * Forgets the first letter of who asks, the only one with identity in it, unless it was
   * delivered; it is tried no more, and what comes after it is not held back.
   */
  void forgetOpening(UUID conversation, CountryCode sender);

  /**
   * Notes a message as received.
   *
   * @return false when it was received before
   */
  boolean receive(UUID id, UUID conversation, CountryCode receiver, long sequence);

  /** The highest number received in this direction of a conversation. */
  long lastReceived(UUID conversation, CountryCode receiver);

  /**
   * A sealed message on its way.
   *
   * @param expires after it nobody takes the message
   * @param tries how often it was tried before
   */
  record Queued(
      UUID id,
      UUID conversation,
      long sequence,
      CountryCode sender,
      CountryCode receiver,
      Instant expires,
      int tries,
      String token) {}
}
