package org.uputnica.consent.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.ConsentStatements;
import org.uputnica.platform.id.CaseId;

/**
 * Statements over JDBC: they are read with every disclosure and come several at once with a
 * registration. Joins the running transaction.
 */
@ApplicationScoped
class JdbcConsentStatements implements ConsentStatements {
  private static final String READ = "select * from process.consent_statements_of(?, ?)";
  private static final String INSERT =
      "insert into process.consent_statement ("
          + StatementRow.COLUMNS
          + ") values ("
          + "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final DataSource dataSource;

  JdbcConsentStatements(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public List<ConsentStatement> of(CaseId id) {
    return read(id, false);
  }

  @Override
  public List<ConsentStatement> forRecording(CaseId id) {
    return read(id, true);
  }

  private List<ConsentStatement> read(CaseId id, boolean alone) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(READ)) {
      select.setObject(1, id.value());
      select.setBoolean(2, alone);
      List<ConsentStatement> found = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(StatementRow.read(row));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException("consent statements are out of reach", e);
    }
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
