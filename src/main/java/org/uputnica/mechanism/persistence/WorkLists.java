package org.uputnica.mechanism.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.Waiting;
import org.uputnica.mechanism.domain.WorkEntry;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.page.Cursor;

/**
 * The work lists: read in the order of their index, desk by desk, so that a page costs the same
 * with ten thousand cases and with a million.
 */
@ApplicationScoped
class WorkLists {
  private static final String PAGE =
      """
      select w.rank, w.track_id, t.case_id, c.code, t.track, t.state, t.since, c.risk_level,
             (c.organization = ? or c.registering_organization = ?) as team, k.code as clock, k.due_at
      from (select distinct on (rank, track_id) rank, track_id
            from unnest(?::text[]) as d(desk)
            cross join lateral (select rank, track_id from process.waiting w
                                where w.desk = d.desk and (w.rank, w.track_id) > (?, ?)
                                order by w.rank, w.track_id limit ?) as line
            order by rank, track_id limit ?) as w
      join process.track t on t.id = w.track_id
      join process.case_record c on c.id = t.case_id
      left join lateral (select code, due_at from process.clock k
                         where k.track_id = t.id and k.stopped_at is null and k.due_at is not null
                         order by due_at limit 1) as k on true
      order by w.rank, w.track_id
      """;
  private static final OffsetDateTime BEFORE_ALL =
      OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
  private static final UUID FIRST = new UUID(0, 0);

  private final DataSource dataSource;
  private final EntityManager entities;
  private final Callers callers;

  WorkLists(DataSource dataSource, EntityManager entities, Callers callers) {
    this.dataSource = dataSource;
    this.entities = entities;
    this.callers = callers;
  }

  void replace(TrackEntity track, Waiting waiting) {
    entities
        .createNativeQuery("delete from process.waiting where track_id = :id")
        .setParameter("id", track.id)
        .executeUpdate();
    add(track, waiting.desks(), waiting.rank());
  }

  void add(TrackEntity track, Set<String> desks, Instant rank) {
    if (desks.isEmpty()) {
      return;
    }
    entities
        .createNativeQuery(
            "insert into process.waiting (desk, rank, track_id, country, organization) select desk,"
                + " :rank, :track, :country, :organization from unnest(string_to_array(:desks, ' ')) as"
                + " d(desk) on conflict do nothing")
        .setParameter("desks", desks.stream().sorted().collect(Collectors.joining(" ")))
        .setParameter("rank", rank)
        .setParameter("track", track.id)
        .setParameter("country", track.country)
        .setParameter("organization", track.organization)
        .executeUpdate();
  }

  List<WorkEntry> list(Set<String> desks, @Nullable Cursor after, int limit) {
    Caller caller = callers.current();
    entities.flush();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(PAGE)) {
      select.setObject(1, caller.organization().value());
      select.setObject(2, caller.organization().value());
      select.setArray(3, connection.createArrayOf("text", desks.stream().sorted().toArray()));
      select.setObject(
          4, after == null ? BEFORE_ALL : after.part(0, Instant::parse).atOffset(ZoneOffset.UTC));
      select.setObject(5, after == null ? FIRST : after.part(1, UUID::fromString));
      select.setInt(6, limit);
      select.setInt(7, limit);
      try (ResultSet rows = select.executeQuery()) {
        List<WorkEntry> entries = new ArrayList<>();
        while (rows.next()) {
          entries.add(entry(rows));
        }
        return entries;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static WorkEntry entry(ResultSet row) throws SQLException {
    OffsetDateTime due = row.getObject("due_at", OffsetDateTime.class);
    return new WorkEntry(
        new TrackId(row.getObject("track_id", UUID.class)),
        new CaseId(row.getObject("case_id", UUID.class)),
        new CaseCode(row.getString("code")),
        row.getBoolean("team"),
        new TrackCode(row.getString("track")),
        new StateCode(row.getString("state")),
        row.getString("clock"),
        due == null ? null : due.toInstant(),
        RiskLevel.valueOf(row.getString("risk_level")),
        row.getObject("since", OffsetDateTime.class).toInstant(),
        row.getObject("rank", OffsetDateTime.class).toInstant());
  }
}
