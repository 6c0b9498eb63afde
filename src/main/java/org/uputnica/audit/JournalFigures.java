package org.uputnica.audit;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.uputnica.platform.figure.Figure;

/** What the journal tells whoever watches over the node. */
@Singleton
class JournalFigures {
  @Produces
  @Singleton
  Figure alarms() {
    return new Figure(
        "uputnica.alarms",
        "Alarms of the last 24 hours in the journal",
        List.of(
            "seal-broken",
            AlarmRaised.Kind.BULK_READING.action(),
            AlarmRaised.Kind.MANY_REFUSALS.action()),
        "select action, count(*) from audit.entry"
            + " where kind = 'ALARM' and at > platform.service_time() - interval '24 hours' group by action");
  }

  @Produces
  @Singleton
  Figure waiting() {
    return new Figure(
        "uputnica.journal.waiting",
        "Entries of the journal that stand in no checkpoint yet",
        List.of(),
        "select count(*) from audit.pending");
  }

  @Produces
  @Singleton
  Figure age() {
    return new Figure(
        "uputnica.journal.checkpoint.age.seconds",
        "Time since the last signed checkpoint of the journal",
        List.of(),
        "select extract(epoch from platform.service_time() - at) from audit.checkpoint"
            + " order by number desc limit 1");
  }
}
