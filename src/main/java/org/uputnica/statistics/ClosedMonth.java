package org.uputnica.statistics;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** A month (UTC) that is over: one that still runs could be asked before and after somebody. */
final class ClosedMonth {
  private ClosedMonth() {}

  static YearMonth last(Clock clock) {
    return YearMonth.now(clock.withZone(ZoneOffset.UTC)).minusMonths(1);
  }

  /**
   * The month that was asked for.
   *
   * @param asked the last one that is over when absent
   * @throws RefusedException {@code invalid-value} for a month that is not over
   */
  static YearMonth of(@Nullable YearMonth asked, Clock clock) {
    YearMonth last = last(clock);
    if (asked != null && asked.isAfter(last)) {
      throw refused("Ask when the month is over", "is not over");
    }
    return asked == null ? last : asked;
  }

  /** It was over before this service counted, or the countries were not here yet. */
  static RefusedException notCounted() {
    return refused("This month was not counted", "is not counted");
  }

  private static RefusedException refused(String detail, String problem) {
    return RefusedException.of(
        ProblemType.INVALID_VALUE, detail, FieldProblem.at("month", problem));
  }
}
