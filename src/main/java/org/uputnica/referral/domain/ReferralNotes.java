package org.uputnica.referral.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.referral.domain.ReferralNote.Side;

/** Whose the words of a referral are, and which have left. */
public interface ReferralNotes {
  void add(ReferralNote note);

  /**
   * A step takes it along, once.
   *
   * @return false unless it is a note of this side of this referral, written since this house is
   *     asked, that has not left
   */
  boolean send(UUID note, Referral referral, Side side, StepCode step, Instant at);

  /** All of a referral, oldest first. */
  List<ReferralNote> of(TrackId referral);

  /** The notes of all referrals of a case. */
  Set<UUID> of(CaseId caseId);
}
