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
import org.uputnica.mechanism.domain.Notice;
import org.uputnica.mechanism.domain.RiskLevel;
import org.uputnica.mechanism.domain.Safeguards;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.StepCode;
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
      select w.rank, w.line, w.track_id, t.case_id, c.code, t.track, t.state, t.since, c.risk_level,
             (c.organization = ? or c.registering_organization = ?) as team, k.code as clock, k.due_at,
             n.about, n.step, n.noticed_at
      from (select distinct on (rank, line) rank, line, track_id, notice
            from unnest(?::text[]) as d(desk)
            cross join lateral (select rank, line, track_id, notice from process.waiting w
                                where w.desk = d.desk and (w.rank, w.line) > (?, ?)
                                order by w.rank, w.line limit ?) as one
            order by rank, line limit ?) as w
      join process.track t on t.id = w.track_id
      join process.case_record c on c.id = t.case_id
      left join process.notice n on n.id = w.notice
      left join lateral (select code, due_at from process.clock k
                         where k.track_id = t.id and k.stopped_at is null
                           and (w.notice is null and k.due_at is not null or k.code = n.clock)
                         order by due_at limit 1) as k on true
      order by w.rank, w.line
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

  /** A run of a case that is over waits for nobody, as far as {@link Safeguards} lets it rest. */
  void replace(TrackEntity track, Waiting waiting) {
    entities
        .createNativeQuery("delete from process.waiting where track_id = :id and notice is null")
        .setParameter("id", track.id)
        .executeUpdate();
    add(
        track,
        null,
        waiting.desks(),
        waiting.rank(),
        Safeguards.restsIn(new TrackCode(track.track), new StateCode(track.state)));
  }

  void remove(UUID notice) {
    entities
        .createNativeQuery("delete from process.waiting where notice = :id")
        .setParameter("id", notice)
        .executeUpdate();
  }

  /**
   * Puts a run before desks because of a clock. One that it stands before already is told anew, and
   * still has one line of it.
   */
  void tell(TrackEntity track, Set<String> desks, Instant rank) {
    entities
        .createNativeQuery(
            "delete from process.waiting where track_id = :id and notice is null"
                + " and desk = any (string_to_array(:desks, ' '))")
        .setParameter("id", track.id)
        .setParameter("desks", String.join(" ", desks))
        .executeUpdate();
    add(track, null, desks, rank);
  }

  /** Adds a line for a run, or for a notice about it. */
  void add(TrackEntity track, @Nullable UUID notice, Set<String> desks, Instant rank) {
    add(track, notice, desks, rank, Set.of());
  }

  private void add(
      TrackEntity track,
      @Nullable UUID notice,
      Set<String> desks,
      Instant rank,
      Set<String> restsIn) {
    if (desks.isEmpty()) {
      return;
    }
    entities
        .createNativeQuery(
            "insert into process.waiting (desk, rank, track_id, notice, country, organization) select"
                + " desk, :rank, :track, cast(:notice as uuid), :country, :organization from unnest(string_to_array(:desks, ' ')) as"
                + " d(desk) where not exists (select from process.track o where o.case_id = :case"
                + " and o.track = 'overall' and o.state = any (string_to_array(:restsIn, ' ')))"
                + " on conflict do nothing")
        .setParameter("restsIn", String.join(" ", restsIn))
        .setParameter("case", track.caseId)
        .setParameter("desks", desks.stream().sorted().collect(Collectors.joining(" ")))
        .setParameter("rank", rank)
        .setParameter("track", track.id)
        .setParameter("notice", notice == null ? null : notice.toString())
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
    UUID line = row.getObject("line", UUID.class);
    String step = row.getString("step");
    String about = row.getString("about");
    String since = about == null ? "since" : "noticed_at";
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
        row.getObject(since, OffsetDateTime.class).toInstant(),
        row.getObject("rank", OffsetDateTime.class).toInstant(),
        line,
        about == null
            ? null
            : new WorkEntry.Asked(
                line, Notice.About.valueOf(about), step == null ? null : new StepCode(step)));
  }
}
