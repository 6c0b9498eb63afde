package org.uputnica.mechanism.domain;

import java.time.Instant;
import org.uputnica.platform.id.TrackId;

/** A clock that has run out and was not yet told to anybody. */
public record PassedClock(TrackId track, ClockCode code, Instant dueAt) {}
