package org.uputnica.mechanism;

import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.Moved;
import org.uputnica.mechanism.domain.TrackInstance;

/** A step that was taken: the run as it stands now, its case, and what happened. */
public record Taken(TrackInstance track, CaseRecord record, Moved moved) {}
