package org.uputnica.door.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.door.domain.GivenNumber;
import org.uputnica.door.domain.NumberHash;
import org.uputnica.door.domain.ReceiptNumbers;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.persistence.Sql;

/** Numbers over JDBC. */
@ApplicationScoped
class JdbcReceiptNumbers implements ReceiptNumbers {
  private static final String TAKE =
      """
      select id, case_id, country, organization, given_by, given_at, ended, ended_at, revision from process.receipt_number
      where case_id = any (cast(? as uuid[])) order by (ended is null) desc, given_at desc, id for update
      """;
  private static final String ADD =
      """
      insert into process.receipt_number (id, case_id, country, organization, given_by, given_at, lookup, salt, rounds,
        hash, revision) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (lookup) where ended is null do nothing
      """;
  private static final String END =
      """
      update process.receipt_number set ended = ?, ended_at = ?, revision = ?, lookup = null, salt = null, rounds = null,
        hash = null where id = ?
      """;

  private final DataSource dataSource;

  JdbcReceiptNumbers(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public List<GivenNumber> take(Collection<CaseId> ids) {
    return Sql.query(
        dataSource, TAKE, JdbcReceiptNumbers::read, ids.stream().map(CaseId::toString).toList());
  }

  @Override
  public boolean add(GivenNumber given, long lookup, NumberHash hash) {
    int added =
        Sql.update(
            dataSource,
            ADD,
            given.id(),
            given.caseId().value(),
            given.country().value(),
            given.organization().value(),
            given.by(),
            given.givenAt().atOffset(ZoneOffset.UTC),
            lookup,
            hash.salt(),
            hash.rounds(),
            hash.hash(),
            given.revision());
    return added == 1;
  }

  @Override
  public void end(GivenNumber ended) {
    @Nullable Instant at = ended.endedAt();
    Sql.update(
        dataSource,
        END,
        String.valueOf(ended.ended()),
        at == null ? null : at.atOffset(ZoneOffset.UTC),
        ended.revision(),
        ended.id());
  }

  private static GivenNumber read(ResultSet row) throws SQLException {
    @Nullable String ended = row.getString("ended");
    @Nullable OffsetDateTime endedAt = row.getObject("ended_at", OffsetDateTime.class);
    return new GivenNumber(
        Sql.uuid(row, "id"),
        new CaseId(Sql.uuid(row, "case_id")),
        new CountryCode(Sql.text(row, "country")),
        new OrganizationId(Sql.uuid(row, "organization")),
        Sql.text(row, "given_by"),
        row.getObject("given_at", OffsetDateTime.class).toInstant(),
        ended == null ? null : GivenNumber.End.valueOf(ended),
        endedAt == null ? null : endedAt.toInstant(),
        row.getLong("revision"));
  }
}
