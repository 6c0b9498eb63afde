package org.uputnica.platform.time;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.uputnica.platform.persistence.Sql;
import org.uputnica.platform.problem.FieldProblem;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/**
 * Front door to the time of a practice, which the database keeps, so that a demo that was stopped
 * goes on where it was. Jobs see a move in their next round.
 */
@ApplicationScoped
public class PracticeService {
  /** Until then calendars of holidays and the form of dates are good. */
  static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final PracticeClock clock;
  private final Clock real;
  private final DataSource database;
  private final Event<ClockMoved> moves;

  PracticeService(
      PracticeClock clock, @RealTime Clock real, DataSource database, Event<ClockMoved> moves) {
    this.clock = clock;
    this.real = real;
    this.database = database;
    this.moves = moves;
  }

  /** How far the practice is ahead of real time. */
  public record Time(Instant now, Duration ahead) {}

  /** The time of the practice. */
  public Time time() {
    return at(clock.ahead());
  }

  /**
   * Moves the practice forward; its clock goes by it once {@link #goOn} is called after the commit.
   *
   * @param by whole seconds
   * @throws RefusedException {@code invalid-value} for what is not forward or goes beyond the last
   *     year a practice can be in
   */
  @Transactional
  public Time move(Duration by) {
    Duration longest = Duration.between(clock.instant(), END);
    if (by.compareTo(SHORTEST) < 0 || by.compareTo(longest) > 0) {
      throw RefusedException.of(
          ProblemType.INVALID_VALUE,
          "A practice goes forward, and not beyond its last year",
          FieldProblem.at(
              "by",
              "is not forward, or too far",
              List.of(SHORTEST.toString(), Duration.ofDays(longest.toDays()).toString())));
    }
    Duration ahead = seconds(database, "select platform.move_practice_clock(?)", by.toSeconds());
    moves.fire(new ClockMoved(by));
    Log.warnf("the clock of this practice is moved forward by %s", by);
    return at(ahead);
  }

  /** From now on the clock goes by what is kept. */
  public void goOn() {
    clock.advanceTo(kept(database));
  }

  private Time at(Duration ahead) {
    return new Time(real.instant().plus(ahead), ahead);
  }

  /** How far the practice was moved so far. */
  static Duration kept(DataSource database) {
    return seconds(database, "select coalesce(max(ahead_seconds), 0) from platform.practice_clock");
  }

  private static Duration seconds(DataSource database, String sql, Object... args) {
    return Duration.ofSeconds(Sql.query(database, sql, row -> row.getLong(1), args).getFirst());
  }
}
