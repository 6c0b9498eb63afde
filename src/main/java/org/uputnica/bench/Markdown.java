package org.uputnica.bench;

import java.util.List;
import java.util.Locale;

/** Tables as {@code docs/performance.md} has them. */
final class Markdown {
  private static final String OF_PHASES =
      header(
          "",
          "Units/s",
          "Requests/s",
          "p50 ms",
          "p95 ms",
          "p99 ms",
          "Processor ms per unit: service + PostgreSQL",
          "Share of plain SQL");

  private Markdown() {}

  /** The two lines a table begins with. */
  static String header(String... cells) {
    return row(cells) + "\n|" + "---|".repeat(cells.length);
  }

  static String row(String... cells) {
    return "| " + String.join(" | ", List.of(cells)) + " |";
  }

  /** What each unit took over HTTP and by plain SQL. */
  static String ofPhases(List<Pair> pairs) {
    StringBuilder table = new StringBuilder(OF_PHASES);
    for (Pair pair : pairs) {
      // By requests: a unit that is longer than what is measured is in no figure of units.
      double share = pair.service().requestsPerSecond() / pair.plain().requestsPerSecond();
      table.append('\n').append(ofPhase(pair.what() + ": service", pair.service(), percent(share)));
      table.append('\n').append(ofPhase(pair.what() + ": plain SQL", pair.plain(), ""));
    }
    return table.toString();
  }

  /** The same unit both ways. */
  record Pair(String what, Phase service, Phase plain) {}

  private static String ofPhase(String what, Phase phase, String share) {
    Times unit = phase.unit();
    return row(
        what,
        number(phase.unitsPerSecond()),
        number(phase.requestsPerSecond()),
        number(unit.within(0.50)),
        number(unit.within(0.95)),
        number(unit.within(0.99)),
        millis(phase.used().service(), phase.units())
            + " + "
            + millis(phase.used().postgres(), phase.units()),
        share);
  }

  private static String percent(double share) {
    return "**" + number(100 * share) + " %**";
  }

  private static String millis(double seconds, int units) {
    return seconds < 0 ? "unknown" : number(1_000 * seconds / units);
  }

  /** With three digits that count, thousands apart. */
  static String number(double value) {
    double size = Math.abs(value);
    String form = size >= 99.95 ? "%,.0f" : size >= 9.995 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, value).replace(',', ' ');
  }
}
