package org.uputnica.consent.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.OrganizationId;

/**
 * Command: take a consent back.
 *
 * @param recipient only towards this organisation; towards all when absent
 * @param deviceTime when it was said (UTC)
 */
public record Withdraw(
    ConsentId id,
    ConsentScope scope,
    @Nullable OrganizationId recipient,
    SaidBy saidBy,
    Telling told,
    Instant deviceTime) {}
