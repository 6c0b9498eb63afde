package org.uputnica.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import org.uputnica.platform.id.Ids;

/** Further invented organisations of the directory, for what the demo has none of. */
public final class Directory {
  private Directory() {}

  /** An organisation that does these things, and keeps one service for adults. */
  public static Entry organization(String country, String... functions) {
    UUID organization = Ids.random();
    UUID service = Ids.random();
    try (Connection connection = Database.connect();
        PreparedStatement first =
            connection.prepareStatement(
                "insert into directory.organization (id, country, name, functions) values (?, ?,"
                    + " 'Izmisljena ustanova', ?)");
        PreparedStatement second =
            connection.prepareStatement(
                "insert into directory.service (id, organization, country, name, service_types, area,"
                    + " languages, interpreter_available, sexes, accepts_children, security_level,"
                    + " licence_needed, cooperation_required, costs_money, active, legal_statuses,"
                    + " exclusions) values (?, ?, ?, 'Izmisljena usluga', '{LEG-INF}', 'X', '{en}',"
                    + " true, '{}', true, 'LOW', false, false, false, true, '{}', '{}')")) {
      first.setObject(1, organization);
      first.setString(2, country);
      first.setArray(3, connection.createArrayOf("text", functions));
      first.executeUpdate();
      second.setObject(1, service);
      second.setObject(2, organization);
      second.setString(3, country);
      second.executeUpdate();
      return new Entry(organization, service);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ids of an organisation and of its service. */
  public record Entry(UUID organization, UUID service) {}
}
