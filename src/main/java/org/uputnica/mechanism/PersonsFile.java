package org.uputnica.mechanism;

import java.util.UUID;
import org.uputnica.platform.id.CaseId;

/**
 * The sealed file of a person, which a room above keeps: the process only asks whether what
 * somebody refers to is in it.
 */
public interface PersonsFile {
  /** Whether the file of the case has this note. */
  boolean hasNote(CaseId caseId, UUID note);

  /** Whether the case has this attachment, and it was not deleted. */
  boolean hasDocument(CaseId caseId, UUID document);
}
