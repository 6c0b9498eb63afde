package org.uputnica.consent;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ConsentStatement.ExceptionAct;
import org.uputnica.consent.domain.ExceptionTelling;

/**
 * An exception as it stands now.
 *
 * @param approver opaque id of the second person; null until somebody has approved
 * @param tellings whether the person was told, oldest first
 */
public record ExceptionState(
    ExceptionAct act, @Nullable String approver, boolean inForce, List<ExceptionTelling> tellings) {
  public ExceptionState {
    tellings = List.copyOf(tellings);
  }

  public boolean approved() {
    return approver != null;
  }

  /** When it shuts: after a day, or later once somebody else has approved. */
  public Instant expiresAt() {
    return approved() ? act.expires() : act.lapses();
  }

  /** When the person was told; null until then. */
  public @Nullable Instant toldAt() {
    return tellings.stream()
        .filter(ExceptionTelling::isTold)
        .findFirst()
        .map(ExceptionTelling::recordedAt)
        .orElse(null);
  }

  /** One for the act, one more for its approval and for each telling. */
  public long revision() {
    return (approved() ? 2 : 1) + tellings.size();
  }
}
