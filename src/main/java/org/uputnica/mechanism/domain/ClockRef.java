package org.uputnica.mechanism.domain;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How a step names the clocks it starts, stops, pauses or resumes. */
public sealed interface ClockRef {
  /** Every clock that can be meant. */
  Stream<ClockCode> possible();

  /** One clock. */
  record One(ClockCode clock) implements ClockRef {
    @Override
    public Stream<ClockCode> possible() {
      return Stream.of(clock);
    }
  }

  /** All clocks of a named group, such as the three monitoring contacts. */
  record Group(String name, List<ClockCode> clocks) implements ClockRef {
    public Group {
      clocks = List.copyOf(clocks);
    }

    @Override
    public Stream<ClockCode> possible() {
      return clocks.stream();
    }
  }

  /** Of a group, the one that runs out first. */
  record NextOf(Group group) implements ClockRef {
    @Override
    public Stream<ClockCode> possible() {
      return group.possible();
    }
  }

  /** One clock of several, chosen by a coded input of the step, such as the priority. */
  record ChosenBy(String name, String input, Map<String, ClockCode> clocks) implements ClockRef {
    public ChosenBy {
      clocks = Map.copyOf(clocks);
    }

    @Override
    public Stream<ClockCode> possible() {
      return clocks.values().stream().sorted();
    }
  }

  /** Of what is meant, those that run: they begin anew, with their whole length. */
  record Again(ClockRef of) implements ClockRef {
    @Override
    public Stream<ClockCode> possible() {
      return of.possible();
    }
  }

  /** Every clock that runs on the track. */
  record All() implements ClockRef {
    @Override
    public Stream<ClockCode> possible() {
      return Stream.of();
    }
  }
}
