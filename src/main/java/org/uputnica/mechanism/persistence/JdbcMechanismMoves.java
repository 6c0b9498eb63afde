package org.uputnica.mechanism.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
import org.uputnica.platform.persistence.Sql;

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
    return Sql.update(
            dataSource,
            "insert into process.mechanism_move (id, country, organization, from_version, to_version, reason, asked_by,"
                + " asked_at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (country) where finished_at is null do nothing",
            move.id(),
            move.country().value(),
            move.organization().value(),
            move.from(),
            move.to(),
            move.reason().name(),
            move.askedBy(),
            move.askedAt().atOffset(ZoneOffset.UTC))
        == 1;
  }

  @Override
  public Optional<MechanismMove> find(UUID id) {
    return Sql.query(dataSource, MOVE + "where id = ?", JdbcMechanismMoves::read, id).stream()
        .findFirst();
  }

  @Override
  public List<MechanismMove> open() {
    return Sql.query(
        dataSource,
        MOVE + "where finished_at is null order by asked_at, id",
        JdbcMechanismMoves::read);
  }

  @Override
  public void countMoved(UUID id) {
    Sql.update(dataSource, "update process.mechanism_move set moved = moved + 1 where id = ?", id);
  }

  @Override
  public boolean finish(UUID id, long stayed, Instant at) {
    return Sql.update(
            dataSource,
            "update process.mechanism_move set stayed = ?, finished_at = ? where id = ? and finished_at is null",
            stayed,
            at.atOffset(ZoneOffset.UTC),
            id)
        == 1;
  }

  @Override
  public long openCases(CountryCode country, String version) {
    return Sql.query(
            dataSource, "select count(*)" + CASES, row -> row.getLong(1), country.value(), version)
        .getFirst();
  }

  @Override
  public List<InState> states(CountryCode country, String version) {
    return Sql.query(
        dataSource,
        "select t.track, t.state, count(distinct t.case_id) from process.track t where t.case_id in (select c.id"
            + CASES
            + ") group by t.track, t.state order by t.track, t.state",
        row ->
            new InState(
                new TrackCode(row.getString(1)), new StateCode(row.getString(2)), row.getLong(3)),
        country.value(),
        version);
  }

  @Override
  public List<WithClock> clocks(CountryCode country, String version) {
    return Sql.query(
        dataSource,
        "select k.code, count(distinct k.case_id) from process.clock k where k.stopped_at is null and k.case_id in"
            + " (select c.id"
            + CASES
            + ") group by k.code order by k.code",
        row -> new WithClock(new ClockCode(row.getString(1)), row.getLong(2)),
        country.value(),
        version);
  }

  @Override
  public List<CaseId> cases(
      CountryCode country, String version, @Nullable CaseId after, int limit) {
    return Sql.query(
        dataSource,
        "select c.id" + CASES + " and c.id > ? order by c.id limit ?",
        row -> new CaseId(Sql.uuid(row, "id")),
        country.value(),
        version,
        after == null ? FIRST : after.value(),
        limit);
  }

  @Override
  public List<Coded> cases(
      CountryCode country,
      String version,
      Set<InState> states,
      Set<ClockCode> clocks,
      @Nullable CaseId after,
      int limit) {
    return Sql.query(
        dataSource,
        "select c.id, c.code"
            + CASES
            + " and c.id > ? and (exists (select from process.track t where t.case_id = c.id"
            + " and t.track || '/' || t.state = any (?::text[]))"
            + " or exists (select from process.clock k where k.case_id = c.id and k.stopped_at is null"
            + " and k.code = any (?::text[]))) order by c.id limit ?",
        row -> new Coded(new CaseId(Sql.uuid(row, "id")), new CaseCode(row.getString("code"))),
        country.value(),
        version,
        after == null ? FIRST : after.value(),
        states.stream().map(it -> it.track() + "/" + it.state()).toList(),
        clocks.stream().map(ClockCode::value).toList(),
        limit);
  }

  @Override
  public boolean take(CaseId id, String version) {
    return !Sql.query(
            dataSource,
            "select id from process.case_record where id = ? and mechanism_version = ? for update",
            row -> Sql.uuid(row, "id"),
            id.value(),
            version)
        .isEmpty();
  }

  private static MechanismMove read(ResultSet row) throws SQLException {
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
  }
}
