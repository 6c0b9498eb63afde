package org.uputnica.consent.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.ConsentStatements;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.persistence.Sql;

/**
 * Statements over JDBC: they are read with every disclosure and come several at once with a
 * registration. Joins the running transaction.
 */
@ApplicationScoped
class JdbcConsentStatements implements ConsentStatements {
  private static final String READ = "select * from process.consent_statements_of(?, ?, ?)";
  private static final String INSERT =
      "insert into process.consent_statement ("
          + StatementRow.COLUMNS
          + ") values ("
          + "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final DataSource dataSource;

  JdbcConsentStatements(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public List<ConsentStatement> of(CaseId id) {
    return read(id, false, false);
  }

  @Override
  public List<ConsentStatement> forRecording(CaseId id) {
    return read(id, true, false);
  }

  @Override
  public List<ConsentStatement> forWithdrawing(CaseId id) {
    return read(id, true, true);
  }

  @Override
  public List<ConsentStatement> everSaid(CaseId id) {
    return read(id, false, true);
  }

  @Override
  public void startAnew(CaseId id, Instant closed) {
    forRecording(id);
    Sql.update(
        dataSource,
        "update process.case_record set words_count_from = ? where id = ?",
        Sql.utc(closed),
        id.value());
  }

  @Override
  public void endAll(CaseId id) {
    forRecording(id);
    Sql.update(
        dataSource,
        "update process.case_record set words_count_from = 'infinity' where id = ?",
        id.value());
  }

  @Override
  public void endGuardianYeses(CaseId id, Instant until) {
    forRecording(id);
    Sql.update(
        dataSource,
        "update process.case_record set guardian_yeses_from = greatest(guardian_yeses_from, ?) where id = ?",
        Sql.utc(until),
        id.value());
  }

  private List<ConsentStatement> read(CaseId id, boolean alone, boolean ever) {
    return Sql.query(dataSource, READ, StatementRow::read, id.value(), alone, ever);
  }

  @Override
  public void add(CaseForConsent about, List<? extends ConsentStatement> statements) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (ConsentStatement statement : statements) {
        StatementRow.write(statement, about, insert, connection);
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException("consent statements are out of reach", e);
    }
  }
}
