package org.uputnica.crossborder.message;

import java.util.List;
import java.util.UUID;
import org.uputnica.platform.id.CountryCode;

/** Messages that wait to be delivered, kept in the transaction of the step that sends them. */
public interface Outbox {
  /** The next number of this side of a conversation. */
  long nextSequence(UUID conversation, CountryCode sender);

  void add(Queued queued);

  /**
   * Takes the oldest waiting message of up to {@code limit} conversations and keeps them from other
   * copies of the service until the transaction ends.
   */
  List<Queued> take(int limit);

  void delivered(UUID id);

  /**
   * Notes an attempt; unless it is noted as delivered it is tried again, each time a little later.
   */
  void trying(UUID id);

  /**
   * Takes back what nobody has yet tried to deliver in a conversation.
   *
   * @return whether anything of it has left or may have left
   */
  boolean takeBack(UUID conversation, CountryCode sender);

  /**
   * Notes a message as received.
   *
   * @return false when it was received before
   */
  boolean receive(UUID id, UUID conversation, CountryCode receiver, long sequence);

  /** The highest number received in this direction of a conversation. */
  long lastReceived(UUID conversation, CountryCode receiver);

  /** A sealed message on its way. */
  record Queued(
      UUID id,
      UUID conversation,
      long sequence,
      CountryCode sender,
      CountryCode receiver,
      String token) {}
}
