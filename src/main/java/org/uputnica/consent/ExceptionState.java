package org.uputnica.consent;

import java.time.Instant;
import org.uputnica.consent.domain.ConsentStatement.ExceptionAct;

/** An exception as it stands now. */
public record ExceptionState(ExceptionAct act, boolean approved, boolean inForce) {
  /** When it shuts: after a day, or later once somebody else has approved. */
  public Instant expiresAt() {
    return approved ? act.expires() : act.lapses();
  }

  /** One for the act, one more for its approval. */
  public long revision() {
    return approved ? 2 : 1;
  }
}
