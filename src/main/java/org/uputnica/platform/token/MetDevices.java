package org.uputnica.platform.token;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/**
 * Which devices are locked, asked of the database each time: a lock counts for every copy of the
 * service from the moment it commits.
 */
@ApplicationScoped
class MetDevices {
  private final DataSource dataSource;
  private final Clock clock;

  MetDevices(DataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  /** How it stands with the sender of a token. */
  enum Met {
    /** A device that was not locked, or a client that is no registered device. */
    STANDS,
    /** The key is that of a device that was locked. */
    LOCKED,
    /** Another key in a session of a device that was locked: whoever has that device made it. */
    ENDED
  }

  /** Looks, and notes the hour and the session. */
  Met meet(BoundKey key) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement meet =
            connection.prepareStatement("select platform.meet_device(?, ?, ?)")) {
      meet.setString(1, key.thumbprint());
      meet.setString(2, key.session());
      meet.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
      try (ResultSet row = meet.executeQuery()) {
        row.next();
        return Met.valueOf(row.getString(1));
      }
    }
  }

  /** Whether it is the key of a registered device. */
  boolean knows(BoundKey key) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement knows = connection.prepareStatement("select platform.knows_device(?)")) {
      knows.setString(1, key.thumbprint());
      try (ResultSet row = knows.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
