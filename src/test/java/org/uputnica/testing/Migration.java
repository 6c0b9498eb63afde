package org.uputnica.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** What a migration does to rows, done once more: its part for the whole node, without its DDL. */
public final class Migration {
  private Migration() {}

  /** Runs it in the transaction of this connection, which is rolled back afterwards. */
  public static void again(Connection above, String name) throws SQLException, IOException {
    try (var file = Migration.class.getResourceAsStream("/db/migration/" + name);
        Statement statements = above.createStatement()) {
      String sql = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      statements.execute(sql.substring(sql.indexOf("select set_config")));
    }
  }
}
