package org.uputnica.inbox.domain;

import java.time.Instant;
import java.util.UUID;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * That something waits, on its way to somebody outside. It says nothing of what.
 *
 * @param id the same at each try, so that it counts once
 * @param to the reader or the webhook
 * @param since what came in earlier transactions is not meant
 * @param tries those that were made
 */
public record Delivery(
    UUID id,
    Way way,
    UUID to,
    OrganizationId organization,
    CountryCode country,
    boolean urgent,
    long since,
    Instant madeAt,
    int tries) {
  /** How it goes there. */
  public enum Way {
    LETTER,
    WEBHOOK
  }

  /** How it ended. */
  public enum Outcome {
    DELIVERED,
    /** What it was about waits no more, was seen meanwhile, or nobody is to be told any more. */
    NEEDLESS,
    GIVEN_UP
  }
}
