package org.uputnica.consent.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.Recall;
import org.uputnica.consent.domain.Recalls;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.persistence.Sql;

/** Recalls in PostgreSQL. Joins the running transaction. */
@ApplicationScoped
class JdbcRecalls implements Recalls {
  private static final String ANY = "select * from process.recall where ";

  private final DataSource dataSource;

  JdbcRecalls(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void shown(
      CaseId id,
      OrganizationId recipient,
      Set<ConsentScope> scopes,
      Set<ItemCategory> items,
      Instant at) {
    Sql.query(
        dataSource,
        "select process.note_disclosed(?, ?, ?, ?, ?)",
        row -> true,
        id.value(),
        recipient.value(),
        scopes.stream().map(ConsentScope::code).toList(),
        names(items),
        Sql.utc(at));
  }

  @Override
  public List<Shown> shown(CaseId id) {
    return shown("case_id = ?", id.value());
  }

  @Override
  public List<Shown> shownUnder(CaseId id, ConsentScope scope) {
    return shown("case_id = ? and scope = ?", id.value(), scope.code());
  }

  private List<Shown> shown(String which, Object... args) {
    return Sql.query(
        dataSource,
        "select organization, scope, array_agg(item) as items from process.disclosed where "
            + which
            + " group by organization, scope order by organization, scope",
        JdbcRecalls::readShown,
        args);
  }

  @Override
  public List<Shown> takeShown(
      CaseId id, ConsentScope scope, @Nullable OrganizationId towards, Set<ItemCategory> agreed) {
    return take(
        "case_id = ? and scope = ? and organization = coalesce(cast(? as uuid), organization) and item <> all (?)",
        id.value(),
        scope.code(),
        towards == null ? null : towards.toString(),
        names(agreed));
  }

  @Override
  public List<Shown> takeShown(CaseId id) {
    return take("case_id = ?", id.value());
  }

  private List<Shown> take(String which, @Nullable Object... args) {
    return Sql.query(
        dataSource,
        "with taken as (delete from process.disclosed where "
            + which
            + " returning organization, scope, item)"
            + " select organization, scope, array_agg(item) as items from taken"
            + " group by organization, scope order by organization, scope",
        JdbcRecalls::readShown,
        args);
  }

  @Override
  public void add(Recall recall) {
    Sql.update(
        dataSource,
        "insert into process.recall (id, case_id, case_code, country, organization, statement, scope, items,"
            + " asked_at, remind_at, due_at) values (?, ?, ?, ?, ?, cast(? as uuid), ?, ?, ?, ?, ?)",
        recall.id(),
        recall.caseId().value(),
        recall.caseCode().value(),
        recall.country().value(),
        recall.recipient().value(),
        recall.statement() == null ? null : recall.statement().toString(),
        recall.scope().code(),
        names(recall.items()),
        Sql.utc(recall.askedAt()),
        Sql.utc(recall.remindAt()),
        Sql.utc(recall.dueAt()));
  }

  @Override
  public List<Recall> of(CaseId id) {
    return query("case_id = ? order by asked_at, organization", id.value());
  }

  @Override
  public List<Recall> unansweredBy(OrganizationId recipient, int limit) {
    return query(
        "organization = ? and answer is null order by due_at, id limit ?",
        recipient.value(),
        limit);
  }

  @Override
  public Optional<Recall> find(UUID id) {
    return query("id = ?", id).stream().findFirst();
  }

  @Override
  public Optional<Recall> hold(UUID id) {
    return query("id = ? for update", id).stream().findFirst();
  }

  @Override
  public void answer(Recall answered) {
    Sql.update(
        dataSource,
        "update process.recall set answer = ?, because = ?, answered_by = ?, answered_at = ? where id = ?",
        name(answered.answer()),
        name(answered.because()),
        answered.answeredBy(),
        answered.answeredAt() == null ? null : Sql.utc(answered.answeredAt()),
        answered.id());
  }

  @Override
  public Optional<Recall> nextToRemind(Instant now, Set<UUID> passed) {
    return next("reminded_at is null and remind_at <= ?", "remind_at, id", now, passed);
  }

  @Override
  public Optional<Recall> nextToEscalate(Instant now, Set<UUID> passed) {
    return next("escalated_at is null and due_at <= ?", "due_at, id", now, passed);
  }

  @Override
  public void reminded(UUID id, Instant at) {
    Sql.update(
        dataSource, "update process.recall set reminded_at = ? where id = ?", Sql.utc(at), id);
  }

  @Override
  public void escalated(UUID id, Instant at) {
    Sql.update(
        dataSource, "update process.recall set escalated_at = ? where id = ?", Sql.utc(at), id);
  }

  private Optional<Recall> next(String which, String order, Instant now, Set<UUID> passed) {
    return query(
            "answer is null and "
                + which
                + " and id <> all (cast(? as uuid[])) order by "
                + order
                + " limit 1",
            Sql.utc(now),
            passed.stream().map(UUID::toString).toList())
        .stream()
        .findFirst();
  }

  private List<Recall> query(String which, Object... args) {
    return Sql.query(dataSource, ANY + which, JdbcRecalls::read, args);
  }

  private static Shown readShown(ResultSet row) throws SQLException {
    return new Shown(
        new OrganizationId(Sql.uuid(row, "organization")),
        ConsentScope.of(Sql.text(row, "scope")).orElseThrow(),
        items(row));
  }

  private static Recall read(ResultSet row) throws SQLException {
    @Nullable String answer = row.getString("answer");
    @Nullable String because = row.getString("because");
    @Nullable UUID statement = row.getObject("statement", UUID.class);
    return new Recall(
        Sql.uuid(row, "id"),
        new CaseId(Sql.uuid(row, "case_id")),
        new CaseCode(Sql.text(row, "case_code")),
        new CountryCode(Sql.text(row, "country")),
        new OrganizationId(Sql.uuid(row, "organization")),
        statement == null ? null : new ConsentId(statement),
        ConsentScope.of(Sql.text(row, "scope")).orElseThrow(),
        items(row),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        row.getObject("remind_at", OffsetDateTime.class).toInstant(),
        row.getObject("due_at", OffsetDateTime.class).toInstant(),
        instant(row, "reminded_at"),
        instant(row, "escalated_at"),
        answer == null ? null : Recall.Answer.valueOf(answer),
        because == null ? null : Recall.Because.valueOf(because),
        row.getString("answered_by"),
        instant(row, "answered_at"));
  }

  private static Set<ItemCategory> items(ResultSet row) throws SQLException {
    return Sql.texts(row, "items").stream().map(ItemCategory::valueOf).collect(Collectors.toSet());
  }

  private static List<String> names(Set<ItemCategory> items) {
    return items.stream().map(Enum::name).sorted().toList();
  }

  private static @Nullable String name(@Nullable Enum<?> value) {
    return value == null ? null : value.name();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
