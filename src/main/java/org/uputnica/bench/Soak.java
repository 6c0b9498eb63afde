package org.uputnica.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole day of the service again and again, and how much memory it has after each minute. A
 * request that fails ends it.
 */
final class Soak {
  /** By how much the second half may grow, of what there is: less is the noise of a collector. */
  private static final double LET = 0.05;

  private final Options options;
  private final ServiceWork service;
  private final PlainWork plain;
  private final Load load;
  private final Memory memory;
  private final PrintStream out;

  Soak(
      Options options,
      ServiceWork service,
      PlainWork plain,
      Load load,
      Memory memory,
      PrintStream out) {
    this.options = options;
    this.service = service;
    this.plain = plain;
    this.load = load;
    this.memory = memory;
    this.out = out;
  }

  void run() throws Exception {
    int connections = options.connections().getFirst();
    out.printf("%nSoak with %d connections:%n%n", connections);
    out.println(
        Markdown.header(
            "Minute",
            "Rounds",
            "Requests/s",
            "p50 ms",
            "p95 ms",
            "Resident MB",
            "Heap after collection MB"));
    List<Memory.Sample> samples = new ArrayList<>();
    for (int minute = 1; minute <= options.soak(); minute++) {
      plain.giveBack();
      service.makeRoom();
      Phase phase =
          load.run(
              "minute " + minute, connections, this::round, Duration.ZERO, Duration.ofMinutes(1));
      Memory.Sample sample = memory.sample();
      samples.add(sample);
      out.println(
          Markdown.row(
              Integer.toString(minute),
              Integer.toString(phase.units()),
              Markdown.number(phase.requestsPerSecond()),
              Markdown.number(phase.unit().within(0.50)),
              Markdown.number(phase.unit().within(0.95)),
              Memory.megabytes(sample.resident()),
              Memory.megabytes(sample.heap())));
    }
    out.println();
    out.println(verdict("resident memory", samples.stream().map(Memory.Sample::resident).toList()));
    out.println(
        verdict("heap after collection", samples.stream().map(Memory.Sample::heap).toList()));
  }

  /** Somebody is registered and referred, somebody is accepted, and everybody looks. */
  private Worker round() throws Exception {
    List<Worker> all =
        List.of(
            service.refer(),
            service.accept(),
            named("match", service.match()),
            named("work list", service.workList()),
            named("inbox", service.inbox()),
            named("board", service.board()));
    return watch -> {
      for (Worker each : all) {
        each.work(watch);
      }
      return true;
    };
  }

  private static Worker named(String what, Worker worker) {
    return watch -> watch.time(what, () -> worker.work(watch));
  }

  /** Whether what was measured once a minute grew in the second half. */
  static String verdict(String what, List<Double> minutes) {
    List<Double> half = minutes.subList(minutes.size() / 2, minutes.size());
    if (half.size() < 2 || half.stream().anyMatch(it -> it < 0)) {
      return "%s: not known".formatted(what);
    }
    double slope = Memory.slope(half);
    double mean = half.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    boolean grows = slope * (half.size() - 1) > LET * mean;
    return "%s: %s MB a minute over the last %d minutes, around %s MB: %s"
        .formatted(
            what,
            Markdown.number(slope),
            half.size(),
            Markdown.number(mean),
            grows ? "GROWS" : "does not grow");
  }
}
