package org.uputnica.audit.persistence;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.domain.Checkpoint;
import org.uputnica.audit.domain.EntryContent;
import org.uputnica.audit.domain.JournalEntry;
import org.uputnica.audit.domain.JournalKey;
import org.uputnica.audit.domain.NoteKey;
import org.uputnica.audit.domain.Octets;

/**
 * Reads rows as they are. Somebody may have changed them past every constraint, so what cannot be
 * read becomes a value that no entry has: the hash then differs, and the place is named.
 */
final class Rows {
  static final String ENTRY =
      "e.id, e.at, e.country, e.organization, e.actor, e.roles, e.action, e.outcome, e.case_id, e.subject,"
          + " e.details, e.salt, e.leaf";
  static final String CHECKPOINT =
      "number, tree_size, members, root, frontier, previous, at, hash, signature";

  /** PostgreSQL keeps no NUL in a text, so this equals none. */
  private static final String UNREADABLE = "\0";

  private Rows() {}

  static JournalEntry entry(ResultSet row) throws SQLException {
    return new JournalEntry(
        row.getLong("id"),
        new EntryContent(
            row.getObject("at", OffsetDateTime.class).toInstant(),
            row.getString("country"),
            row.getObject("organization", UUID.class),
            row.getString("actor"),
            texts(row.getArray("roles")),
            row.getString("action"),
            row.getString("outcome"),
            row.getObject("case_id", UUID.class),
            row.getString("subject"),
            texts(row.getArray("details"))),
        Octets.of(row.getBytes("salt")),
        Octets.of(row.getBytes("leaf")));
  }

  static Checkpoint checkpoint(ResultSet row) throws SQLException {
    return new Checkpoint(
        row.getLong("number"),
        row.getLong("tree_size"),
        numbers(row.getArray("members")),
        Octets.of(row.getBytes("root")),
        hashes(row.getArray("frontier")),
        octets(row.getBytes("previous")),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        Octets.of(row.getBytes("hash")),
        octets(row.getBytes("signature")));
  }

  static JournalKey key(ResultSet row) throws SQLException {
    String name = row.getString("name");
    return new JournalKey(
        row.getInt("number"),
        new NoteKey(
            NoteKey.isName(name) ? name : "unreadable",
            NoteKey.Kind.JOURNAL,
            Octets.of(row.getBytes("public_key"))),
        row.getLong("since"));
  }

  private static List<String> texts(Array array) throws SQLException {
    return array.getArray() instanceof String[] values
        ? Arrays.stream(values).map(value -> value == null ? UNREADABLE : value).toList()
        : List.of(UNREADABLE);
  }

  private static List<Long> numbers(Array array) throws SQLException {
    return array.getArray() instanceof Long[] values
        ? Arrays.stream(values).map(value -> value == null ? -1L : value).toList()
        : List.of(-1L);
  }

  private static List<Octets> hashes(Array array) throws SQLException {
    return array.getArray() instanceof byte[][] values
        ? Arrays.stream(values)
            .map(value -> Octets.of(value == null ? new byte[0] : value))
            .toList()
        : List.of();
  }

  private static @Nullable Octets octets(byte @Nullable [] bytes) {
    return bytes == null ? null : Octets.of(bytes);
  }
}
