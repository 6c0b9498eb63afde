package org.uputnica.bench;

import java.io.PrintStream;
import java.util.Map;

/**
 * What one phase showed.
 *
 * @param early whether the work ran out before the time
 * @param times by request, and of whole units
 * @param used processor time over the measured seconds
 */
record Phase(
    String title, double seconds, boolean early, Map<String, Times> times, Processes.Usage used) {
  /** Of whole units. */
  Times unit() {
    return times.getOrDefault(Load.UNIT, new Times());
  }

  int units() {
    return unit().count();
  }

  double unitsPerSecond() {
    return units() / seconds;
  }

  /** Requests; a unit without named requests is one. */
  int requests() {
    int named =
        times.entrySet().stream()
            .filter(it -> !it.getKey().equals(Load.UNIT))
            .mapToInt(it -> it.getValue().count())
            .sum();
    return named == 0 ? units() : named;
  }

  double requestsPerSecond() {
    return requests() / seconds;
  }

  void print(PrintStream out) {
    out.printf(
        "%n%s: %.1f s%s, %.1f units/s, %.1f requests/s%n",
        title, seconds, early ? " (the work ran out)" : "", unitsPerSecond(), requestsPerSecond());
    out.printf("  %-22s %8s %9s %9s %9s  ms%n", "", "count", "p50", "p95", "p99");
    times.forEach((what, each) ->
        out.printf(
            "  %-22s %8d %9.2f %9.2f %9.2f%n",
            what, each.count(), each.within(0.50), each.within(0.95), each.within(0.99)));
    used.print(out, units(), requests());
  }
}
