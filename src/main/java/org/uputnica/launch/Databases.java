package org.uputnica.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The roles and databases inside the embedded server; what {@code docs/operations.md} does by hand.
 */
final class Databases {
  /** The service's own database. */
  static final String SERVICE = "uputnica";

  static final String KEYCLOAK = "keycloak";

  private final PostgresServer server;

  Databases(PostgresServer server) {
    this.server = server;
  }

  /** Makes what is missing; a second call changes nothing. */
  void provide() {
    asSuperuser(sql -> {
      sql.execute(rolesScript());
      if (!exists(sql, "pg_roles where rolname", DatabaseLogin.KEYCLOAK.role())) {
        sql.execute("create role " + DatabaseLogin.KEYCLOAK.role() + " login");
      }
      for (DatabaseLogin login : DatabaseLogin.values()) {
        sql.execute("alter role " + login.role() + " password '" + login.password() + "'");
      }
      create(sql, SERVICE, DatabaseLogin.OWNER);
      create(sql, KEYCLOAK, DatabaseLogin.KEYCLOAK);
    });
  }

  /** Throws a database away, with every connection to it, and makes it anew and empty. */
  void recreate(String database, DatabaseLogin owner) {
    asSuperuser(sql -> {
      sql.execute("drop database if exists " + database + " with (force)");
      create(sql, database, owner);
    });
  }

  private static void create(Statement sql, String database, DatabaseLogin owner)
      throws SQLException {
    if (!exists(sql, "pg_database where datname", database)) {
      sql.execute("create database " + database + " owner " + owner.role());
      sql.execute("revoke all on database " + database + " from public");
    }
    if (database.equals(SERVICE)) {
      sql.execute("grant connect on database " + database + " to " + DatabaseLogin.SERVICE.role());
    }
  }

  private static boolean exists(Statement sql, String where, String name) throws SQLException {
    try (ResultSet found = sql.executeQuery("select from " + where + " = '" + name + "'")) {
      return found.next();
    }
  }

  private void asSuperuser(Work work) {
    try (Connection connection = server.connect(DatabaseLogin.SUPERUSER, "postgres");
        Statement sql = connection.createStatement()) {
      work.with(sql);
    } catch (SQLException e) {
      throw new LaunchException("The database cannot be prepared: " + e.getMessage(), e);
    }
  }

  private static String rolesScript() {
    try (InputStream script = Databases.class.getResourceAsStream("/db/roles.sql")) {
      if (script == null) {
        throw new LaunchException("db/roles.sql is missing from the build.");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new LaunchException("db/roles.sql cannot be read.", e);
    }
  }

  /** Statements that may fail. */
  private interface Work {
    void with(Statement sql) throws SQLException;
  }
}
