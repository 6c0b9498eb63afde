package org.uputnica.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.consent.domain.ExceptionTellings;
import org.uputnica.consent.domain.ExceptionTellings.Line;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** The monthly report of exceptions to the data protection officer (domain reference 3.7). */
@ApplicationScoped
@Transactional
public class ExceptionReportService {
  private static final int MOST = 500;

  private final ExceptionTellings tellings;
  private final AuditTrail audit;
  private final Callers callers;
  private final Clock clock;

  ExceptionReportService(
      ExceptionTellings tellings, AuditTrail audit, Callers callers, Clock clock) {
    this.tellings = tellings;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
  }

  /**
   * The report of the caller's country.
   *
   * @param asked a month that has begun; the last one that is over when absent
   * @throws RefusedException {@code invalid-value} for a month to come
   */
  public ExceptionReport of(@Nullable YearMonth asked) {
    Caller caller = callers.current();
    YearMonth now = YearMonth.now(clock.withZone(ZoneOffset.UTC));
    YearMonth month = asked == null ? now.minusMonths(1) : asked;
    if (month.isAfter(now)) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "Ask for a month that has begun",
          FieldProblem.at("month", "has not begun"));
    }
    List<Line> lines = tellings.recordedIn(caller.country(), month, MOST + 1);
    audit.append(
        new AuditEvent(
            "exceptions-reported",
            null,
            caller.country().value(),
            Map.of("month", month.toString(), "lines", String.valueOf(lines.size()))));
    return new ExceptionReport(
        caller.country(),
        month,
        lines.subList(0, Math.min(lines.size(), MOST)),
        lines.size() > MOST);
  }
}
