package org.uputnica.registration.persistence;

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
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.registration.domain.Erasure;
import org.uputnica.registration.domain.Erasures;

/** Requests to erase in PostgreSQL. */
@ApplicationScoped
class JdbcErasures implements Erasures {
  private final DataSource dataSource;

  JdbcErasures(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public void add(Erasure erasure) {
    update(
        "insert into process.erasure (id, case_id, country, organization, reason, state, asked_by,"
            + " asked_as, asked_at, seen, revision) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        erasure.id(),
        erasure.caseId().value(),
        erasure.country().value(),
        erasure.organization().value(),
        erasure.reason().name(),
        erasure.state().name(),
        erasure.askedBy(),
        erasure.askedAs(),
        utc(erasure.askedAt()),
        erasure.seen(),
        erasure.revision());
  }

  @Override
  public void save(Erasure erasure) {
    update(
        "update process.erasure set state = ?, decided_by = ?, decided_at = ?, revision = ? where"
            + " id = ?",
        erasure.state().name(),
        erasure.decidedBy(),
        utc(erasure.decidedAt()),
        erasure.revision(),
        erasure.id());
  }

  @Override
  public List<Erasure> take(CaseId caseId) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select * from process.erasure where case_id = ? order by asked_at, id for update")) {
      select.setObject(1, caseId.value());
      List<Erasure> found = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(read(row));
        }
      }
      return found;
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static Erasure read(ResultSet row) throws SQLException {
    @Nullable OffsetDateTime decidedAt = row.getObject("decided_at", OffsetDateTime.class);
    return new Erasure(
        row.getObject("id", UUID.class),
        new CaseId(row.getObject("case_id", UUID.class)),
        new CountryCode(row.getString("country")),
        new OrganizationId(row.getObject("organization", UUID.class)),
        Erasure.Reason.valueOf(row.getString("reason")),
        Erasure.State.valueOf(row.getString("state")),
        row.getString("asked_by"),
        row.getString("asked_as"),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        row.getString("seen"),
        row.getString("decided_by"),
        decidedAt == null ? null : decidedAt.toInstant(),
        row.getLong("revision"));
  }

  private void update(String sql, @Nullable Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        update.setObject(i + 1, values[i]);
      }
      update.executeUpdate();
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }
}
