package org.uputnica.directory.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A service together with the HSDS object it was read out of.
 *
 * @param document JSON as it came; null of one that was loaded before it was kept
 * @param revision for {@code If-Match}
 * @param changedAt when its organisation or the national office last changed it; null while it is
 *     as a file had it
 */
public record ServiceEntry(
    ServiceOffer offer, @Nullable String document, long revision, @Nullable Instant changedAt) {}
