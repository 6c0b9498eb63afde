package org.uputnica.changes.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
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

  private static final String STANDING =
      """
      select w.line from unnest(?::text[]) as asked(id)
        cross join lateral (select line from process.waiting
          where track_id = asked.id::uuid and notice is null and desk = any (?::text[])
          union all
          select line from process.waiting where notice = asked.id::uuid and desk = any (?::text[])) as w
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
  public Set<UUID> standing(Collection<UUID> lines, Set<String> desks) {
    if (lines.isEmpty()) {
      return Set.of();
    }
    List<String> asked = lines.stream().map(UUID::toString).toList();
    return new HashSet<>(
        Sql.query(dataSource, STANDING, row -> Sql.uuid(row, "line"), asked, desks, desks));
  }
}
