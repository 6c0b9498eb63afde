package org.uputnica.audit.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/** Counts in the newest part of the journal, by user. */
public final class JdbcWatch {
  /** Reading that shows no identity does not count, whatever else reads a case does. */
  private static final String READERS =
      "count(distinct e.case_id) from audit.entry e"
          + " where e.kind in ('READ', 'EXPORT', 'BREAK_GLASS') and e.at > ? and e.case_id is not null"
          + " and e.action not in ('needs-shown', 'message-queued', 'journal-read', 'access-log-read')";

  /** Mistakes in a form are none of it: only what is not there, not hers or not agreed to. */
  private static final String REFUSED =
      "count(*) from audit.entry e where e.kind = 'REFUSAL' and e.at > ?"
          + " and e.details && array['not-found', 'forbidden', 'consent-missing']";

  private final Connection connection;

  public JdbcWatch(Connection connection) {
    this.connection = connection;
  }

  /**
   * Lets one copy of the service at a time look, until its transaction ends.
   *
   * @return whether it is this one
   */
  public boolean lock() throws SQLException {
    try (PreparedStatement lock =
            connection.prepareStatement(
                "select pg_try_advisory_xact_lock(hashtextextended('audit.watch', 0))");
        ResultSet row = lock.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  /**
   * Users who opened the data of so many persons.
   *
   * @param told action of the entries by which some were told of already
   */
  public List<Conspicuous> readers(Instant since, int most, String told) throws SQLException {
    return find(READERS, since, most, told);
  }

  /** Users who were refused so often. */
  public List<Conspicuous> refused(Instant since, int most, String told) throws SQLException {
    return find(REFUSED, since, most, told);
  }

  private List<Conspicuous> find(String counted, Instant since, int most, String told)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "with counted (actor, country, organization, number) as (select e.actor, e.country, e.organization, "
                + counted
                + " and e.actor <> 'service' group by 1, 2, 3)"
                + " select * from counted c where c.number >= ? and not exists (select from audit.entry a"
                + " where a.kind = 'ALARM' and a.at > ? and a.country = c.country and a.action = ?"
                + " and a.subject = c.actor)")) {
      select.setObject(1, since.atOffset(ZoneOffset.UTC));
      select.setInt(2, most);
      select.setObject(3, since.atOffset(ZoneOffset.UTC));
      select.setString(4, told);
      try (ResultSet rows = select.executeQuery()) {
        List<Conspicuous> found = new ArrayList<>();
        while (rows.next()) {
          found.add(
              new Conspicuous(
                  rows.getString("actor"),
                  new CountryCode(rows.getString("country")),
                  new OrganizationId(rows.getObject("organization", UUID.class)),
                  rows.getLong("number")));
        }
        return found;
      }
    }
  }

  /** A user and what was counted of her. */
  public record Conspicuous(
      String actor, CountryCode country, OrganizationId organization, long count) {}
}
