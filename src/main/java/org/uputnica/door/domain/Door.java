package org.uputnica.door.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;

/** The door as all copies of the service share it: what was tried, and which sessions are open. */
public interface Door {
  /**
   * Counts an attempt before anything is looked at; one after the other in all copies.
   *
   * @param lookup keyed hash of the part that finds a number
   * @param source keyed hash of where it comes from
   */
  Answer attempt(UUID attempt, long lookup, long source, Instant at, Limit limit);

  /** The number that is found by this part and opens a page. */
  Optional<Behind> find(long lookup);

  /**
   * Opens; what was tried with this part before is forgotten.
   *
   * @param session SHA-256 of what the person's device holds
   */
  void open(byte[] session, Opening opening);

  /**
   * What a session that is not over leads to.
   *
   * @param closed also one that was closed and would not be over yet
   */
  Optional<Opened> behind(byte[] session, Instant at, boolean closed);

  /** Closes a session; false when it is closed already. */
  boolean close(byte[] session, Instant at);

  /** The case that goes on in place of a closed duplicate, or this one. */
  CaseId goesOnIn(CaseId id);

  /** What an attempt meets. */
  enum Answer {
    /** Look whether the number is right. */
    LOOK,
    /** This number was tried too often: it does not open, right or wrong. */
    SHUT,
    /** Too much was tried from there, or in all; not counted. */
    WAIT
  }

  /**
   * How much may be tried.
   *
   * @param window over which a source and all are counted, sliding
   * @param ofSource attempts from one source that failed
   * @param ofAll attempts that failed
   * @param numberWindow over which one number is counted
   * @param ofNumber attempts at one number that failed
   */
  record Limit(Duration window, int ofSource, int ofAll, Duration numberWindow, int ofNumber) {}

  /** A number as it is kept, with what it opens. */
  record Behind(Opened opens, NumberHash hash) {}

  /** What is open. */
  record Opened(UUID number, CaseId caseId, CountryCode country) {}

  /** One opening, UTC. */
  record Opening(UUID number, long lookup, UUID attempt, Instant at, Instant until) {}
}
