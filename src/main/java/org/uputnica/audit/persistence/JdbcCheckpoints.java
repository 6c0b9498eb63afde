package org.uputnica.audit.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.domain.Checkpoint;
import org.uputnica.audit.domain.JournalKey;
import org.uputnica.audit.domain.Octets;

/** Takes waiting entries into checkpoints, over the connection of the running transaction. */
public final class JdbcCheckpoints {
  private final Connection connection;

  public JdbcCheckpoints(Connection connection) {
    this.connection = connection;
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

  /**
   * Whether a checkpoint is to be written: an entry waits, or the last one is from before {@code
   * oldest}. An empty journal needs none.
   */
  public boolean isDue(Instant oldest) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select exists (select from audit.pending)"
                + " or coalesce((select at from audit.checkpoint order by number desc limit 1) < ?, false)")) {
      select.setObject(1, oldest.atOffset(ZoneOffset.UTC));
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
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

  /** Adds a key. */
  public void insert(JournalKey key) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into audit.journal_key (number, name, public_key, since) values (?, ?, ?, ?)")) {
      insert.setInt(1, key.number());
      insert.setString(2, key.key().name());
      insert.setBytes(3, key.key().publicKey().bytes());
      insert.setLong(4, key.since());
      insert.executeUpdate();
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
