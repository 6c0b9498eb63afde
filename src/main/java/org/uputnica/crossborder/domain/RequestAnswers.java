package org.uputnica.crossborder.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.uputnica.platform.id.TrackId;

/**
 * What was asked back through which request, and what was answered. Each request is answered for
 * itself, whatever else the case had sent to the same country.
 */
public interface RequestAnswers {
  /**
   * Notes that a recall was asked through a request; asked again, the first time counts.
   *
   * @param sequence number of the message that asks, in its conversation
   */
  void asked(UUID recall, Request request, long sequence);

  /**
   * Keeps the answer of a request to a recall. One that was given before stays; and whoever had not
   * yet received the message that asks has not answered it.
   *
   * @param heard number of the last message that whoever answers had received
   */
  void answered(UUID recall, Request request, RequestAnswer answer, long heard, Instant at);

  /** The answers to a recall. */
  List<RequestAnswer> of(UUID recall);

  /** Whether this request has been answered for. */
  default boolean has(UUID recall, TrackId request) {
    return of(recall).stream().anyMatch(it -> it.request().equals(request));
  }
}
