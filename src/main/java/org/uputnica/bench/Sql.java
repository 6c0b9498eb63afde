package org.uputnica.bench;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** One connection with its prepared statements; nothing commits by itself. */
final class Sql implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Sql(Options.Database database) throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(database.url());
    // As the service does.
    source.setReWriteBatchedInserts(true);
    source.setPrepareThreshold(2);
    source.setOptions("-c jit=off -c plan_cache_mode=force_generic_plan -c enable_seqscan=off");
    connection = source.getConnection(database.user(), database.password());
    connection.setAutoCommit(false);
  }

  /** Runs a statement and reads all it returns. */
  void read(String sql, @Nullable Object... values) throws SQLException {
    read(sql, _ -> {}, values);
  }

  private void read(String sql, Row each, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = prepare(sql);
    bind(statement, values);
    try (ResultSet rows = statement.executeQuery()) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          rows.getObject(i);
        }
        each.found(rows);
      }
    }
  }

  private interface Row {
    void found(ResultSet row) throws SQLException;
  }

  /** As {@link #read}; the ids in the first column. */
  UUID[] ids(String sql, @Nullable Object... values) throws SQLException {
    List<UUID> ids = new ArrayList<>();
    read(sql, row -> ids.add(row.getObject(1, UUID.class)), values);
    return ids.toArray(UUID[]::new);
  }

  /** The first column of the only row. */
  long number(String sql) throws SQLException {
    try (ResultSet row = prepare(sql).executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Runs a statement that must change exactly one row. */
  void one(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = prepare(sql);
    bind(statement, values);
    if (statement.executeUpdate() != 1) {
      throw new BenchException("plain SQL changed nothing: " + sql);
    }
  }

  /** Runs a statement that may change any number of rows. */
  void any(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = prepare(sql);
    bind(statement, values);
    statement.executeUpdate();
  }

  void batch(String sql, List<@Nullable Object[]> rows) throws SQLException {
    PreparedStatement statement = prepare(sql);
    for (@Nullable Object[] values : rows) {
      bind(statement, values);
      statement.addBatch();
    }
    statement.executeBatch();
  }

  void commit() throws SQLException {
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      prepared.put(sql, known);
    }
    return known;
  }

  private void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      switch (value) {
        case null -> statement.setNull(i + 1, Types.OTHER);
        case Instant at -> statement.setObject(i + 1, at.atOffset(ZoneOffset.UTC));
        case String[] texts -> statement.setArray(i + 1, array("text", texts));
        case UUID[] ids -> statement.setArray(i + 1, array("uuid", ids));
        case Long[] numbers -> statement.setArray(i + 1, array("int8", numbers));
        case byte[][] bodies -> statement.setArray(i + 1, array("bytea", bodies));
        case byte[] body -> statement.setBytes(i + 1, body);
        default -> statement.setObject(i + 1, value);
      }
    }
  }

  private Array array(String type, Object[] values) throws SQLException {
    return connection.createArrayOf(type, values);
  }
}
