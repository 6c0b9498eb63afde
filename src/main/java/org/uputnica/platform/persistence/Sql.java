package org.uputnica.platform.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Statements on the connection of the running transaction. */
public final class Sql {
  private Sql() {}

  /** Reads one row into a value. */
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Does something with a prepared statement. */
  public interface Work<T> {
    T run(PreparedStatement statement) throws SQLException;
  }

  /**
   * All rows of a query.
   *
   * @param args in the order of their places; a collection becomes an array of text
   */
  public static <T> List<T> query(
      DataSource source, String sql, Row<T> mapper, @Nullable Object... args) {
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

  /**
   * Changes rows.
   *
   * @param args as for {@link #query}
   * @return how many rows were changed
   */
  public static int update(DataSource source, String sql, @Nullable Object... args) {
    return prepare(
        source,
        sql,
        statement -> {
          bind(statement, args);
          return statement.executeUpdate();
        });
  }

  /** Prepares a statement and does something with it, such as adding batches. */
  public static <T> T prepare(DataSource source, String sql, Work<T> work) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      return work.run(statement);
    } catch (SQLException failed) {
      throw new IllegalStateException("statement failed", failed);
    }
  }

  /** Puts the arguments into their places. */
  public static void bind(PreparedStatement statement, @Nullable Object... args)
      throws SQLException {
    for (int i = 0; i < args.length; i++) {
      Object value = args[i];
      if (value instanceof Collection<?> texts) {
        statement.setArray(i + 1, statement.getConnection().createArrayOf("text", texts.toArray()));
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }

  /** A moment as PostgreSQL takes it for {@code timestamptz}. */
  public static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  /** A column of type text[] that is never null. */
  public static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  /** A column of type uuid that is never null. */
  public static UUID uuid(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  /** A char(2) or text column that is never null. */
  public static String text(ResultSet row, String column) throws SQLException {
    return row.getString(column);
  }
}
