package org.uputnica.mechanism.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;

/** The store of moves to another version, and where the open cases of a version stand. */
public interface MechanismMoves {
  /** Adds a move; false while another one of the country goes on. */
  boolean add(MechanismMove move);

  Optional<MechanismMove> find(UUID id);

  /** The moves that go on, oldest first. */
  List<MechanismMove> open();

  /** One more case has gone over. */
  void countMoved(UUID id);

  /** Ends a move; false if it had ended. */
  boolean finish(UUID id, long stayed, Instant at);

  long openCases(CountryCode country, String version);

  /** In which states of which tracks the open cases of a version are. */
  List<InState> states(CountryCode country, String version);

  /** Which clocks the open cases of a version have running. */
  List<WithClock> clocks(CountryCode country, String version);

  /** Open cases of a version in the order of their ids. */
  List<CaseId> cases(CountryCode country, String version, @Nullable CaseId after, int limit);

  /** Of those, the cases that are in one of these states or have one of these clocks running. */
  List<Coded> cases(
      CountryCode country,
      String version,
      Set<InState> states,
      Set<ClockCode> clocks,
      @Nullable CaseId after,
      int limit);

  /**
   * Takes the case in hand until the transaction ends; false if it is not on this version any more.
   */
  boolean take(CaseId id, String version);

  /** How many cases have a run in this state. */
  record InState(TrackCode track, StateCode state, long cases) {}

  /** How many cases have this clock running. */
  record WithClock(ClockCode clock, long cases) {}

  /** A case by its code. */
  record Coded(CaseId id, CaseCode code) {}
}
