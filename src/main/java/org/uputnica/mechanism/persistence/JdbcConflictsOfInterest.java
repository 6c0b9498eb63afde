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
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.ConflictOfInterest;
import org.uputnica.mechanism.domain.ConflictsOfInterest;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.platform.problem.ProblemType;
import org.uputnica.platform.problem.RefusedException;

/** The register in PostgreSQL. */
@ApplicationScoped
class JdbcConflictsOfInterest implements ConflictsOfInterest {
  private static final String INSERT =
      "insert into process.conflict_of_interest (id, case_id, country, organization, account, barred, reason,"
          + " recorded_by, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing";

  private final DataSource dataSource;

  JdbcConflictsOfInterest(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public List<ConflictOfInterest> of(CaseId id) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select id, account, barred, reason, recorded_at, lifted_at"
                    + " from process.conflict_of_interest where case_id = ? order by recorded_at, id")) {
      select.setObject(1, id.value());
      List<ConflictOfInterest> found = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          @Nullable UUID barred = row.getObject("barred", UUID.class);
          found.add(
              new ConflictOfInterest(
                  row.getObject("id", UUID.class),
                  id,
                  row.getString("account"),
                  barred == null ? null : new OrganizationId(barred),
                  ConflictOfInterest.Reason.valueOf(row.getString("reason")),
                  row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                  instant(row.getObject("lifted_at", OffsetDateTime.class))));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void add(ConflictOfInterest conflict, CaseRecord about, Caller by) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      @Nullable OrganizationId barred = conflict.organization();
      insert.setObject(1, conflict.id());
      insert.setObject(2, about.id().value());
      insert.setString(3, about.country().value());
      insert.setObject(4, about.responsible().value());
      insert.setString(5, conflict.account());
      insert.setObject(6, barred == null ? null : barred.value());
      insert.setString(7, conflict.reason().name());
      insert.setString(8, by.user());
      insert.setObject(9, conflict.recordedAt().atOffset(ZoneOffset.UTC));
      if (insert.executeUpdate() == 0) {
        throw RefusedException.of(ProblemType.ALREADY_EXISTS, "Make a new random id");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void lift(UUID id, Instant at, Caller by) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update process.conflict_of_interest set lifted_by = ?, lifted_at = ? where id = ?")) {
      update.setString(1, by.user());
      update.setObject(2, at.atOffset(ZoneOffset.UTC));
      update.setObject(3, id);
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }
}
