package org.uputnica.audit.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.uputnica.audit.domain.EntryContent;
import org.uputnica.audit.domain.UnlinkedEntry;

/** Inserts entries: one statement each, all of a transaction in one batch. */
@ApplicationScoped
public class JdbcEntries {
  private static final String INSERT =
      "with entry as (insert into audit.entry (at, country, organization, actor, roles, action, outcome, case_id,"
          + " subject, details, salt, leaf) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id, leaf)"
          + " insert into audit.pending (entry_id, leaf) select id, leaf from entry";

  private final DataSource dataSource;

  JdbcEntries(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Adds the entries to the running transaction, in their order. */
  public void insert(List<UnlinkedEntry> entries) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (UnlinkedEntry entry : entries) {
        bind(connection, insert, entry);
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException failed) {
      throw new JournalUnavailableException(failed);
    }
  }

  private static void bind(Connection connection, PreparedStatement insert, UnlinkedEntry entry)
      throws SQLException {
    EntryContent content = entry.content();
    insert.setObject(1, content.at().atOffset(ZoneOffset.UTC));
    insert.setString(2, content.country());
    insert.setObject(3, content.organization());
    insert.setString(4, content.actor());
    insert.setArray(5, texts(connection, content.roles()));
    insert.setString(6, content.action());
    insert.setString(7, content.outcome());
    insert.setObject(8, content.caseId(), java.sql.Types.OTHER);
    insert.setString(9, content.subject());
    insert.setArray(10, texts(connection, content.details()));
    insert.setBytes(11, entry.salt().bytes());
    insert.setBytes(12, entry.leaf().bytes());
  }

  private static java.sql.Array texts(Connection connection, List<String> values)
      throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }
}
