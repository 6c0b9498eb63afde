package org.uputnica.mechanism.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.TrackId;

/**
 * A clock of a case with everything that happened to it, oldest first.
 *
 * @param clock as it runs or pauses, or as it was when it ended
 * @param stoppedAt null while it runs or pauses
 */
public record KeptClock(
    TrackId track, RunningClock clock, @Nullable Instant stoppedAt, List<ClockEvent> history) {
  public KeptClock {
    history = List.copyOf(history);
  }

  /** Has it neither ended nor been answered? */
  public boolean isOpen() {
    return stoppedAt == null;
  }

  /** Has it ended at this time or later? */
  public boolean endedSince(Instant at) {
    return stoppedAt != null && !stoppedAt.isBefore(at);
  }

  /** Whether this was told of it for the time at which it runs out now. */
  public boolean wasTold(ClockEvent.Kind kind) {
    return history.stream()
        .anyMatch(it -> it.kind() == kind && Objects.equals(it.due(), clock.due()));
  }

  /** How many escalations were told for the time at which it runs out now. */
  public int escalations() {
    return (int)
        history.stream()
            .filter(it -> it.kind() == ClockEvent.Kind.ESCALATED)
            .filter(it -> Objects.equals(it.due(), clock.due()))
            .count();
  }

  /** By how much it was lengthened in all. */
  public Duration extension() {
    return history.stream()
        .filter(it -> it.kind() == ClockEvent.Kind.EXTENDED)
        .map(it -> Objects.requireNonNull(Objects.requireNonNull(it.because()).length()))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** The extension that was asked for and not yet decided. */
  public Optional<ClockEvent> asked() {
    return history.stream()
        .filter(it -> it.kind() == ClockEvent.Kind.EXTENSION_ASKED)
        .filter(it -> history.stream().noneMatch(other -> decides(other, it)))
        .findFirst();
  }

  private static boolean decides(ClockEvent event, ClockEvent asked) {
    ClockEvent.Because because = event.because();
    return because != null && asked.id().equals(because.asked());
  }
}
