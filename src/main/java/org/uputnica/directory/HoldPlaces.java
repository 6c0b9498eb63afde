package org.uputnica.directory;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;

/**
 * Somebody wants places kept for a referral that is being drafted.
 *
 * @param unit only of this one; absent: whichever has enough
 * @param length absent: as long as the house allows
 */
public record HoldPlaces(
    UUID id,
    ServiceId service,
    TrackId referral,
    int places,
    @Nullable String unit,
    @Nullable Duration length) {}
