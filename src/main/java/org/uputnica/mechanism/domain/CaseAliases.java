package org.uputnica.mechanism.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;

/** Numbers of cases closed as duplicates: each stays good for the case that goes on. */
public interface CaseAliases {
  /**
   * The cases a number leads to, as far as row-level security shows them: of a closed duplicate the
   * one that goes on, then the closed one itself.
   */
  List<CaseId> find(CaseCode code);

  /** The case that goes on in place of this one; empty unless it was closed as a duplicate. */
  Optional<CaseId> goesOnIn(CaseId closed);

  /** Numbers that lead to this case besides its own, in order. */
  List<CaseCode> of(CaseId id);

  /** The closed duplicates that this case goes on for, in the order of their numbers. */
  List<CaseId> joinedInto(CaseId id);

  /** Lets the number of a case, and all that led to it, lead to another. */
  void join(CaseRecord closed, CaseRecord goesOn, Instant at);
}
