package org.uputnica.mechanism.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.MechanismMove;
import org.uputnica.mechanism.domain.MechanismMoves;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/** {@code process.mechanism_move}, and the cases it is about, in the running transaction. */
@ApplicationScoped
class JdbcMechanismMoves implements MechanismMoves {
  /** Of a case {@code c}: it is not closed, handed on or ended by death. */
  static final String OPEN =
      "not exists (select from process.track o where o.case_id = c.id and o.track = 'overall'"
          + " and o.state in ('ST-CLOSED', 'ST-CLREF', 'ST-DEAD'))";

  private static final String CASES =
      " from process.case_record c where c.country = ?::bpchar and c.mechanism_version = ? and "
          + OPEN;
  private static final String MOVE =
      "select id, country, organization, from_version, to_version, reason, asked_by, asked_at, moved, stayed,"
          + " finished_at from process.mechanism_move ";
  private static final UUID FIRST = new UUID(0, 0);

  private final DataSource dataSource;

  JdbcMechanismMoves(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public boolean add(MechanismMove move) {
    return run(
        "insert into process.mechanism_move (id, country, organization, from_version, to_version, reason, asked_by,"
            + " asked_at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (country) where finished_at is null do nothing",
        insert -> {
          insert.setObject(1, move.id());
          insert.setString(2, move.country().value());
          insert.setObject(3, move.organization().value());
          insert.setString(4, move.from());
          insert.setString(5, move.to());
          insert.setString(6, move.reason().name());
          insert.setString(7, move.askedBy());
          insert.setObject(8, move.askedAt().atOffset(ZoneOffset.UTC));
          return insert.executeUpdate() == 1;
        });
  }

  @Override
  public Optional<MechanismMove> find(UUID id) {
    return run(
        MOVE + "where id = ?",
        select -> {
          select.setObject(1, id);
          return moves(select).stream().findFirst();
        });
  }

  @Override
  public List<MechanismMove> open() {
    return run(MOVE + "where finished_at is null order by asked_at, id", JdbcMechanismMoves::moves);
  }

  @Override
  public void countMoved(UUID id) {
    run(
        "update process.mechanism_move set moved = moved + 1 where id = ?",
        update -> {
          update.setObject(1, id);
          return update.executeUpdate();
        });
  }

  @Override
  public boolean finish(UUID id, long stayed, Instant at) {
    return run(
        "update process.mechanism_move set stayed = ?, finished_at = ? where id = ? and finished_at is null",
        update -> {
          update.setLong(1, stayed);
          update.setObject(2, at.atOffset(ZoneOffset.UTC));
          update.setObject(3, id);
          return update.executeUpdate() == 1;
        });
  }

  @Override
  public long openCases(CountryCode country, String version) {
    return run(
        "select count(*)" + CASES,
        select -> {
          select.setString(1, country.value());
          select.setString(2, version);
          return rows(select, row -> row.getLong(1)).getFirst();
        });
  }

  @Override
  public List<InState> states(CountryCode country, String version) {
    return run(
        "select t.track, t.state, count(distinct t.case_id) from process.track t where t.case_id in (select c.id"
            + CASES
            + ") group by t.track, t.state order by t.track, t.state",
        select -> {
          select.setString(1, country.value());
          select.setString(2, version);
          return rows(
              select,
              row ->
                  new InState(
                      new TrackCode(row.getString(1)),
                      new StateCode(row.getString(2)),
                      row.getLong(3)));
        });
  }

  @Override
  public List<WithClock> clocks(CountryCode country, String version) {
    return run(
        "select k.code, count(distinct k.case_id) from process.clock k where k.stopped_at is null and k.case_id in"
            + " (select c.id"
            + CASES
            + ") group by k.code order by k.code",
        select -> {
          select.setString(1, country.value());
          select.setString(2, version);
          return rows(
              select, row -> new WithClock(new ClockCode(row.getString(1)), row.getLong(2)));
        });
  }

  @Override
  public List<CaseId> cases(
      CountryCode country, String version, @Nullable CaseId after, int limit) {
    return run(
        "select c.id" + CASES + " and c.id > ? order by c.id limit ?",
        select -> {
          select.setString(1, country.value());
          select.setString(2, version);
          select.setObject(3, after == null ? FIRST : after.value());
          select.setInt(4, limit);
          return rows(select, row -> new CaseId(row.getObject(1, UUID.class)));
        });
  }

  @Override
  public List<Coded> cases(
      CountryCode country,
      String version,
      Set<InState> states,
      Set<ClockCode> clocks,
      @Nullable CaseId after,
      int limit) {
    return run(
        "select c.id, c.code"
            + CASES
            + " and c.id > ? and (exists (select from process.track t where t.case_id = c.id"
            + " and t.track || '/' || t.state = any (?::text[]))"
            + " or exists (select from process.clock k where k.case_id = c.id and k.stopped_at is null"
            + " and k.code = any (?::text[]))) order by c.id limit ?",
        select -> {
          select.setString(1, country.value());
          select.setString(2, version);
          select.setObject(3, after == null ? FIRST : after.value());
          select.setArray(
              4,
              select
                  .getConnection()
                  .createArrayOf(
                      "text", states.stream().map(it -> it.track() + "/" + it.state()).toArray()));
          select.setArray(
              5,
              select
                  .getConnection()
                  .createArrayOf("text", clocks.stream().map(ClockCode::value).toArray()));
          select.setInt(6, limit);
          return rows(
              select,
              row ->
                  new Coded(
                      new CaseId(row.getObject(1, UUID.class)), new CaseCode(row.getString(2))));
        });
  }

  @Override
  public boolean take(CaseId id, String version) {
    return run(
        "select id from process.case_record where id = ? and mechanism_version = ? for update",
        select -> {
          select.setObject(1, id.value());
          select.setString(2, version);
          return !rows(select, row -> row.getObject(1, UUID.class)).isEmpty();
        });
  }

  private static List<MechanismMove> moves(PreparedStatement select) throws SQLException {
    return rows(
        select,
        row -> {
          OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
          return new MechanismMove(
              row.getObject("id", UUID.class),
              new CountryCode(row.getString("country")),
              new OrganizationId(row.getObject("organization", UUID.class)),
              row.getString("from_version"),
              row.getString("to_version"),
              MechanismMove.Reason.valueOf(row.getString("reason")),
              row.getString("asked_by"),
              row.getObject("asked_at", OffsetDateTime.class).toInstant(),
              row.getLong("moved"),
              row.getObject("stayed", Long.class),
              finished == null ? null : finished.toInstant());
        });
  }

  private static <T> List<T> rows(PreparedStatement select, Row<T> read) throws SQLException {
    List<T> found = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        found.add(read.of(row));
      }
    }
    return found;
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

  private interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }
}
