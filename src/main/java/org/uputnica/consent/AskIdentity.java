package org.uputnica.consent;

import java.util.Set;
import java.util.UUID;
import org.uputnica.consent.domain.AccessReason;
import org.uputnica.consent.domain.IdentityAccess.Kind;
import org.uputnica.consent.domain.ItemCategory;

/**
 * Somebody outside the team wants to open identity.
 *
 * @param minutes for a break-glass: how long
 */
public record AskIdentity(
    UUID id, Kind kind, AccessReason reason, Set<ItemCategory> items, int minutes) {}
