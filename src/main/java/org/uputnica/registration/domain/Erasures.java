package org.uputnica.registration.domain;

import java.util.List;
import org.uputnica.platform.id.CaseId;

/** Requests to erase. */
public interface Erasures {
  /**
   * Keeps a new one; fails with the table's key when the id or an open request is there already.
   */
  void add(Erasure erasure);

  /** Keeps a decision on one that was read in this transaction. */
  void save(Erasure erasure);

  /** Those about a case, oldest first, locked until the transaction ends. */
  List<Erasure> take(CaseId caseId);
}
