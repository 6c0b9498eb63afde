package org.uputnica.mechanism.domain;

import java.time.Instant;
import java.util.Set;
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
  private static final TrackCode REFERRAL = new TrackCode("referral");
  private static final Set<String> ACCEPTED = Set.of("RF-ACC", "RF-MOVE", "RF-ARR", "RF-SERV");

  /**
   * Whether the line is about a referral that has not been accepted, or is over: for the house that
   * was asked, which then knows the case by the referral alone.
   */
  public boolean isOnlyAsked() {
    return track.equals(REFERRAL) && !ACCEPTED.contains(state.value());
  }

  /** The notice that the line is. */
  public record Asked(UUID id, Notice.About about, @Nullable StepCode step) {}
}
