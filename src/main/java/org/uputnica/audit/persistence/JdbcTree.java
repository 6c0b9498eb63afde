package org.uputnica.audit.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.uputnica.audit.domain.MerkleProof;
import org.uputnica.audit.domain.MerkleTree;
import org.uputnica.audit.domain.Octets;

/**
 * The tree as the checkpoints hold it. A whole left subtree is read from a frontier; the hashes of
 * the rest are computed from its leaves, so a proof may read much and is for auditors only.
 */
public final class JdbcTree implements MerkleProof.Subtrees {
  private static final int FETCH = 2_000;

  /** Copies of the service may have clocks that differ. */
  private static final long SKEW_SECONDS = 600;

  private final Connection connection;

  public JdbcTree(Connection connection) {
    this.connection = connection;
  }

  /** The place of an entry among the leaves, from 0; none while it waits for a checkpoint. */
  public OptionalLong index(long entry, Instant writtenAt) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select tree_size - cardinality(members) + array_position(members, ?) - 1"
                + " from audit.checkpoint where at >= ? and ? = any(members) order by at, number limit 1")) {
      select.setLong(1, entry);
      select.setObject(2, writtenAt.minusSeconds(SKEW_SECONDS).atOffset(ZoneOffset.UTC));
      select.setLong(3, entry);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  @Override
  public Octets root(long from, long to) {
    try {
      return from == 0 && Long.bitCount(to) == 1 ? beginning(to) : recomputed(from, to);
    } catch (SQLException failed) {
      throw new JournalUnavailableException(failed);
    }
  }

  /** A tree of between {@code size} and twice as many leaves has it first in its frontier. */
  private Octets beginning(long size) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select frontier[1] from audit.checkpoint where tree_size >= ? and tree_size < ?"
                + " order by tree_size, number limit 1")) {
      select.setLong(1, size);
      select.setLong(2, 2 * size);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Octets.of(row.getBytes(1)) : recomputed(0, size);
      }
    }
  }

  private Octets recomputed(long from, long to) throws SQLException {
    MerkleTree tree = new MerkleTree();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select e.leaf from audit.checkpoint c"
                + " cross join lateral unnest(c.members) with ordinality as m(id, place)"
                + " join audit.entry e on e.id = m.id"
                + " where c.tree_size > ? and c.tree_size - cardinality(c.members) < ?"
                + " and c.tree_size - cardinality(c.members) + m.place between ? and ?"
                + " order by c.number, m.place")) {
      select.setFetchSize(FETCH);
      select.setLong(1, from);
      select.setLong(2, to);
      select.setLong(3, from + 1);
      select.setLong(4, to);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          tree.append(Octets.of(rows.getBytes(1)));
        }
      }
    }
    if (tree.size() != to - from) {
      throw new IllegalStateException("the journal is broken: leaves are missing");
    }
    return tree.root();
  }
}
