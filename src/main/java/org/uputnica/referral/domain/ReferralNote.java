package org.uputnica.referral.domain;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.StepCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;

/**
 * Words of one side of a referral for the other: a question, an answer, whom to ask for, a way.
 * They lie in the person's sealed file and go with it; this says whose they are. Written first,
 * they are read by the other side once a step has taken them along.
 *
 * @param id of the sealed note
 * @param receiver who was asked then
 * @param step that took it along; null before
 * @param sentAt with that step
 */
public record ReferralNote(
    UUID id,
    TrackId referral,
    CaseId caseId,
    CountryCode country,
    OrganizationId receiver,
    Side side,
    Instant writtenAt,
    @Nullable StepCode step,
    @Nullable Instant sentAt) {
  /** The inputs by which a step of a referral takes a note along. */
  public static final Set<String> INPUTS = Set.of("question", "answer", "contact", "route");

  /** Whose words they are. */
  public enum Side {
    SENDER,
    RECEIVER
  }

  /**
   * Whether this side may read it: its own words, and what the other has sent; a house, no words
   * with another that was asked before it.
   *
   * @param asked the house that is asked now
   */
  public boolean isReadBy(Side reader, OrganizationId asked) {
    return (side == reader || sentAt != null) && (reader == Side.SENDER || receiver.equals(asked));
  }
}
