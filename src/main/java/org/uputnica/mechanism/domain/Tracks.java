package org.uputnica.mechanism.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.page.Cursor;

/** The store of runs of tracks, their clocks, the steps taken and the work lists made from them. */
public interface Tracks {
  Optional<TrackInstance> find(TrackId id);

  List<TrackInstance> of(CaseId id);

  /** The runs of a track that stand in one of these states although the person has died. */
  List<TrackId> ofTheDead(TrackCode track, Set<String> states);

  /** Adds a run and puts it on the work lists of {@code waiting}. */
  void add(TrackInstance track, Waiting waiting);

  /**
   * Saves a run after a step and returns it at its new revision; fails when somebody else was
   * faster.
   */
  TrackInstance save(TrackInstance track, Waiting waiting);

  /**
   * Saves a run that has gone over to another version of the procedure; its lines on the work lists
   * stay, and its clocks are told of as the new version says.
   */
  void move(TrackInstance track);

  /**
   * Saves a run of which one clock was changed by somebody's wish; the history keeps who and why.
   */
  TrackInstance save(TrackInstance track, Waiting waiting, ClockEvent wished);

  /** Keeps the step for the history of the case. */
  void keep(TakenStep step);

  /** The steps of one run, oldest first. */
  List<TakenStep> history(TrackId id);

  /** The steps of all runs of a case, by run, oldest first. */
  Map<TrackId, List<TakenStep>> histories(CaseId id);

  /**
   * The clock of which something is to be told first; it and its case are kept from others until
   * the transaction ends. Passes by a case that somebody holds.
   */
  Optional<ToTell> nextToTell(Instant now);

  /** Puts off to {@code until} what is to be told of a clock. */
  void putOff(ToTell clock, Instant until);

  /** A clock of which something is to be told. */
  record ToTell(TrackId track, ClockCode clock) {}

  /**
   * Notes that something was told of a clock, and puts its track on these desks as well, ranked by
   * when the clock runs out.
   *
   * @param clock as it is once this was told; without a next telling nothing more will be
   * @param grace with its running out: after it silence ends the run; absent where it ends nothing
   */
  void tell(
      RunningClock clock,
      @Nullable Telling telling,
      TrackInstance track,
      Set<String> desks,
      @Nullable Duration grace);

  /** When the grace is over after it was told that a clock of the run ran out; empty before. */
  Optional<Instant> endsUnanswered(TrackId id);

  /** Whether it was told that a clock of the run ran out, and the grace after that is over. */
  boolean isSilent(TrackId id, Instant now);

  /** Runs that silence has ended, longest first. */
  List<Silent> silent(Instant now, int limit);

  /**
   * Whether silence still ends the run; its case is kept from others until the transaction ends.
   * Somebody who comes second, or after an answer, is told no.
   */
  boolean claimSilent(TrackId id, Instant now);

  /** A run that silence has ended, and whose row it is. */
  record Silent(TrackId track, OrganizationId organization, CountryCode country) {}

  /** Puts a track on one more desk from now on, until its next step. */
  void callUpon(TrackId id, String desk);

  /** Puts a run on these desks as well, ranked by {@code at}. */
  void alert(TrackInstance track, Set<String> desks, Instant at);

  /** What waits for any of these desks, most urgent first. */
  List<WorkEntry> waitingFor(Set<String> desks, @Nullable Cursor after, int limit);
}
