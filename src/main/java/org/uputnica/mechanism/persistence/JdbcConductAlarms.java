package org.uputnica.mechanism.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
import org.uputnica.platform.persistence.Sql;

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
    Sql.update(
        dataSource,
        "insert into process.conduct_alarm (id, country, organization, kind, actor, counted, within_seconds,"
            + " raised_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
        alarm.id(),
        alarm.country().value(),
        alarm.organization().value(),
        alarm.kind(),
        alarm.actor(),
        alarm.count(),
        alarm.within().toSeconds(),
        alarm.raisedAt().atOffset(ZoneOffset.UTC));
  }

  @Override
  public List<ConductAlarm> open(CountryCode country, @Nullable Cursor after, int limit) {
    Instant before = after == null ? AFTER_ALL : after.part(0, Instant::parse);
    return Sql.query(
        dataSource,
        "select "
            + COLUMNS
            + " from process.conduct_alarm where country = ?::bpchar and finding is null"
            + " and (raised_at, id) < (?, ?) order by raised_at desc, id desc limit ?",
        JdbcConductAlarms::read,
        country.value(),
        before.atOffset(ZoneOffset.UTC),
        after == null ? LAST : after.part(1, UUID::fromString),
        limit);
  }

  @Override
  public Optional<ConductAlarm> take(UUID id, CountryCode country) {
    return Sql.query(
            dataSource,
            "select "
                + COLUMNS
                + " from process.conduct_alarm where id = ? and country = ?::bpchar for update",
            JdbcConductAlarms::read,
            id,
            country.value())
        .stream()
        .findFirst();
  }

  @Override
  public void close(UUID id, ConductAlarm.Finding finding, String by, Instant at) {
    Sql.update(
        dataSource,
        "update process.conduct_alarm set finding = ?, reviewed_by = ?, reviewed_at = ? where id = ?",
        finding.name(),
        by,
        at.atOffset(ZoneOffset.UTC),
        id);
  }

  private static ConductAlarm read(ResultSet row) throws SQLException {
    @Nullable String finding = row.getString("finding");
    return new ConductAlarm(
        row.getObject("id", UUID.class),
        new CountryCode(row.getString("country")),
        new OrganizationId(row.getObject("organization", UUID.class)),
        row.getString("kind"),
        row.getString("actor"),
        row.getLong("counted"),
        Duration.ofSeconds(row.getLong("within_seconds")),
        row.getObject("raised_at", OffsetDateTime.class).toInstant(),
        finding == null ? null : ConductAlarm.Finding.valueOf(finding));
  }
}
