package org.uputnica.consent.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.ConsentStatement.ExceptionAct;
import org.uputnica.consent.domain.ExceptionTelling;
import org.uputnica.consent.domain.ExceptionTelling.NotYet;
import org.uputnica.consent.domain.ExceptionTellings;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.persistence.Sql;

/** Whether people were told of exceptions, in PostgreSQL. Joins the running transaction. */
@ApplicationScoped
class JdbcExceptionTellings implements ExceptionTellings {
  private static final String UNTOLD =
      """
      select exception, case_id, country, organization from process.exception_untold
      where noticed_at is null and since <= ? and exception <> all (cast(? as uuid[]))
      order by since, exception limit 1\
      """;

  private static final String ENDED =
      """
      select exception, case_id, country, organization from process.exception_open
      where ends_at <= ? and exception <> all (cast(? as uuid[]))
      order by ends_at, exception limit 1\
      """;

  private static final String RECORDED =
      """
      select s.*, c.code as case_code, approval.recorded_at as approved_at, told.recorded_at as told_at, late.reason as not_yet
      from process.consent_statement s join process.case_record c on c.id = s.case_id
        left join process.consent_statement approval on approval.approves = s.id
        left join process.exception_telling told on told.exception = s.id and told.outcome = 'TOLD'
        left join lateral (select t.reason from process.exception_telling t where t.exception = s.id and t.outcome = 'NOT_YET'
          order by t.recorded_at desc limit 1) as late on true
      where s.status = 'CR-OVERRIDE' and s.approves is null and s.country = ?::bpchar and s.recorded_at >= ? and s.recorded_at < ?
      order by s.recorded_at, s.id limit ?\
      """;

  private final DataSource dataSource;

  JdbcExceptionTellings(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public List<ExceptionTelling> of(ConsentId exception) {
    return Sql.query(
        dataSource,
        "select * from process.exception_telling where exception = ? order by recorded_at, id",
        JdbcExceptionTellings::read,
        exception.value());
  }

  @Override
  public void add(CaseForConsent about, ExceptionTelling telling) {
    Sql.update(
        dataSource,
        "insert into process.exception_telling (id, exception, case_id, country, organization, recorder, outcome, reason,"
            + " language, interpreter, contact, device_time, recorded_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as uuid), ?, ?)",
        telling.id(),
        telling.exception().value(),
        about.id().value(),
        about.country().value(),
        telling.organization().value(),
        telling.recorder(),
        telling.isTold() ? "TOLD" : "NOT_YET",
        telling.notYet() == null ? null : telling.notYet().name(),
        telling.language(),
        telling.interpreter(),
        telling.contact() == null ? null : telling.contact().toString(),
        Sql.utc(telling.deviceTime()),
        Sql.utc(telling.recordedAt()));
  }

  @Override
  public Optional<Untold> nextUntold(Instant now, Set<UUID> passed) {
    return next(UNTOLD, now.minus(ExceptionAct.INFORM_WITHIN), passed);
  }

  @Override
  public Optional<Untold> nextEnded(Instant now, Set<UUID> passed) {
    return next(ENDED, now, passed);
  }

  @Override
  public boolean takeUntold(Untold found) {
    return take(
        "select from process.exception_untold where exception = ? and noticed_at is null for update",
        found.exception().value());
  }

  @Override
  public boolean takeEnded(Untold found, Instant now) {
    return take(
        "select from process.exception_open where exception = ? and ends_at <= ? for update",
        found.exception().value(),
        Sql.utc(now));
  }

  private boolean take(String sql, Object... args) {
    return !Sql.query(dataSource, sql, _ -> true, args).isEmpty();
  }

  private Optional<Untold> next(String sql, Instant until, Set<UUID> passed) {
    return Sql.query(
            dataSource,
            sql,
            row ->
                new Untold(
                    new ConsentId(Sql.uuid(row, "exception")),
                    new CaseId(Sql.uuid(row, "case_id")),
                    new CountryCode(Sql.text(row, "country")),
                    new OrganizationId(Sql.uuid(row, "organization"))),
            Sql.utc(until),
            passed.stream().map(UUID::toString).toList())
        .stream()
        .findFirst();
  }

  @Override
  public void followed(Untold ended) {
    Sql.update(
        dataSource,
        "delete from process.exception_open where exception = ?",
        ended.exception().value());
  }

  @Override
  public void noticed(Untold untold, Instant at) {
    Sql.update(
        dataSource,
        "update process.exception_untold set noticed_at = ? where exception = ?",
        Sql.utc(at),
        untold.exception().value());
  }

  @Override
  public void nobodyTells(CaseId id) {
    Sql.update(dataSource, "delete from process.exception_untold where case_id = ?", id.value());
  }

  @Override
  public List<Line> recordedIn(CountryCode country, YearMonth month, int limit) {
    return Sql.query(
        dataSource,
        RECORDED,
        JdbcExceptionTellings::line,
        country.value(),
        month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC),
        month.plusMonths(1).atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC),
        limit);
  }

  private static Line line(ResultSet row) throws SQLException {
    @Nullable String notYet = row.getString("not_yet");
    return new Line(
        (ExceptionAct) StatementRow.read(row),
        new CaseCode(Sql.text(row, "case_code")),
        find(row, "approved_at"),
        find(row, "told_at"),
        notYet == null ? null : NotYet.valueOf(notYet));
  }

  private static ExceptionTelling read(ResultSet row) throws SQLException {
    @Nullable String reason = row.getString("reason");
    return new ExceptionTelling(
        Sql.uuid(row, "id"),
        new ConsentId(Sql.uuid(row, "exception")),
        reason == null ? null : NotYet.valueOf(reason),
        row.getString("language"),
        row.getString("interpreter"),
        row.getObject("contact", UUID.class),
        row.getObject("device_time", OffsetDateTime.class).toInstant(),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        new OrganizationId(Sql.uuid(row, "organization")),
        Sql.text(row, "recorder"));
  }

  private static @Nullable Instant find(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
