package org.uputnica.casefile;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.uputnica.platform.id.CaseId;

/**
 * Event, in the transaction that erases, for the first time or again, and when the erasure is
 * followed up: a person's keys and sealed items are destroyed. Whoever keeps something else under
 * her key or about her identity destroys it now; where nothing is left, nothing happens.
 *
 * @param left observers that work once the transaction stands add what they could not end
 */
public record PersonErased(CaseId caseId, List<UUID> left) {
  PersonErased(CaseId caseId) {
    this(caseId, new ArrayList<>());
  }
}
