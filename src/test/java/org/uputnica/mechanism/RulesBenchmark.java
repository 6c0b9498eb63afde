package org.uputnica.mechanism;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.uputnica.mechanism.domain.Actor;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.Facts;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.Track;
import org.uputnica.mechanism.domain.TrackSnapshot;

/**
 * How long it takes to say of every step of one case whether it is open and why not: all eight
 * tracks of a real procedure, each in the state that most steps leave, all its clocks running.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 20, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RulesBenchmark {
  /** With everything met each step is open; with nothing met each reason is found and explained. */
  @Param({"true", "false"})
  public boolean met = true;

  private final Mechanism mechanism = Procedures.of("ME");
  private final List<TrackSnapshot> runs = new ArrayList<>();
  private final Actor actor = Procedures.actor("R-CASE", Party.OWNER);
  private Facts facts = Facts.asOf(Procedures.MONDAY).age(AgeRule.CHILD).build();

  /** The case. */
  @Setup
  public void open() {
    for (Track track : mechanism.tracks()) {
      StateCode busiest =
          track.states().stream()
              .map(org.uputnica.mechanism.domain.State::code)
              .max(Comparator.comparingInt(state -> track.leaving(state).size()))
              .orElseThrow();
      runs.add(Procedures.withEveryClock(mechanism, track.code(), busiest));
    }
    if (met) {
      facts = Procedures.everythingHolds(AgeRule.CHILD).build();
    }
  }

  /** All steps of the case. */
  @Benchmark
  public void allStepsOfOneCase(Blackhole reader) {
    for (TrackSnapshot run : runs) {
      reader.consume(mechanism.evaluate(run, actor, facts));
    }
  }
}
