package org.uputnica.directory;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.idempotency.Revision;

/**
 * A house says how many places are free tonight, those held for accepted referrals not counted.
 *
 * @param maximum absent leaves the one said before
 * @param seen the revision the caller saw
 */
public record SetCapacity(
    ServiceId service, UUID capacity, int available, @Nullable Integer maximum, Revision seen) {}
