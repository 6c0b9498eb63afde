package org.uputnica.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ConsentStatement.ExceptionAct;

/**
 * An exception as it stands now.
 *
 * @param approver opaque id of the second person; null until somebody has approved
 */
public record ExceptionState(ExceptionAct act, @Nullable String approver, boolean inForce) {
  public boolean approved() {
    return approver != null;
  }

  /** When it shuts: after a day, or later once somebody else has approved. */
  public Instant expiresAt() {
    return approved() ? act.expires() : act.lapses();
  }

  /** One for the act, one more for its approval. */
  public long revision() {
    return approved() ? 2 : 1;
  }
}
