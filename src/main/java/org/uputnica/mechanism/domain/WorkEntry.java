package org.uputnica.mechanism.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.TrackId;

/**
 * One line of a work list: a run that waits for the desk, or a notice.
 *
 * @param line id of the run or of the notice
 * @param notice null for a run that waits
 */
public record WorkEntry(
    TrackId id,
    CaseId caseId,
    CaseCode caseCode,
    boolean teamMember,
    TrackCode track,
    StateCode state,
    @Nullable String clock,
    @Nullable Instant dueAt,
    RiskLevel risk,
    Instant since,
    Instant rank,
    UUID line,
    @Nullable Asked notice) {
  /** The notice that the line is. */
  public record Asked(UUID id, Notice.About about, @Nullable StepCode step) {}
}
