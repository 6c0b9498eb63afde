package org.uputnica.directory.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was said once about free places; only ever added.
 *
 * @param held at that moment
 * @param by opaque id of the account
 * @param saidAt when it was said; of a call the moment of the call
 * @param answers the call that the house confirms or corrects with it
 */
public record CapacityStatement(
    UUID id,
    int available,
    int held,
    @Nullable Integer maximum,
    FreePlaces.Said said,
    @Nullable String by,
    Instant saidAt,
    Instant recordedAt,
    @Nullable UUID answers) {}
