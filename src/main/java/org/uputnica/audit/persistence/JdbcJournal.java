package org.uputnica.audit.persistence;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.uputnica.audit.domain.Checkpoint;
import org.uputnica.audit.domain.JournalEntry;
import org.uputnica.audit.domain.JournalKey;
import org.uputnica.audit.domain.JournalVisitor;
import org.uputnica.audit.domain.Octets;

/**
 * The whole journal in the database, over one connection: what proves it reads it here. The service
 * and the command line share it.
 */
public final class JdbcJournal {
  private static final int FETCH = 500;
  private static final int MEMBERS_AT_ONCE = 5_000;

  private final Connection connection;

  public JdbcJournal(Connection connection) {
    this.connection = connection;
  }

  /** Leads somebody through everything. Sees all rows only with the reach of the node. */
  public void show(JournalVisitor visitor) throws SQLException {
    showCheckpoints(showKeys(visitor), visitor);
    if (!visitor.hasSeenEnough()) {
      showOthers(visitor);
    }
  }

  /**
   * One statement, so that a key is seen together with the first checkpoint it signed.
   *
   * @return number of the last checkpoint at that moment
   */
  private long showKeys(JournalVisitor visitor) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select k.number, k.name, k.public_key, k.since,"
                    + " (select coalesce(max(number), 0) from audit.checkpoint) as last"
                    + " from (values (1)) as one left join audit.journal_key k on true order by k.number");
        ResultSet rows = select.executeQuery()) {
      long last = 0;
      while (rows.next()) {
        last = rows.getLong("last");
        if (rows.getObject("number") != null) {
          visitor.key(Rows.key(rows));
        }
      }
      return last;
    }
  }

  /** The keys the journal was and is signed with, oldest first. */
  public List<JournalKey> keys() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select number, name, public_key, since from audit.journal_key order by number");
        ResultSet rows = select.executeQuery()) {
      List<JournalKey> keys = new ArrayList<>();
      while (rows.next()) {
        keys.add(Rows.key(rows));
      }
      return keys;
    }
  }

  /** The checkpoint with the highest number. */
  public Optional<Checkpoint> lastCheckpoint() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select "
                    + Rows.CHECKPOINT
                    + " from audit.checkpoint order by number desc limit 1");
        ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(Rows.checkpoint(row)) : Optional.empty();
    }
  }

  /** The first checkpoint with so many leaves. */
  public Optional<Checkpoint> checkpoint(long treeSize) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + Rows.CHECKPOINT
                + " from audit.checkpoint where tree_size = ? order by number limit 1")) {
      select.setLong(1, treeSize);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(Rows.checkpoint(row)) : Optional.empty();
      }
    }
  }

  private void showCheckpoints(long last, JournalVisitor visitor) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + Rows.CHECKPOINT
                + " from audit.checkpoint where number <= ? order by number")) {
      select.setLong(1, last);
      select.setFetchSize(FETCH);
      try (ResultSet rows = select.executeQuery()) {
        List<Checkpoint> group = new ArrayList<>();
        int members = 0;
        while (rows.next() && !visitor.hasSeenEnough()) {
          Checkpoint checkpoint = Rows.checkpoint(rows);
          group.add(checkpoint);
          members += checkpoint.members().size();
          if (members >= MEMBERS_AT_ONCE || group.size() >= FETCH) {
            show(group, visitor);
            group.clear();
            members = 0;
          }
        }
        show(group, visitor);
      }
    }
  }

  private void show(List<Checkpoint> group, JournalVisitor visitor) throws SQLException {
    Map<Long, JournalEntry> stored =
        entries(group.stream().flatMap(checkpoint -> checkpoint.members().stream()).toArray());
    group.forEach(checkpoint -> visitor.checkpoint(checkpoint, stored));
  }

  private Map<Long, JournalEntry> entries(Object[] ids) throws SQLException {
    Map<Long, JournalEntry> found = new HashMap<>();
    Array wanted = connection.createArrayOf("bigint", ids);
    try (PreparedStatement select =
        connection.prepareStatement(
            "select " + Rows.ENTRY + " from audit.entry e where e.id = any(?)")) {
      select.setArray(1, wanted);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          JournalEntry entry = Rows.entry(rows);
          found.put(entry.id(), entry);
        }
      }
    }
    return found;
  }

  /**
   * One statement, so that an entry on its way into a checkpoint is seen either before or after,
   * not in between.
   */
  private void showOthers(JournalVisitor visitor) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "with linked as materialized (select unnest(members) as id from audit.checkpoint)"
                + " select coalesce(p.entry_id, e.id) as place, p.leaf as announced,"
                + " e.id is not null as stored, "
                + Rows.ENTRY
                + " from audit.entry e full join audit.pending p on p.entry_id = e.id"
                + " where p.entry_id is not null or not exists (select from linked l where l.id = e.id)"
                + " order by 1")) {
      select.setFetchSize(FETCH);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next() && !visitor.hasSeenEnough()) {
          if (!rows.getBoolean("stored")) {
            visitor.absent(rows.getLong("place"));
          } else if (rows.getBytes("announced") != null) {
            visitor.waiting(Rows.entry(rows), Octets.of(rows.getBytes("announced")));
          } else {
            visitor.outside(Rows.entry(rows));
          }
        }
      }
    }
  }
}
