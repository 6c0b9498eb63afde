package org.uputnica.door.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.uputnica.door.domain.DoorMessage;
import org.uputnica.door.domain.DoorMessages;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.persistence.Sql;

/** Messages over JDBC, without their words. */
@ApplicationScoped
class JdbcDoorMessages implements DoorMessages {
  private final DataSource dataSource;

  JdbcDoorMessages(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void add(DoorMessage message) {
    Sql.update(
        dataSource,
        "insert into process.door_message (id, case_id, country, kind, written_at, sealed) values (?, ?, ?, ?, ?, ?)",
        message.id(),
        message.caseId().value(),
        message.country().value(),
        message.kind().name(),
        message.leftAt().atOffset(ZoneOffset.UTC),
        message.sealed());
  }

  @Override
  public List<DoorMessage> of(CaseId id, int most) {
    return Sql.query(
        dataSource,
        "select * from process.door_message where case_id = ? order by written_at desc, id limit ?",
        row ->
            new DoorMessage(
                Sql.uuid(row, "id"),
                new CaseId(Sql.uuid(row, "case_id")),
                new CountryCode(Sql.text(row, "country")),
                DoorMessage.Kind.valueOf(Sql.text(row, "kind")),
                row.getObject("written_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("sealed")),
        id.value(),
        most);
  }

  @Override
  public long since(CaseId id, Instant at) {
    return Sql.query(
            dataSource,
            "select count(*) as n from process.door_message where case_id = ? and written_at > ?",
            row -> row.getLong("n"),
            id.value(),
            at.atOffset(ZoneOffset.UTC))
        .getFirst();
  }
}
