package org.uputnica.door;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That something of hers was asked back from an office, as the person reads it.
 *
 * @param askedAt UTC
 * @param answeredAt UTC; absent while nobody has answered
 * @param lines the office, what it had, what it answered; in her language
 */
public record OwnRecall(
    UUID id, Instant askedAt, @Nullable Instant answeredAt, List<String> lines) {
  public OwnRecall {
    lines = List.copyOf(lines);
  }
}
