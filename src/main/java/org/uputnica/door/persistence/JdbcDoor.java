package org.uputnica.door.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.uputnica.door.domain.Door;
import org.uputnica.door.domain.NumberHash;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.persistence.Sql;

/** The door over JDBC; its tables are reached through functions alone. */
@ApplicationScoped
class JdbcDoor implements Door {
  private final DataSource dataSource;

  JdbcDoor(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Answer attempt(UUID attempt, long lookup, long source, Instant at, Limit limit) {
    return Sql.query(
            dataSource,
            "select process.door_attempt(?, ?, ?, ?, ?, ?, ?, ?, ?) as answer",
            row -> Answer.valueOf(Sql.text(row, "answer")),
            attempt,
            lookup,
            source,
            utc(at),
            utc(at.minus(limit.window())),
            utc(at.minus(limit.numberWindow())),
            limit.ofSource(),
            limit.ofAll(),
            limit.ofNumber())
        .getFirst();
  }

  @Override
  public Optional<Behind> find(long lookup) {
    List<Behind> found =
        Sql.query(
            dataSource,
            "select id as number, case_id, country, salt, rounds, hash from process.number_behind(?)",
            row ->
                new Behind(
                    opened(row),
                    new NumberHash(
                        row.getBytes("salt"), row.getInt("rounds"), row.getBytes("hash"))),
            lookup);
    return found.stream().findFirst();
  }

  @Override
  public void open(byte[] session, Opening opening) {
    call(
        "select process.open_door(?, ?, ?, ?, ?, ?)",
        session,
        opening.number(),
        opening.lookup(),
        opening.attempt(),
        utc(opening.at()),
        utc(opening.until()));
  }

  @Override
  public Optional<Opened> behind(byte[] session, Instant at, boolean closed) {
    return Sql.query(
            dataSource,
            "select number, case_id, country from process.behind_door(?, ?, ?)",
            JdbcDoor::opened,
            session,
            utc(at),
            closed)
        .stream()
        .findFirst();
  }

  @Override
  public boolean close(byte[] session, Instant at) {
    return Sql.query(
            dataSource,
            "select process.close_door(?, ?) as closed",
            row -> row.getBoolean("closed"),
            session,
            utc(at))
        .getFirst();
  }

  @Override
  public CaseId goesOnIn(CaseId id) {
    return Sql.query(
            dataSource,
            "select process.goes_on_in(?) as id",
            row -> new CaseId(Sql.uuid(row, "id")),
            id.value())
        .getFirst();
  }

  private void call(String function, Object... args) {
    Sql.query(dataSource, function, _ -> true, args);
  }

  private static Opened opened(ResultSet row) throws SQLException {
    return new Opened(
        Sql.uuid(row, "number"),
        new CaseId(Sql.uuid(row, "case_id")),
        new CountryCode(Sql.text(row, "country")));
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
