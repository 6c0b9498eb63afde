package org.uputnica.consent.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import javax.sql.DataSource;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.Condition;
import org.uputnica.consent.domain.Conditions;
import org.uputnica.platform.id.CaseId;

/** Conditions in PostgreSQL, in the caller's transaction. */
@ApplicationScoped
class JdbcConditions implements Conditions {
  private static final String READ =
      "select condition from process.case_condition where case_id = ?";
  private static final String INSERT =
      "insert into process.case_condition (case_id, country, organization, condition)"
          + " values (?, ?, ?, ?) on conflict do nothing";

  private final DataSource dataSource;
  private final EntityManager entities;

  JdbcConditions(DataSource dataSource, EntityManager entities) {
    this.dataSource = dataSource;
    this.entities = entities;
  }

  @Override
  public Set<Condition> of(CaseId id) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(READ)) {
      select.setObject(1, id.value());
      Set<Condition> found = EnumSet.noneOf(Condition.class);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(Condition.valueOf(row.getString(1)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException("conditions are out of reach", e);
    }
  }

  @Override
  public void bind(CaseForConsent about, Set<Condition> conditions) {
    entities.flush(); // the case may have been opened in this very transaction
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Condition condition : conditions) {
        insert.setObject(1, about.id().value());
        insert.setString(2, about.country().value());
        insert.setObject(3, about.responsible().value());
        insert.setString(4, condition.name());
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException("conditions are out of reach", e);
    }
  }
}
