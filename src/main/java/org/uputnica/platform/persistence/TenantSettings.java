package org.uputnica.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.TransactionScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;

/**
 * Tells PostgreSQL at the beginning of every transaction who is asking, for that transaction only.
 * Without a caller nothing is set and row-level security shows nothing.
 */
@ApplicationScoped
public class TenantSettings {
  private static final String SET =
      "select set_config('uputnica.country', ?, true), set_config('uputnica.organization', ?, true),"
          + " set_config('uputnica.reach', ?, true)";

  private final Callers callers;
  private final DataSource dataSource;

  TenantSettings(Callers callers, DataSource dataSource) {
    this.callers = callers;
    this.dataSource = dataSource;
  }

  void begin(@Observes @Initialized(TransactionScoped.class) Object transaction)
      throws SQLException {
    Optional<Caller> caller = callers.find();
    if (caller.isEmpty()) {
      return;
    }
    try (Connection connection = dataSource.getConnection();
        PreparedStatement set = connection.prepareStatement(SET)) {
      set.setString(1, caller.get().country().value());
      set.setString(2, caller.get().organization().toString());
      set.setString(3, caller.get().reach().setting());
      set.execute();
    }
  }
}
