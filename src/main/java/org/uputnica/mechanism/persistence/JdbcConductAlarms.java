package org.uputnica.mechanism.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.ConductAlarm;
import org.uputnica.mechanism.domain.ConductAlarms;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.page.Cursor;

/** {@code process.conduct_alarm}, in the running transaction. */
@ApplicationScoped
class JdbcConductAlarms implements ConductAlarms {
  private static final String COLUMNS =
      "id, country, organization, kind, actor, counted, within_seconds, raised_at, finding";
  private static final Instant AFTER_ALL = Instant.parse("9999-01-01T00:00:00Z");
  private static final UUID LAST = new UUID(-1, -1);

  private final DataSource dataSource;

  JdbcConductAlarms(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void add(ConductAlarm alarm) {
    run(
        "insert into process.conduct_alarm (id, country, organization, kind, actor, counted, within_seconds,"
            + " raised_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
        insert -> {
          insert.setObject(1, alarm.id());
          insert.setString(2, alarm.country().value());
          insert.setObject(3, alarm.organization().value());
          insert.setString(4, alarm.kind());
          insert.setString(5, alarm.actor());
          insert.setLong(6, alarm.count());
          insert.setLong(7, alarm.within().toSeconds());
          insert.setObject(8, alarm.raisedAt().atOffset(ZoneOffset.UTC));
          return insert.executeUpdate();
        });
  }

  @Override
  public List<ConductAlarm> open(CountryCode country, @Nullable Cursor after, int limit) {
    return run(
        "select "
            + COLUMNS
            + " from process.conduct_alarm where country = ?::bpchar and finding is null"
            + " and (raised_at, id) < (?, ?) order by raised_at desc, id desc limit ?",
        select -> {
          select.setString(1, country.value());
          select.setObject(
              2,
              (after == null ? AFTER_ALL : after.part(0, Instant::parse)).atOffset(ZoneOffset.UTC));
          select.setObject(3, after == null ? LAST : after.part(1, UUID::fromString));
          select.setInt(4, limit);
          return read(select);
        });
  }

  @Override
  public Optional<ConductAlarm> take(UUID id, CountryCode country) {
    return run(
        "select "
            + COLUMNS
            + " from process.conduct_alarm where id = ? and country = ?::bpchar for update",
        select -> {
          select.setObject(1, id);
          select.setString(2, country.value());
          return read(select).stream().findFirst();
        });
  }

  @Override
  public void close(UUID id, ConductAlarm.Finding finding, String by, Instant at) {
    run(
        "update process.conduct_alarm set finding = ?, reviewed_by = ?, reviewed_at = ? where id = ?",
        update -> {
          update.setString(1, finding.name());
          update.setString(2, by);
          update.setObject(3, at.atOffset(ZoneOffset.UTC));
          update.setObject(4, id);
          return update.executeUpdate();
        });
  }

  private static List<ConductAlarm> read(PreparedStatement select) throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      List<ConductAlarm> found = new ArrayList<>();
      while (rows.next()) {
        @Nullable String finding = rows.getString("finding");
        found.add(
            new ConductAlarm(
                rows.getObject("id", UUID.class),
                new CountryCode(rows.getString("country")),
                new OrganizationId(rows.getObject("organization", UUID.class)),
                rows.getString("kind"),
                rows.getString("actor"),
                rows.getLong("counted"),
                Duration.ofSeconds(rows.getLong("within_seconds")),
                rows.getObject("raised_at", OffsetDateTime.class).toInstant(),
                finding == null ? null : ConductAlarm.Finding.valueOf(finding)));
      }
      return found;
    }
  }

  private <T> T run(String sql, Statement<T> work) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      return work.run(statement);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private interface Statement<T> {
    T run(PreparedStatement statement) throws SQLException;
  }
}
