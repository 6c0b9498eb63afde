package org.uputnica.registration;

import java.util.Set;
import java.util.UUID;
import org.uputnica.platform.id.CaseId;

/**
 * The notes in a person's file that two desks wrote to each other; the room above that carries them
 * knows them.
 */
public interface WordsBetweenDesks {
  /** Their ids. */
  Set<UUID> of(CaseId caseId);
}
