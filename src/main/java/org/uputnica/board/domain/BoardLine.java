package org.uputnica.board.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;

/**
 * One line of a list: a case, or free places.
 *
 * @param at the moment by which the list is sorted
 * @param line where the list goes on after it, within one moment
 */
public record BoardLine(
    Instant at,
    UUID line,
    OrganizationId organization,
    @Nullable About about,
    @Nullable Run run,
    @Nullable Said said,
    @Nullable Room room) {
  /** The case. */
  public record About(CaseId id, CaseCode code, boolean child) {}

  /** The run of a track, the clock of it that matters, and the priority of a referral. */
  public record Run(TrackId id, String state, @Nullable String clock, @Nullable String priority) {}

  /**
   * A consent, an exception, or what is asked back.
   *
   * @param statement absent when a person was erased
   * @param recipient who was shown it or may be
   */
  public record Said(@Nullable UUID statement, String scope, @Nullable OrganizationId recipient) {}

  /** Free places as last said. */
  public record Room(ServiceId service, int available) {}
}
