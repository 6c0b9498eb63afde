package org.uputnica.consent.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.OrganizationId;

/**
 * What every statement has: about whom, what and towards whom, whose word, when, and who wrote it
 * down.
 *
 * @param recipient the one organisation it is about; absent: none, or everybody for a no
 * @param items what the question was about; only a yes and an exception open anything
 * @param deviceTime when it was said, as the device that wrote it down claims (UTC)
 * @param recordedAt when the service kept it (UTC, microseconds)
 * @param organization the recording organisation
 * @param recorder opaque subject of the staff member
 */
public record Said(
    ConsentId id,
    CaseId caseId,
    ConsentScope scope,
    @Nullable OrganizationId recipient,
    Set<ItemCategory> items,
    SaidBy saidBy,
    Instant deviceTime,
    Instant recordedAt,
    OrganizationId organization,
    String recorder) {
  public Said {
    items = Sets.of(items, ItemCategory.class);
  }

  /**
   * When it was said. A device whose clock runs ahead cannot say something later than the service
   * heard it: otherwise its yes would outlive a withdrawal that followed.
   */
  public Instant at() {
    return deviceTime.isAfter(recordedAt) ? recordedAt : deviceTime;
  }
}
