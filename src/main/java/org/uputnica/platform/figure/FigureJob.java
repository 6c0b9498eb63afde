package org.uputnica.platform.figure;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.job.Rounds;

/**
 * Reads the figures of all rooms every quarter of a minute. Every copy of the service reads the
 * whole node, so that any of them may be asked.
 */
@Startup
@Singleton
class FigureJob {
  private static final String KIND = "kind";
  private static final String NONE = "";

  private final List<Figure> figures;
  private final DataSource dataSource;
  private final MeterRegistry meters;
  private final Map<Place, Double> read = new ConcurrentHashMap<>();
  private final Rounds rounds = new Rounds("reading figures");

  FigureJob(@All List<Figure> figures, DataSource dataSource, MeterRegistry meters) {
    this.figures = figures;
    this.dataSource = dataSource;
    this.meters = meters;
  }

  private record Place(String figure, String kind) {}

  /** Unknown until it was read for the first time. */
  @PostConstruct
  void show() {
    for (Figure figure : figures) {
      for (String kind : figure.kinds().isEmpty() ? List.of(NONE) : figure.kinds()) {
        var place = new Place(figure.name(), kind);
        var gauge =
            Gauge.builder(figure.name(), read, known -> known.getOrDefault(place, Double.NaN))
                .description(figure.meaning());
        (kind.equals(NONE) ? gauge : gauge.tag(KIND, kind)).register(meters);
      }
    }
  }

  @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void run() {
    rounds.run(this::readAll);
  }

  /** What cannot be read is unknown, not as it was, and keeps no other from being read. */
  void readAll() {
    Map<Place, Double> fresh = new HashMap<>();
    List<RuntimeException> unread = new ArrayList<>();
    for (Figure figure : figures) {
      try {
        Callers.apart(Caller.NODE, () -> read(figure, fresh));
      } catch (RuntimeException away) {
        unread.add(away);
      }
    }
    read.keySet().retainAll(fresh.keySet());
    read.putAll(fresh);
    if (!unread.isEmpty()) {
      RuntimeException first = unread.removeFirst();
      unread.forEach(first::addSuppressed);
      throw first;
    }
  }

  private void read(Figure figure, Map<Place, Double> fresh) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(figure.select());
        ResultSet rows = select.executeQuery()) {
      figure.kinds().forEach(kind -> fresh.put(new Place(figure.name(), kind), 0.0));
      boolean plain = figure.kinds().isEmpty();
      while (rows.next()) {
        double number = rows.getDouble(plain ? 1 : 2);
        if (!rows.wasNull()) {
          fresh.put(new Place(figure.name(), plain ? NONE : rows.getString(1)), number);
        }
      }
    } catch (SQLException away) {
      throw new IllegalStateException("the figure " + figure.name() + " cannot be read", away);
    }
  }
}
