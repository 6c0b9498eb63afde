package org.uputnica.consent.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.OrganizationId;

/**
 * The person was told that something of hers was disclosed without asking her, or could not be told
 * yet (General Data Protection Regulation, article 14; domain reference 3.7). Only added.
 *
 * @param notYet why she was not told; absent when she was
 * @param language in which she was told, code of {@code languages.csv}
 * @param interpreter code of the interpreter, {@code NONE} without
 * @param contact the meeting in which she was told
 * @param deviceTime as the device claims (UTC)
 * @param recordedAt when the service kept it (UTC)
 * @param recorder opaque id of who told her
 */
public record ExceptionTelling(
    UUID id,
    ConsentId exception,
    @Nullable NotYet notYet,
    @Nullable String language,
    @Nullable String interpreter,
    @Nullable UUID contact,
    Instant deviceTime,
    Instant recordedAt,
    OrganizationId organization,
    String recorder) {
  /** Why somebody cannot be told yet. Closed; the duty stays. */
  public enum NotYet {
    ENDANGERS_SOMEBODY,
    CANNOT_UNDERSTAND_NOW,
    OUT_OF_REACH
  }

  public boolean isTold() {
    return notYet == null;
  }
}
