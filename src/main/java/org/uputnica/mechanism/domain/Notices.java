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

  /** The case a notice is about, answered or not; read without waiting for anybody. */
  Optional<CaseId> caseOf(UUID id);

  /** A notice, answered or not; kept from others until the transaction ends. */
  Optional<Notice> find(UUID id);

  /** Unanswered notices of a kind about any run of a case. */
  List<Notice> openOf(CaseId id, Set<Notice.About> kinds);

  /** Whether there is one of this kind about a run, answered or not. */
  boolean wasPut(Notice.About about, TrackId track);

  /** Unanswered notices about one of these clocks of a run. */
  List<Notice> openOf(TrackId track, Set<ClockCode> clocks);

  /**
   * Notes the answer and takes the lines away.
   *
   * @param by opaque id of who answered
   */
  void answer(Notice notice, String answer, String by, Instant at);
}
