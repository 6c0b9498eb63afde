package org.uputnica.mechanism;

import org.uputnica.mechanism.domain.ConflictOfInterest;

/** Event: an account or an organisation must see nothing of a case from now on. */
public record ConflictRecorded(ConflictOfInterest conflict) {}
