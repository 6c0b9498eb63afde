package org.uputnica.mechanism.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.ClockEvent;
import org.uputnica.platform.id.Ids;

/** Row of {@code process.clock_event}; only added. */
@Entity
@Table(schema = "process", name = "clock_event")
@SuppressWarnings("NullAway.Init")
public class ClockEventEntity {
  @Id UUID id;

  @Column(insertable = false, updatable = false)
  @Nullable Long position;

  UUID clockId;
  UUID trackId;
  UUID caseId;

  @Column(columnDefinition = "char(2)")
  String country;

  UUID organization;
  String code;
  String kind;
  Instant happenedAt;
  @Nullable Instant dueAt;
  int level;
  @Nullable String account;
  @Nullable String reason;
  @Nullable UUID note;
  @Nullable UUID document;
  @Nullable Long lengthSeconds;
  @Nullable UUID asked;

  static ClockEventEntity of(
      ClockEntity clock, ClockEvent.Kind kind, Instant at, @Nullable Instant due, int level) {
    return of(
        clock, new ClockEvent(Ids.random(), new ClockCode(clock.code), kind, at, due, level, null));
  }

  static ClockEventEntity of(ClockEntity clock, ClockEvent event) {
    ClockEventEntity row = new ClockEventEntity();
    row.id = event.id();
    row.clockId = clock.id;
    row.trackId = clock.trackId;
    row.caseId = clock.caseId;
    row.country = clock.country;
    row.organization = clock.organization;
    row.code = clock.code;
    row.kind = event.kind().name();
    row.happenedAt = event.at();
    row.dueAt = event.due();
    row.level = event.level();
    ClockEvent.Because because = event.because();
    if (because != null) {
      Duration length = because.length();
      ClockEvent.Reason reason = because.reason();
      row.account = because.account();
      row.reason = reason == null ? null : reason.name();
      row.note = because.note();
      row.document = because.document();
      row.lengthSeconds = length == null ? null : length.toSeconds();
      row.asked = because.asked();
    }
    return row;
  }

  ClockEvent toDomain() {
    return new ClockEvent(
        id,
        new ClockCode(code),
        ClockEvent.Kind.valueOf(kind),
        happenedAt,
        dueAt,
        level,
        account == null
            ? null
            : new ClockEvent.Because(
                account,
                reason == null ? null : ClockEvent.Reason.valueOf(reason),
                note,
                document,
                lengthSeconds == null ? null : Duration.ofSeconds(lengthSeconds),
                asked));
  }
}
