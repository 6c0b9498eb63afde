package org.uputnica.mechanism.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.ClockEvent;
import org.uputnica.mechanism.domain.RunningClock;
import org.uputnica.mechanism.domain.Tracks;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;

/** Row of {@code process.clock}; a stopped clock stays as history. */
@Entity
@Table(schema = "process", name = "clock")
@SuppressWarnings("NullAway.Init")
public class ClockEntity {
  @Id UUID id;
  UUID trackId;
  UUID caseId;

  @Column(columnDefinition = "char(2)")
  String country;

  UUID organization;
  String code;
  Instant startedAt;
  @Nullable Instant dueAt;
  @Nullable Long remainingSeconds;
  @Nullable Instant stoppedAt;
  @Nullable Instant toldAt;
  @Nullable Instant expiresAt;
  int nextLevel;
  @Nullable Instant tellAt;
  long pausableSeconds;

  static ClockEntity from(RunningClock clock, TrackEntity track) {
    ClockEntity row = new ClockEntity();
    row.id = Ids.random();
    row.trackId = track.id;
    row.caseId = track.caseId;
    row.country = track.country;
    row.organization = track.organization;
    row.code = clock.code().value();
    row.startedAt = clock.startedAt();
    row.change(clock);
    return row;
  }

  final void change(RunningClock clock) {
    Duration remaining = clock.remaining();
    if (dueAt == null || !dueAt.equals(clock.due())) {
      toldAt = null; // a question was asked or answered: what was told is no longer so
      expiresAt = null;
    }
    nextLevel = clock.nextLevel();
    tellAt = clock.tellAt();
    pausableSeconds = clock.pausable().toSeconds();
    dueAt = clock.due();
    remainingSeconds = remaining == null ? null : remaining.toSeconds();
  }

  Tracks.ToTell toTell() {
    return new Tracks.ToTell(new TrackId(trackId), new ClockCode(code));
  }

  /** What a change makes of it, as its history calls it; null where it stays as it is. */
  ClockEvent.@Nullable Kind becomes(RunningClock clock) {
    Duration remaining = clock.remaining();
    Long left = remaining == null ? null : remaining.toSeconds();
    if (Objects.equals(dueAt, clock.due()) && Objects.equals(remainingSeconds, left)) {
      return null;
    }
    if (dueAt != null && left != null) {
      return ClockEvent.Kind.PAUSED;
    }
    return remainingSeconds != null && left == null
        ? ClockEvent.Kind.RESUMED
        : ClockEvent.Kind.EXTENDED;
  }

  Tracks.Silent toSilent() {
    return new Tracks.Silent(
        new TrackId(trackId), new OrganizationId(organization), new CountryCode(country));
  }

  RunningClock toDomain() {
    return new RunningClock(
        new ClockCode(code),
        startedAt,
        dueAt,
        remainingSeconds == null ? null : Duration.ofSeconds(remainingSeconds),
        nextLevel,
        tellAt,
        Duration.ofSeconds(pausableSeconds));
  }
}
