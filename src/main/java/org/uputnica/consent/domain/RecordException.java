package org.uputnica.consent.domain;

import java.time.Instant;
import java.util.Set;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.OrganizationId;

/**
 * Command: disclose without consent on a legal ground.
 *
 * @param items the least that is needed
 * @param deviceTime as the device claims (UTC); kept, and decides nothing
 */
public record RecordException(
    ConsentId id,
    OverrideReason reason,
    ConsentScope scope,
    OrganizationId recipient,
    Set<ItemCategory> items,
    Instant deviceTime) {
  public RecordException {
    items = Sets.of(items, ItemCategory.class);
  }
}
