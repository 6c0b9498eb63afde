package org.uputnica.directory.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Statements on the connection of the running transaction. */
final class Sql {
  private Sql() {}

  /** Reads one row into a value. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Does something with a prepared statement. */
  interface Work<T> {
    T run(PreparedStatement statement) throws SQLException;
  }

  static <T> List<T> query(DataSource source, String sql, Row<T> mapper, @Nullable Object... args) {
    return prepare(
        source,
        sql,
        statement -> {
          bind(statement, args);
          try (ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
              found.add(mapper.read(rows));
            }
            return found;
          }
        });
  }

  static <T> T prepare(DataSource source, String sql, Work<T> work) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      return work.run(statement);
    } catch (SQLException failed) {
      throw new IllegalStateException("directory statement failed", failed);
    }
  }

  static void bind(PreparedStatement statement, @Nullable Object... args) throws SQLException {
    for (int i = 0; i < args.length; i++) {
      Object value = args[i];
      if (value instanceof Collection<?> texts) {
        statement.setArray(i + 1, statement.getConnection().createArrayOf("text", texts.toArray()));
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }

  static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  static UUID uuid(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  /** A char(2) or text column that is never null. */
  static String text(ResultSet row, String column) throws SQLException {
    return row.getString(column);
  }
}
