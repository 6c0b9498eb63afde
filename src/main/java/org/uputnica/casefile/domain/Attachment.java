package org.uputnica.casefile.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;

/**
 * What is known of an attachment without opening it. No file name is kept: people write names into
 * them.
 *
 * @param consent for EVIDENCE, the statement it proves
 * @param type found in the content; absent until it is kept
 * @param size bytes as kept; absent until it is kept
 * @param upload the attempt whose chunks are the content; absent until it is kept
 * @param revision grows with every change
 */
public record Attachment(
    UUID id,
    CaseId caseId,
    CountryCode country,
    AttachmentKind kind,
    @Nullable UUID consent,
    State state,
    @Nullable ContentType type,
    @Nullable Long size,
    @Nullable UUID upload,
    long revision,
    Instant announcedAt,
    Instant changedAt) {

  /** Where the content is in the person's file. */
  public Slot slot() {
    return new Slot(kind.category(), id);
  }

  public boolean isAwaited() {
    return state == State.AWAITED;
  }

  /** Announced, kept, or destroyed. */
  public enum State {
    AWAITED,
    KEPT,
    DELETED
  }
}
