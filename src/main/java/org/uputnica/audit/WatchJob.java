package org.uputnica.audit;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import javax.sql.DataSource;
import org.uputnica.audit.AlarmRaised.Kind;
import org.uputnica.audit.persistence.JdbcWatch;
import org.uputnica.audit.persistence.JournalUnavailableException;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.Ids;
import org.uputnica.platform.job.Rounds;

/**
 * Looks in the journal every quarter of a minute, in one copy of the service at a time, for a user
 * who opens the data of many persons or is refused often. Told once in a window; nothing is locked
 * by itself, people look into it.
 */
@ApplicationScoped
class WatchJob {
  private final DataSource dataSource;
  private final AuditTrail audit;
  private final JournalSettings settings;
  private final Clock clock;
  private final Event<AlarmRaised> alarms;
  private final Rounds rounds = new Rounds("watching the journal");

  WatchJob(
      DataSource dataSource,
      AuditTrail audit,
      JournalSettings settings,
      Clock clock,
      Event<AlarmRaised> alarms) {
    this.dataSource = dataSource;
    this.audit = audit;
    this.settings = settings;
    this.clock = clock;
    this.alarms = alarms;
  }

  @Scheduled(
      every = "{uputnica.journal.watch-every:PT15S}",
      concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void run() {
    rounds.run(this::look);
  }

  /** Raises an alarm for everybody conspicuous who has none in this window yet. */
  void look() {
    Callers.apart(Caller.NODE, this::lookOnce);
  }

  private void lookOnce() {
    Instant now = clock.instant();
    Instant since = now.minus(settings.watchWindow());
    try (Connection connection = dataSource.getConnection()) {
      JdbcWatch watch = new JdbcWatch(connection);
      if (watch.lock()) {
        watch
            .readers(since, settings.mostPersonsRead(), Kind.BULK_READING.action())
            .forEach(found -> raise(Kind.BULK_READING, found, now));
        watch
            .refused(since, settings.mostRefusals(), Kind.MANY_REFUSALS.action())
            .forEach(found -> raise(Kind.MANY_REFUSALS, found, now));
      }
    } catch (SQLException failed) {
      throw new JournalUnavailableException(failed);
    }
  }

  private void raise(Kind kind, JdbcWatch.Conspicuous found, Instant now) {
    AlarmRaised alarm =
        new AlarmRaised(
            Ids.random(),
            kind,
            found.country(),
            found.organization(),
            found.actor(),
            found.count(),
            settings.watchWindow(),
            now);
    Callers.as(
        Caller.service(found.organization(), found.country()),
        () -> {
          audit.append(
              AuditEvent.of(
                  kind.action(),
                  null,
                  found.actor(),
                  "alarm",
                  alarm.id().toString(),
                  "count",
                  Long.toString(found.count()),
                  "within",
                  settings.watchWindow().toString()));
          alarms.fire(alarm);
          return alarm;
        });
    Log.warnf(
        "ALARM %s %s: user %s of organisation %s, %d within %s",
        kind.action(),
        alarm.id(),
        found.actor(),
        found.organization(),
        found.count(),
        settings.watchWindow());
  }
}
