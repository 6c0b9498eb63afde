package org.uputnica.mechanism.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.TrackId;

/** The store of notices; those that are open stand on the work lists of their desks. */
public interface Notices {
  /** Adds it and its lines. */
  void add(Notice notice, Instant rank, Instant at);

  /** A notice, answered or not; kept from others until the transaction ends. */
  Optional<Notice> find(UUID id);

  /** Unanswered notices about one of these clocks of a run. */
  List<Notice> openOf(TrackId track, Set<ClockCode> clocks);

  /** Unanswered notices of a case about this. */
  List<Notice> openOf(CaseId id, Notice.About about);

  /**
   * Notes the answer and takes the lines away.
   *
   * @param by opaque id of who answered
   */
  void answer(Notice notice, String answer, String by, Instant at);
}
