package org.uputnica.consent.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.OrganizationId;

/**
 * Command: write down what was said about one scope and one recipient.
 *
 * @param items exactly what may be shown, for a yes; what the question was about, otherwise
 * @param reason for {@link ConsentStatus#NOT_ASKED} and {@link ConsentStatus#INVALIDATED}
 * @param deviceTime when it was said (UTC)
 */
public record RecordConsent(
    ConsentId id,
    ConsentScope scope,
    @Nullable OrganizationId recipient,
    ConsentStatus status,
    Set<ItemCategory> items,
    SaidBy saidBy,
    Telling told,
    @Nullable StatedReason reason,
    @Nullable Instant expiresAt,
    Instant deviceTime) {
  public RecordConsent {
    items = Sets.of(items, ItemCategory.class);
  }
}
