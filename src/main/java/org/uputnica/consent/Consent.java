package org.uputnica.consent;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.Evidence.Proof;
import org.uputnica.consent.domain.RefusalReason;

/**
 * A statement as it stands now.
 *
 * @param approved for an exception: somebody else has approved it
 * @param inForce it is the latest word for its scope and recipient and opens something now
 * @param evidence ids of the attachments that prove it, those that are gone as well
 * @param refusalReason why she said no, where she did and this caller may read it
 */
public record Consent(
    ConsentStatement statement,
    boolean approved,
    boolean inForce,
    Proof proof,
    List<UUID> evidence,
    @Nullable RefusalReason refusalReason) {
  public Consent {
    evidence = List.copyOf(evidence);
  }
}
