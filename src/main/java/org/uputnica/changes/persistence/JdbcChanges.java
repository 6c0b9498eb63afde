package org.uputnica.changes.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.changes.domain.Arrival;
import org.uputnica.changes.domain.ChangeKind;
import org.uputnica.changes.domain.Changes;
import org.uputnica.changes.domain.Horizon;
import org.uputnica.changes.domain.Mark;
import org.uputnica.changes.domain.Place;
import org.uputnica.platform.persistence.Sql;

/** {@code process.change}, which the database itself writes in the transaction of each change. */
@ApplicationScoped
class JdbcChanges implements Changes {
  private static final String HORIZON =
      """
      select pg_snapshot_xmin(pg_current_snapshot())::text as before,
        left(pg_walfile_name(pg_current_wal_lsn()), 8) as timeline
      """;

  private static final String SINCE =
      """
      select distinct on (one.transaction, one.kind, one.id) one.transaction::text as transaction, one.kind, one.id
      from unnest(?::text[]) as r(reader)
        cross join lateral (select c.transaction, c.kind, c.id from process.change c
          where c.reader = r.reader and (c.transaction, c.kind, c.id) > (?::xid8, ?, ?)
            and c.transaction < ?::xid8 and c.kind = any (?::text[])
          order by c.transaction, c.kind, c.id limit ?) as one
      order by one.transaction, one.kind, one.id limit ?
      """;

  private static final String ARRIVALS =
      """
      select distinct on (one.transaction, one.kind, one.id) one.transaction::text as transaction, one.kind, one.id,
        one.changed_at
      from unnest(?::text[]) as r(reader)
        cross join lateral (select c.transaction, c.kind, c.id, c.changed_at from process.change c
          where c.reader = r.reader and (c.transaction, c.kind, c.id) < (?::xid8, ?, ?)
            and c.transaction >= ?::xid8 and c.kind = any (?::text[])
          order by c.transaction desc, c.kind desc, c.id desc limit ?) as one
      order by one.transaction desc, one.kind desc, one.id desc limit ?
      """;

  private static final String TOLD =
      """
      select r.reader from unnest(?::text[]) as r(reader)
      where exists (select from process.change c
        where c.reader = r.reader and c.transaction >= ?::xid8 and c.transaction < ?::xid8)
      """;

  private static final Mark AFTER_ALL = new Mark(-1, ChangeKind.WORK, new UUID(-1, -1));

  private static final String STANDING =
      """
      select w.line from unnest(?::text[]) as asked(id)
        cross join lateral (select line from process.waiting
          where track_id = asked.id::uuid and notice is null and desk = any (?::text[])
          union all
          select line from process.waiting where notice = asked.id::uuid and desk = any (?::text[])
          union all
          select id from platform.webhook where id = asked.id::uuid and state = 'GIVEN_UP') as w
      """;

  private final DataSource dataSource;

  JdbcChanges(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Horizon horizon() {
    return Sql.query(
            dataSource,
            HORIZON,
            row -> new Horizon(row.getLong("before"), Sql.text(row, "timeline")))
        .getFirst();
  }

  @Override
  public List<Mark> since(
      Place after, Horizon until, Set<String> readers, Set<ChangeKind> kinds, int limit) {
    return Sql.query(
        dataSource,
        SINCE,
        row ->
            new Mark(
                row.getLong("transaction"),
                ChangeKind.valueOf(Sql.text(row, "kind")),
                Sql.uuid(row, "id")),
        readers.stream().sorted().toList(),
        Long.toString(after.transaction()),
        after.kind(),
        after.id(),
        Long.toString(until.before()),
        kinds.stream().map(Enum::name).toList(),
        limit,
        limit);
  }

  @Override
  public List<Arrival> arrivals(
      Set<String> desks, Set<ChangeKind> kinds, @Nullable Mark before, long since, int limit) {
    Mark end = before == null ? AFTER_ALL : before;
    return Sql.query(
        dataSource,
        ARRIVALS,
        row ->
            new Arrival(
                new Mark(
                    row.getLong("transaction"),
                    ChangeKind.valueOf(Sql.text(row, "kind")),
                    Sql.uuid(row, "id")),
                row.getObject("changed_at", OffsetDateTime.class).toInstant()),
        desks.stream().sorted().toList(),
        Long.toUnsignedString(end.transaction()),
        end.kind().name(),
        end.id(),
        Long.toUnsignedString(since),
        kinds.stream().map(Enum::name).toList(),
        limit,
        limit);
  }

  @Override
  public Set<String> told(Set<String> readers, long from, long until) {
    return new HashSet<>(
        Sql.query(
            dataSource,
            TOLD,
            row -> Sql.text(row, "reader"),
            readers,
            Long.toUnsignedString(from),
            Long.toUnsignedString(until)));
  }

  @Override
  public Set<UUID> standing(Collection<UUID> lines, Set<String> desks) {
    if (lines.isEmpty()) {
      return Set.of();
    }
    List<String> asked = lines.stream().map(UUID::toString).toList();
    return new HashSet<>(
        Sql.query(dataSource, STANDING, row -> Sql.uuid(row, "line"), asked, desks, desks));
  }
}
