package org.uputnica.mechanism.domain;

import java.util.List;
import org.uputnica.platform.id.CaseId;

/** The store of what happened to clocks; {@link Tracks} writes it with each change. */
public interface KeptClocks {
  /** Every clock the case has or had, in the order they were started. */
  List<KeptClock> of(CaseId id);
}
