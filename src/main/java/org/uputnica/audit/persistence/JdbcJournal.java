package org.uputnica.audit.persistence;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.domain.Checkpoint;
import org.uputnica.audit.domain.JournalEntry;
import org.uputnica.audit.domain.JournalVerifier;
import org.uputnica.audit.domain.Octets;
import org.uputnica.audit.domain.Verdict;

/**
 * The journal over one connection, inside its transaction; the service and the command line share
 * it.
 */
public final class JdbcJournal {
  private static final int FETCH = 500;
  private static final int MEMBERS_AT_ONCE = 5_000;

  private final Connection connection;

  public JdbcJournal(Connection connection) {
    this.connection = connection;
  }

  /**
   * The newest entries the caller may see.
   *
   * @param caseId of this case, refused attempts that named it included
   * @param before only entries with a smaller id
   */
  public List<JournalEntry> newest(@Nullable UUID caseId, long before, int limit)
      throws SQLException {
    String ofCase =
        caseId == null ? "" : " and (e.case_id = ? or (e.outcome = 'REFUSED' and e.subject = ?))";
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + Rows.ENTRY
                + " from audit.entry e where e.id < ?"
                + ofCase
                + " order by e.id desc limit ?")) {
      int next = 1;
      select.setLong(next++, before);
      if (caseId != null) {
        select.setObject(next++, caseId);
        select.setString(next++, caseId.toString());
      }
      select.setInt(next, limit);
      try (ResultSet rows = select.executeQuery()) {
        List<JournalEntry> found = new ArrayList<>();
        while (rows.next()) {
          found.add(Rows.entry(rows));
        }
        return found;
      }
    }
  }

  /** Recomputes everything. Sees all rows only with the reach of the node. */
  public Verdict verify() throws SQLException {
    JournalVerifier verifier = new JournalVerifier();
    compareCheckpoints(verifier);
    if (!verifier.isBroken()) {
      compareOthers(verifier);
    }
    return verifier.verdict();
  }

  private void compareCheckpoints(JournalVerifier verifier) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select " + Rows.CHECKPOINT + " from audit.checkpoint order by number")) {
      select.setFetchSize(FETCH);
      try (ResultSet rows = select.executeQuery()) {
        List<Checkpoint> group = new ArrayList<>();
        int members = 0;
        while (rows.next() && !verifier.isBroken()) {
          Checkpoint checkpoint = Rows.checkpoint(rows);
          group.add(checkpoint);
          members += checkpoint.members().size();
          if (members >= MEMBERS_AT_ONCE || group.size() >= FETCH) {
            compare(group, verifier);
            group.clear();
            members = 0;
          }
        }
        compare(group, verifier);
      }
    }
  }

  private void compare(List<Checkpoint> group, JournalVerifier verifier) throws SQLException {
    Map<Long, JournalEntry> stored =
        entries(group.stream().flatMap(checkpoint -> checkpoint.members().stream()).toArray());
    group.forEach(checkpoint -> verifier.checkpoint(checkpoint, stored));
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
  private void compareOthers(JournalVerifier verifier) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "with linked as materialized (select unnest(members) as id from audit.checkpoint)"
                + " select coalesce(p.entry_id, e.id) as place, p.entry_id is not null as announced,"
                + " e.id is not null as stored, "
                + Rows.ENTRY
                + " from audit.entry e full join audit.pending p on p.entry_id = e.id"
                + " where p.entry_id is not null or not exists (select from linked l where l.id = e.id)"
                + " order by 1")) {
      select.setFetchSize(FETCH);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next() && !verifier.isBroken()) {
          if (!rows.getBoolean("stored")) {
            verifier.absent(rows.getLong("place"));
          } else if (rows.getBoolean("announced")) {
            verifier.waiting(Rows.entry(rows));
          } else {
            verifier.outside(Rows.entry(rows));
          }
        }
      }
    }
  }

  /**
   * Lets one copy of the service at a time write checkpoints, until its transaction ends.
   *
   * @return whether it is this one
   */
  public boolean lockCheckpoints() throws SQLException {
    try (PreparedStatement lock =
            connection.prepareStatement(
                "select pg_try_advisory_xact_lock(hashtextextended('audit.checkpoint', 0))");
        ResultSet row = lock.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Whether an entry waits for a checkpoint. */
  public boolean hasWaiting() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select exists (select from audit.pending)");
        ResultSet row = select.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Takes up to {@code limit} waiting entries, in the order of their ids. */
  public List<Checkpoint.Leaf> takeWaiting(int limit) throws SQLException {
    try (PreparedStatement take =
        connection.prepareStatement(
            "delete from audit.pending p using (select ctid as place from audit.pending order by entry_id limit ?) t"
                + " where p.ctid = t.place returning p.entry_id, p.leaf")) {
      take.setInt(1, limit);
      try (ResultSet rows = take.executeQuery()) {
        List<Checkpoint.Leaf> taken = new ArrayList<>();
        while (rows.next()) {
          taken.add(new Checkpoint.Leaf(rows.getLong(1), Octets.of(rows.getBytes(2))));
        }
        taken.sort(Comparator.comparingLong(Checkpoint.Leaf::entry));
        return taken;
      }
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

  /** Adds a checkpoint. */
  public void insert(Checkpoint checkpoint) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into audit.checkpoint ("
                + Rows.CHECKPOINT
                + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setLong(1, checkpoint.number());
      insert.setLong(2, checkpoint.treeSize());
      insert.setArray(3, connection.createArrayOf("bigint", checkpoint.members().toArray()));
      insert.setBytes(4, checkpoint.root().bytes());
      insert.setArray(
          5,
          connection.createArrayOf(
              "bytea", checkpoint.frontier().stream().map(Octets::bytes).toArray(byte[][]::new)));
      insert.setBytes(6, bytes(checkpoint.previous()));
      insert.setObject(7, checkpoint.at().atOffset(ZoneOffset.UTC));
      insert.setBytes(8, checkpoint.hash().bytes());
      insert.setBytes(9, bytes(checkpoint.signature()));
      insert.executeUpdate();
    }
  }

  private static byte @Nullable [] bytes(@Nullable Octets octets) {
    return octets == null ? null : octets.bytes();
  }
}
