package org.uputnica.platform.time;

import java.time.Duration;

/** The clock of the practice is being moved, in the running transaction; the journal keeps it. */
public record ClockMoved(Duration by) {}
