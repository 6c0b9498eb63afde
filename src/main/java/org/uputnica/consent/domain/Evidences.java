package org.uputnica.consent.domain;

import java.util.List;
import org.uputnica.platform.id.CaseId;

/** What is kept to prove statements; answered by the room that keeps attachments. */
public interface Evidences {
  /** All of a case, oldest first, and what is gone as well. */
  List<Evidence> of(CaseId id);
}
