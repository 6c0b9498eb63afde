package org.uputnica.bench;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * {@code ./uputnica bench --cases N}: the same three questions with ten thousand cases and with N,
 * and how much longer the answer takes.
 */
final class Growth {
  private static final int FEW = 10_000;

  /** What the project asks of itself; see docs/performance.md. */
  private static final double WANTED_RATIO = 1.3;

  private final Options options;
  private final Wire wire;
  private final Load load;
  private final PrintStream out;

  Growth(Options options, Wire wire, Load load, PrintStream out) {
    this.options = options;
    this.wire = wire;
    this.load = load;
    this.out = out;
  }

  void measure() throws Exception {
    int few = Math.min(FEW, options.cases());
    Map<String, Times> before = with(few);
    if (options.cases() > few) {
      Map<String, Times> after = with(options.cases());
      out.printf(
          "%n%d cases against %d (wanted: at most %.1f)%n", options.cases(), few, WANTED_RATIO);
      after.forEach((what, times) -> {
        Times then = before.getOrDefault(what, times);
        out.printf(
            "  %-26s p50 %8.2f ms, was %8.2f: %.2f   p95 %8.2f ms, was %8.2f: %.2f%n",
            what,
            times.within(0.50),
            then.within(0.50),
            times.within(0.50) / then.within(0.50),
            times.within(0.95),
            then.within(0.95),
            times.within(0.95) / then.within(0.95));
      });
    }
  }

  private Map<String, Times> with(int cases) throws Exception {
    out.printf("%nmaking cases until there are %d ...%n", cases);
    grow(cases);
    Map<String, Times> times = new LinkedHashMap<>();
    ask(times, cases, "work list, first page", () -> get(Person.MIRA, "/v1/worklist?limit=25"));
    ask(
        times,
        cases,
        "next steps of a case",
        () ->
            _ -> {
              int number =
                  ThreadLocalRandom.current().nextInt(1, cases / Cases.OPEN_EVERY)
                      * Cases.OPEN_EVERY;
              wire.get(Person.MIRA, "/v1/cases/" + Cases.id(number) + "/next");
              return true;
            });
    ask(times, cases, "board, all counts", () -> get(Person.SANJA, "/v1/board"));
    ask(
        times,
        cases,
        "board, first page",
        () -> get(Person.SANJA, "/v1/board/lines?list=DEADLINES&limit=25"));
    return times;
  }

  private void grow(int cases) throws SQLException {
    Cases.growTo(cases, options.owner());
  }

  private Worker get(Person person, String path) {
    return _ -> {
      wire.get(person, path);
      return true;
    };
  }

  private void ask(Map<String, Times> times, int cases, String what, Worker.Hiring hiring)
      throws Exception {
    Phase phase =
        load.run(
            "%s, %d cases".formatted(what, cases), hiring, options.warmUp(), options.measured());
    phase.print(out);
    Times unit = phase.times().get(Load.UNIT);
    if (unit == null || unit.count() == 0) {
      throw new BenchException(what + ": nothing was answered in the measured time");
    }
    times.put(what, unit);
  }
}
