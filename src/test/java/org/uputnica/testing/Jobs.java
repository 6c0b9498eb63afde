package org.uputnica.testing;

import io.quarkus.arc.Arc;
import io.quarkus.scheduler.common.runtime.ScheduledMethod;
import io.quarkus.scheduler.common.runtime.SchedulerContext;
import java.util.List;

/** What the service does by itself, done now: the same methods that the schedule calls. */
public final class Jobs {
  private Jobs() {}

  /**
   * One round of a job, beside those it has anyway, as another copy of the service would.
   *
   * @param job simple name of its class
   */
  public static void round(String job) {
    SchedulerContext schedule = Arc.container().instance(SchedulerContext.class).get();
    List<ScheduledMethod> methods =
        schedule.getScheduledMethods().stream()
            .filter(it -> it.getDeclaringClassName().endsWith("." + job))
            .toList();
    if (methods.isEmpty()) {
      throw new IllegalArgumentException("no job " + job);
    }
    for (ScheduledMethod method : methods) {
      try {
        schedule
            .createInvoker(method.getInvokerClassName())
            .invoke(null)
            .toCompletableFuture()
            .join();
      } catch (Exception e) {
        throw new IllegalStateException(job, e);
      }
    }
  }
}
