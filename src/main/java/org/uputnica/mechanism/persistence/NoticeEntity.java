package org.uputnica.mechanism.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.Notice;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.TrackId;

/** Row of {@code process.notice}. */
@Entity
@Table(schema = "process", name = "notice")
@SuppressWarnings("NullAway.Init")
public class NoticeEntity {
  @Id UUID id;
  UUID trackId;
  UUID caseId;

  @Column(columnDefinition = "char(2)")
  String country;

  UUID organization;
  String about;
  @Nullable String step;
  String[] desks;
  @Nullable String clock;
  Instant noticedAt;
  @Nullable String answer;
  @Nullable String answeredBy;
  @Nullable Instant answeredAt;

  static NoticeEntity from(Notice notice, TrackEntity track, Instant at) {
    NoticeEntity row = new NoticeEntity();
    row.id = notice.id();
    row.trackId = track.id;
    row.caseId = track.caseId;
    row.country = track.country;
    row.organization = track.organization;
    row.about = notice.about().name();
    row.step = Optional.ofNullable(notice.step()).map(StepCode::value).orElse(null);
    row.desks = notice.desks().stream().sorted().toArray(String[]::new);
    row.clock = Optional.ofNullable(notice.clock()).map(ClockCode::value).orElse(null);
    row.noticedAt = at;
    return row;
  }

  Notice toDomain() {
    return new Notice(
        id,
        new TrackId(trackId),
        new CaseId(caseId),
        Notice.About.valueOf(about),
        step == null ? null : new StepCode(step),
        clock == null ? null : new ClockCode(clock),
        Set.of(desks),
        answer);
  }
}
