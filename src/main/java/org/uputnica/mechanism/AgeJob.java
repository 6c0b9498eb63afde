package org.uputnica.mechanism;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.CaseRecords;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.job.Rounds;
import org.uputnica.platform.problem.SafeTrace;
import org.uputnica.platform.problem.Unavailable;

/**
 * Looks for children whom an earlier version took for adults, such as somebody of whom nobody knows
 * the age, and lets each go over to the rule for children in a transaction of its own. Finds nobody
 * once that is done.
 */
@ApplicationScoped
class AgeJob {
  private static final int AT_ONCE = 100;

  private final AgeService ages;
  private final CaseRecords records;
  private final Rounds rounds = new Rounds("looking for children taken for adults");

  AgeJob(AgeService ages, CaseRecords records) {
    this.ages = ages;
    this.records = records;
  }

  @Scheduled(
      every = "1h",
      delayed = "10s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    rounds.run(this::goOver);
  }

  void goOver() {
    CaseId last = null;
    for (List<CaseRecord> page = page(last); !page.isEmpty(); page = page(last)) {
      page.forEach(this::goOver);
      last = page.getLast().id();
    }
  }

  /** One that fails stops no other. */
  private void goOver(CaseRecord found) {
    Caller service = Caller.service(found.responsible(), found.country());
    try {
      Callers.apart(service, () -> ages.goOverLate(found.id(), service));
    } catch (RuntimeException failed) {
      if (Unavailable.is(failed)) {
        throw failed;
      }
      Log.errorf(
          "ALARM case %s: a child is not under the rule for children yet: %s",
          found.id(), SafeTrace.of(failed));
    }
  }

  private List<CaseRecord> page(@Nullable CaseId after) {
    return Callers.apart(
        Caller.NODE, () -> records.childrenWithout(AgeService.GUARDIAN_NAMED, after, AT_ONCE));
  }
}
