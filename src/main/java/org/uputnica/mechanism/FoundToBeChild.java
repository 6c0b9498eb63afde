package org.uputnica.mechanism;

import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.platform.id.TrackId;

/**
 * Whoever was taken for an adult may be a child, and is under the rule for children from now on.
 *
 * @param heardOn the run by which another country said so; null where it was found here
 */
public record FoundToBeChild(CaseRecord record, @Nullable TrackId heardOn) {}
