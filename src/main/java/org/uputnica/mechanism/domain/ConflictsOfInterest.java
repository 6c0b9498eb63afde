package org.uputnica.mechanism.domain;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;

/** The register of conflicts of interest. Row-level security reads it when a transaction begins. */
public interface ConflictsOfInterest {
  /** Oldest first; lifted ones too. */
  List<ConflictOfInterest> of(CaseId id);

  /** Fails with {@code already-exists} when the id is in use. */
  void add(ConflictOfInterest conflict, CaseRecord about, Caller by);

  void lift(UUID id, Instant at, Caller by);
}
