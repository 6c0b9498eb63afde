package org.uputnica.inbox.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.changes.domain.ChangeKind;
import org.uputnica.inbox.domain.Deliveries;
import org.uputnica.inbox.domain.Delivery;
import org.uputnica.inbox.domain.Delivery.Way;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.persistence.Sql;

/** {@code platform.delivery}, filled from {@code process.change}. */
@ApplicationScoped
class JdbcDeliveries implements Deliveries {
  /** That something came and whether any of it is urgent is all that is asked. */
  private static final int OF_ONE_DESK = 500;

  private static final String CAME =
      """
      with came as (
        select c.reader, c.kind, c.id from unnest(?::text[]) as d(desk)
          cross join lateral (select c.reader, c.kind, c.id from process.change c
            where c.reader = d.desk and c.transaction >= ?::xid8 and c.transaction < ?::xid8
              and c.kind in ('NOTICE', 'WORK', 'WEBHOOK')
            order by c.transaction, c.kind, c.id limit ?) as c)
      select reader, kind, bool_or(urgent) as urgent from (
        select came.reader, came.kind, w.rank < ? as urgent from came
          join process.waiting w on w.track_id = came.id and w.notice is null and w.desk = came.reader
          where came.kind = 'WORK'
        union all
        select came.reader, came.kind, w.rank < ? and n.clock is not null or n.about = any (?::text[]) from came
          join process.waiting w on w.notice = came.id and w.desk = came.reader
          join process.notice n on n.id = w.notice
          where came.kind = 'NOTICE'
        union all
        select came.reader, came.kind, false from came
          join platform.webhook h on h.id = came.id and h.state = 'GIVEN_UP'
          where came.kind = 'WEBHOOK') as standing
      group by reader, kind
      """;

  private static final String DUE =
      """
      select id, country, organization, reader, webhook, urgent, since::text as since, made_at, tries
      from platform.delivery d where outcome is null and due_at <= ? and not exists (
        select from platform.delivery o where o.outcome is null and o.due_at <= ?
          and (o.reader = d.reader or o.webhook = d.webhook) and (o.made_at, o.id) < (d.made_at, d.id))
      order by due_at limit ? for update skip locked
      """;

  private final DataSource dataSource;

  JdbcDeliveries(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public OptionalLong holdMark() {
    return Sql.query(
            dataSource,
            "select transaction::text as mark from platform.told_until where only_one for update skip locked",
            row -> Long.parseUnsignedLong(Sql.text(row, "mark")))
        .stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  @Override
  public void moveMark(long until) {
    Sql.update(
        dataSource,
        "update platform.told_until set transaction = ?::xid8 where only_one",
        Long.toUnsignedString(until));
  }

  @Override
  public List<Came> came(
      Set<String> desks, long from, long until, Set<String> urgentNotices, Instant soon) {
    return Sql.query(
        dataSource,
        CAME,
        row ->
            new Came(
                Sql.text(row, "reader"),
                ChangeKind.valueOf(Sql.text(row, "kind")),
                row.getBoolean("urgent")),
        desks,
        Long.toUnsignedString(from),
        Long.toUnsignedString(until),
        OF_ONE_DESK,
        time(soon),
        time(soon),
        urgentNotices);
  }

  @Override
  public void add(Delivery delivery, Instant dueAt) {
    boolean letter = delivery.way() == Way.LETTER;
    Sql.update(
        dataSource,
        """
        insert into platform.delivery (id, country, organization, reader, webhook, urgent, since, made_at, due_at)
          values (?, ?, ?, ?, ?, ?, ?::xid8, ?, ?)
          on conflict (%s) where tries = 0 and outcome is null do update set
            urgent = delivery.urgent or excluded.urgent, due_at = least(delivery.due_at, excluded.due_at)
        """
            .formatted(letter ? "reader" : "webhook"),
        delivery.id(),
        delivery.country().value(),
        delivery.organization().value(),
        letter ? delivery.to() : null,
        letter ? null : delivery.to(),
        delivery.urgent(),
        Long.toUnsignedString(delivery.since()),
        time(delivery.madeAt()),
        time(dueAt));
  }

  @Override
  public List<Delivery> due(Instant now, int atMost) {
    return Sql.query(dataSource, DUE, JdbcDeliveries::read, time(now), time(now), atMost);
  }

  @Override
  public void trying(UUID id, Instant next) {
    Sql.update(
        dataSource,
        "update platform.delivery set tries = tries + 1, due_at = ? where id = ?",
        time(next),
        id);
  }

  @Override
  public void putOff(UUID id, Instant until) {
    Sql.update(dataSource, "update platform.delivery set due_at = ? where id = ?", time(until), id);
  }

  @Override
  public void end(UUID id, Delivery.Outcome outcome, Instant at) {
    Sql.update(
        dataSource,
        "update platform.delivery set outcome = ?, ended_at = ? where id = ? and outcome is null",
        outcome.name(),
        time(at),
        id);
  }

  @Override
  public void delivered(Delivery delivery, Instant tryBegan) {
    Sql.update(
        dataSource,
        """
        update platform.delivery set ended_at = ?,
            outcome = case when id = ? then 'DELIVERED' else 'NEEDLESS' end
          where outcome is null and (id = ? or (reader = ? or webhook = ?) and made_at < ?)
        """,
        time(tryBegan),
        delivery.id(),
        delivery.id(),
        delivery.to(),
        delivery.to(),
        time(tryBegan));
  }

  @Override
  public void endAllTo(UUID webhook, Instant at) {
    Sql.update(
        dataSource,
        "update platform.delivery set outcome = 'GIVEN_UP', ended_at = ? where webhook = ? and outcome is null",
        time(at),
        webhook);
  }

  @Override
  public void forget(Instant endedBefore) {
    Sql.update(
        dataSource,
        "delete from platform.delivery where outcome is not null and ended_at < ?",
        time(endedBefore));
  }

  private static Delivery read(ResultSet row) throws SQLException {
    @Nullable UUID reader = row.getObject("reader", UUID.class);
    return new Delivery(
        Sql.uuid(row, "id"),
        reader == null ? Way.WEBHOOK : Way.LETTER,
        reader == null ? Sql.uuid(row, "webhook") : reader,
        new OrganizationId(Sql.uuid(row, "organization")),
        new CountryCode(Sql.text(row, "country")),
        row.getBoolean("urgent"),
        Long.parseUnsignedLong(Sql.text(row, "since")),
        row.getObject("made_at", OffsetDateTime.class).toInstant(),
        row.getInt("tries"));
  }

  private static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
