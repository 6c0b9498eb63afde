package org.uputnica.mechanism;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.AlarmRaised;
import org.uputnica.audit.AuditEvent;
import org.uputnica.audit.AuditTrail;
import org.uputnica.mechanism.domain.ConductAlarm;
import org.uputnica.mechanism.domain.ConductAlarms;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.page.Cursor;
import org.uputnica.platform.page.Page;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * The work list of alarms about users: what the journal's watch found waits before the national
 * coordinator and the data protection officer until one of them has looked into it.
 */
@ApplicationScoped
@Transactional
public class ConductAlarmService {
  private static final String LIST = "alarms";

  private final ConductAlarms alarms;
  private final AuditTrail audit;
  private final Callers callers;
  private final Clock clock;

  ConductAlarmService(ConductAlarms alarms, AuditTrail audit, Callers callers, Clock clock) {
    this.alarms = alarms;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
  }

  void onRaised(@Observes AlarmRaised raised) {
    alarms.add(
        new ConductAlarm(
            raised.id(),
            raised.country(),
            raised.organization(),
            raised.kind().name(),
            raised.actor(),
            raised.count(),
            raised.within(),
            raised.at(),
            null));
  }

  /** Alarms of the caller's country nobody has looked into yet, newest first. */
  public Page<ConductAlarm> open(@Nullable String cursor, int limit) {
    List<ConductAlarm> found =
        alarms.open(callers.current().country(), Cursor.read(LIST, 2, cursor), limit + 1);
    return Page.of(LIST, found, limit, it -> List.of(it.raisedAt().toString(), it.id().toString()));
  }

  /**
   * Records what came of an alarm.
   *
   * @throws RefusedException {@code not-found}; {@code approver-is-asker} for the user it is about;
   *     {@code step-not-open} when somebody has recorded it already
   */
  public ConductAlarm review(UUID id, ConductAlarm.Finding finding) {
    Caller caller = callers.current();
    ConductAlarm alarm = alarms.take(id, caller.country()).orElseThrow(RefusedException::notFound);
    if (alarm.actor().equals(caller.user())) {
      throw RefusedException.of(
          ProblemType.APPROVER_IS_ASKER, "Nobody looks into an alarm about herself");
    }
    if (alarm.finding() != null) {
      throw RefusedException.of(ProblemType.STEP_NOT_OPEN, "Somebody has looked into it already");
    }
    alarms.close(id, finding, caller.user(), clock.instant());
    audit.append(AuditEvent.of("conduct-reviewed", null, id, "finding", finding.name()));
    return new ConductAlarm(
        alarm.id(),
        alarm.country(),
        alarm.organization(),
        alarm.kind(),
        alarm.actor(),
        alarm.count(),
        alarm.within(),
        alarm.raisedAt(),
        finding);
  }
}
