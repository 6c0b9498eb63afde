package org.uputnica.crossborder;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.mechanism.domain.TrackInstance;

/**
 * A request, where it stands on this side, and the contacts after the handover.
 *
 * @param other whom to talk to on the other side; null where the directory has nobody any more
 */
public record RequestView(
    Request request, TrackInstance track, List<Contact> monitoring, @Nullable ContactPoint other) {
  public RequestView {
    monitoring = List.copyOf(monitoring);
  }

  /**
   * One contact after the handover.
   *
   * @param result code, once it took place
   */
  public record Contact(String clock, Instant dueAt, boolean done, @Nullable String result) {}
}
