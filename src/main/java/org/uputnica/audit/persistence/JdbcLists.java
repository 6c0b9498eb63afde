package org.uputnica.audit.persistence;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.audit.domain.JournalEntry;
import org.uputnica.audit.domain.JournalFilter;
import org.uputnica.audit.domain.LeftOut;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/**
 * Lists of entries, newest first, each read in the order of an index: a page costs the same in the
 * first year and in the tenth.
 */
public final class JdbcLists {
  private static final String BETWEEN = " and (e.at, e.id) < (?, ?) and e.at >= ?";
  private static final String ORDER = " order by e.at desc, e.id desc limit ?";
  private static final Instant BEFORE_ALL = Instant.EPOCH;
  private static final Instant AFTER_ALL = Instant.parse("9999-01-01T00:00:00Z");

  private final Connection connection;

  public JdbcLists(Connection connection) {
    this.connection = connection;
  }

  /**
   * Entries of a country that fit the filter, as far as row-level security shows them.
   *
   * @param before only entries before this place
   */
  public List<JournalEntry> list(
      CountryCode country, JournalFilter filter, @Nullable Place before, int limit)
      throws SQLException {
    Binding where = new Binding();
    String chosen = " and e.kind = any(?) and e.outcome = any(?)";
    Object[] kinds = filter.kinds().stream().map(Enum::name).toArray();
    Object[] outcomes = filter.outcomes().stream().map(Enum::name).toArray();
    @Nullable OrganizationId organization = filter.organization();
    @Nullable CaseId caseId = filter.caseId();
    if (caseId != null) {
      String more = chosen + (organization == null ? "" : " and e.organization = ?") + BETWEEN;
      List<Object> narrowed = new ArrayList<>(List.of(texts(kinds), texts(outcomes)));
      if (organization != null) {
        narrowed.add(organization.value());
      }
      where
          .text(
              "select " + Rows.ENTRY + " from ((select e.* from audit.entry e where e.case_id = ?")
          .text(more + ORDER + ") union all (select e.* from audit.entry e")
          .text(" where e.outcome = 'REFUSED' and e.subject = ? and e.case_id is null")
          .text(more + ORDER + ")) e where e.country = ?::bpchar" + ORDER)
          .value(caseId.value())
          .values(narrowed)
          .between(filter, before)
          .value(limit)
          .value(caseId.toString())
          .values(narrowed)
          .between(filter, before)
          .value(limit)
          .value(country.value())
          .value(limit);
    } else if (organization != null) {
      where
          .text("select " + Rows.ENTRY + " from audit.entry e where e.organization = ?")
          .text(" and e.country = ?::bpchar" + chosen + BETWEEN + ORDER)
          .value(organization.value())
          .value(country.value())
          .value(texts(kinds))
          .value(texts(outcomes))
          .between(filter, before)
          .value(limit);
    } else {
      where
          .text("select " + Rows.ENTRY + " from unnest(?::text[]) as k(kind) cross join lateral")
          .text(" (select e.* from audit.entry e where e.country = ?::bpchar and e.kind = k.kind")
          .text(" and e.outcome = any(?)" + BETWEEN + ORDER + ") as e" + ORDER)
          .value(texts(kinds))
          .value(country.value())
          .value(texts(outcomes))
          .between(filter, before)
          .value(limit)
          .value(limit);
    }
    return where.read();
  }

  /**
   * What was done in these cases: these actions, and what was done without asking first; without
   * what is left out. A detail may hold several codes, joined by a plus.
   */
  public List<JournalEntry> ofCases(
      List<CaseId> cases,
      Collection<String> actions,
      LeftOut not,
      @Nullable Place before,
      int limit)
      throws SQLException {
    return new Binding()
        .text("select " + Rows.ENTRY + " from audit.entry e where e.case_id = any(?)")
        .text(" and (e.action = any(?) or e.kind = 'BREAK_GLASS')")
        .text(" and not string_to_array(array_to_string(e.details, '+'), '+') && ?")
        .text(" and coalesce(e.subject, '') <> all(?)" + BETWEEN + ORDER)
        .value(connection.createArrayOf("uuid", cases.stream().map(CaseId::value).toArray()))
        .value(texts(actions.toArray()))
        .value(texts(not.about().toArray()))
        .value(texts(not.about().toArray()))
        .between(new JournalFilter(null, null, null, null, null, null), before)
        .value(limit)
        .read();
  }

  /** An entry, if row-level security shows it. */
  public List<JournalEntry> entry(long id) throws SQLException {
    return new Binding()
        .text("select " + Rows.ENTRY + " from audit.entry e where e.id = ?")
        .value(id)
        .read();
  }

  private Array texts(Object[] values) throws SQLException {
    return connection.createArrayOf("text", values);
  }

  /**
   * Where a page ended.
   *
   * @param at time of its last entry
   * @param id of its last entry
   */
  public record Place(Instant at, long id) {}

  /** A statement and what is bound to it, in order. */
  private final class Binding {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    private Binding text(String part) {
      text.append(part);
      return this;
    }

    private Binding value(Object value) {
      values.add(value);
      return this;
    }

    private Binding values(Collection<Object> several) {
      values.addAll(several);
      return this;
    }

    private Binding between(JournalFilter filter, @Nullable Place before) {
      @Nullable Instant from = filter.from();
      @Nullable Instant to = filter.to();
      Place end = before == null ? new Place(to == null ? AFTER_ALL : to, 0) : before;
      return value(end.at).value(end.id).value(from == null ? BEFORE_ALL : from);
    }

    private List<JournalEntry> read() throws SQLException {
      try (PreparedStatement select = connection.prepareStatement(text.toString())) {
        for (int i = 0; i < values.size(); i++) {
          bind(select, i + 1, values.get(i));
        }
        try (ResultSet rows = select.executeQuery()) {
          List<JournalEntry> found = new ArrayList<>();
          while (rows.next()) {
            found.add(Rows.entry(rows));
          }
          return found;
        }
      }
    }

    private static void bind(PreparedStatement select, int place, Object value)
        throws SQLException {
      switch (value) {
        case Instant at -> select.setObject(place, at.atOffset(ZoneOffset.UTC));
        case Array array -> select.setArray(place, array);
        case String word -> select.setString(place, word);
        case Integer number -> select.setInt(place, number);
        case Long number -> select.setLong(place, number);
        case UUID id -> select.setObject(place, id);
        default -> throw new IllegalArgumentException("no value of a list");
      }
    }
  }
}
