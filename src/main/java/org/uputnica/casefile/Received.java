package org.uputnica.casefile;

import java.util.UUID;
import org.uputnica.casefile.domain.AttachmentCard;

/**
 * A content that was received.
 *
 * @param card what opens it; exists nowhere but here until it is kept
 * @param digest SHA-256 of the body as it came, for telling a retry from another request
 */
public record Received(AttachmentCard card, String digest) {
  /** The attempt whose chunks it is. */
  public UUID upload() {
    return card.upload();
  }
}
