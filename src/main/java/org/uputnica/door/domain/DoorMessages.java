package org.uputnica.door.domain;

import java.time.Instant;
import java.util.List;
import org.uputnica.platform.id.CaseId;

/** The store of what persons asked at their own door. */
public interface DoorMessages {
  void add(DoorMessage message);

  /** Of a case, newest first. */
  List<DoorMessage> of(CaseId id, int most);

  /** How many a case has since then. */
  long since(CaseId id, Instant at);
}
