package org.uputnica.mechanism.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a clock. Only added, never changed.
 *
 * @param at server time, UTC
 * @param due when the clock was to run out after it; null while it pauses
 * @param level which escalation, or how many of its lengths have passed since it ran out; 0 for
 *     everything else
 * @param because who wanted it and why; null for what a step or the passing of time brought about
 */
public record ClockEvent(
    UUID id,
    ClockCode code,
    Kind kind,
    Instant at,
    @Nullable Instant due,
    int level,
    @Nullable Because because) {
  /** What can happen to a clock. Closed. */
  public enum Kind {
    STARTED,
    WARNED,
    PASSED,
    ESCALATED,
    TOLD_AGAIN,
    PAUSED,
    RESUMED,
    EXTENSION_ASKED,
    EXTENSION_REFUSED,
    EXTENDED,
    STOPPED
  }

  /**
   * Why somebody pauses, resumes or lengthens a clock. Closed; the story goes into a sealed note.
   */
  public enum Reason {
    PERSON_ASKED,
    QUESTION_OPEN,
    HEALTH,
    DOCUMENT_AWAITED,
    PROCEEDING_PENDING,
    INTERPRETER_MISSING,
    BODY_UNREACHABLE,
    REASON_ENDED
  }

  /**
   * Who wanted it and why.
   *
   * @param account opaque id
   * @param reason null for a decision, whose reason stands in what was asked
   * @param note sealed note with the words
   * @param document attachment of the case
   * @param length by how much it is lengthened; null for everything else
   * @param asked the event that this one decides
   */
  public record Because(
      String account,
      @Nullable Reason reason,
      @Nullable UUID note,
      @Nullable UUID document,
      @Nullable Duration length,
      @Nullable UUID asked) {}
}
