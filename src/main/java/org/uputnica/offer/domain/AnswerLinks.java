package org.uputnica.offer.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;

/** The store of answer links, and of what was tried with them. */
public interface AnswerLinks {
  /** Keeps a new one in place of the one before; false when the id is in use. */
  boolean add(AnswerLink link, byte[] token);

  /** Uses it up; false when it is used up or replaced. */
  boolean use(UUID id, Instant at);

  /**
   * Counts a secret that leads to nothing; one after the other in all copies.
   *
   * @param source keyed hash of where it comes from
   * @return false when too much was tried from there, or in all
   */
  boolean guess(UUID guess, long source, Instant at, Limit limit);

  /**
   * What a secret leads to while the request waits for an answer.
   *
   * @param token SHA-256 of the secret
   * @param since looks are counted from then on
   * @param answered also one that was answered and would not be over yet; that is no look
   */
  Optional<Behind> behind(byte[] token, Instant at, Instant since, boolean answered);

  /** How many wrong secrets may be tried in a time. */
  record Limit(Duration window, int ofSource, int ofAll) {}

  /**
   * What a link leads to.
   *
   * @param looks how often it was opened, this time too
   */
  record Behind(
      UUID id,
      TrackId referral,
      OrganizationId receiver,
      CountryCode country,
      Instant until,
      int looks) {}
}
