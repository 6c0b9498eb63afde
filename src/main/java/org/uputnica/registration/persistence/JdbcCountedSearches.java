package org.uputnica.registration.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.uputnica.platform.caller.Caller;
import org.uputnica.registration.domain.CountedSearches;
import org.uputnica.registration.domain.SearchLimit;

/** Counted searches over JDBC, in the running transaction. */
@ApplicationScoped
class JdbcCountedSearches implements CountedSearches {
  private static final String ALONE = "select pg_advisory_xact_lock(hashtextextended(?, 7))";
  private static final String FORGET =
      "delete from process.person_search where caller = ? and asked_at <= ?";

  /** When the search leaves the window that must leave before there is room for one more. */
  private static final String FULL_UNTIL =
      """
      select max(asked_at) from (
        (select asked_at from process.person_search where caller = ? order by asked_at desc offset ? limit 1)
        union all
        (select asked_at from process.person_search where caller = ? and not found order by asked_at desc offset ? limit 1)) s
      """;

  private static final String COUNT =
      "insert into process.person_search (id, caller, country, organization, asked_at, found)"
          + " values (?, ?, ?, ?, ?, false)";

  private final DataSource dataSource;
  private final Clock clock;

  JdbcCountedSearches(DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  @Override
  public Optional<Duration> count(UUID search, Caller caller, SearchLimit limit) {
    try (Connection connection = dataSource.getConnection()) {
      try (PreparedStatement alone = connection.prepareStatement(ALONE)) {
        alone.setString(1, caller.user());
        alone.execute();
      }
      Instant now = clock.instant();
      try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
        forget.setString(1, caller.user());
        forget.setObject(2, now.minus(limit.window()).atOffset(ZoneOffset.UTC));
        forget.executeUpdate();
      }
      Optional<Instant> full = fullSince(connection, caller, limit);
      if (full.isPresent()) {
        return full.map(it -> Duration.between(now, it.plus(limit.window())).plusSeconds(1));
      }
      try (PreparedStatement count = connection.prepareStatement(COUNT)) {
        count.setObject(1, search);
        count.setString(2, caller.user());
        count.setString(3, caller.country().value());
        count.setObject(4, caller.organization().value());
        count.setObject(5, now.atOffset(ZoneOffset.UTC));
        count.executeUpdate();
      }
      return Optional.empty();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static Optional<Instant> fullSince(
      Connection connection, Caller caller, SearchLimit limit) throws SQLException {
    try (PreparedStatement full = connection.prepareStatement(FULL_UNTIL)) {
      full.setString(1, caller.user());
      full.setInt(2, limit.most() - 1);
      full.setString(3, caller.user());
      full.setInt(4, limit.mostEmpty() - 1);
      try (ResultSet row = full.executeQuery()) {
        OffsetDateTime at = row.next() ? row.getObject(1, OffsetDateTime.class) : null;
        return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
      }
    }
  }

  @Override
  public void found(UUID search) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement found =
            connection.prepareStatement(
                "update process.person_search set found = true where id = ?")) {
      found.setObject(1, search);
      found.executeUpdate();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
