package org.uputnica.board.persistence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.uputnica.board.domain.BoardFilter;
import org.uputnica.board.domain.BoardList;

/**
 * The statement that reads a list in the order of an index, so that a page and a count cost the
 * same with ten thousand cases and with a million. A filter that is not asked for is not in it.
 */
record BoardSelect(String sql, List<Object> values) {
  /**
   * Said before each of them, for the running transaction: row-level security hides from the
   * planner how many rows there are, and a list that it takes for short would be read whole and
   * sorted.
   */
  static final String IN_ORDER =
      "select set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true),"
          + " set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)";

  private static final UUID FIRST = new UUID(0, 0);

  /** A list after a line, or from its beginning. */
  static BoardSelect of(
      BoardList list, BoardFilter filter, @Nullable Instant at, @Nullable UUID line, int limit) {
    Shape shape = shape(list);
    StringBuilder sql = new StringBuilder(shape.select);
    List<Object> values = new ArrayList<>();
    sql.append(" and ").append(shape.driver).append(".country = ?::bpchar");
    values.add(filter.country().value());
    String key = "(" + shape.at + ", " + shape.driver + ".id)";
    sql.append(" and ").append(key).append(" > (?, ?) and ").append(shape.at).append(" < ?");
    values.add(utc(at == null ? filter.from() : at));
    values.add(line == null ? FIRST : line);
    values.add(utc(filter.before()));
    if (filter.organization() != null) {
      sql.append(" and ").append(list.isOfCases() ? "c" : "y").append(".organization = ?");
      values.add(filter.organization().value());
    }
    if (filter.child() != null) {
      sql.append(" and process.is_child(c.age_state, c.age) = ?");
      values.add(filter.child());
    }
    if (filter.priority() != null) {
      sql.append(" and r.priority = ?");
      values.add(filter.priority());
    }
    sql.append(" order by ")
        .append(shape.at)
        .append(", ")
        .append(shape.driver)
        .append(".id limit ?");
    values.add(limit);
    return new BoardSelect(sql.toString(), values);
  }

  /** How many lines there are of those it reads. */
  BoardSelect counted() {
    return new BoardSelect("select count(*) as lines from (" + sql + ") as one", values);
  }

  private static Object utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private static Shape shape(BoardList list) {
    return switch (list) {
      case DEADLINES ->
          clocks(
              """
              c.open and not exists (select from process.clock o where o.case_id = k.case_id
                and o.stopped_at is null and (o.due_at, o.id) < (k.due_at, k.id))\
              """);
      case UNACKNOWLEDGED -> clocks("k.code = 'DL-XBR-ACK'");
      case UNCONFIRMED -> clocks("k.code = 'DL-HAND'");
      case FEEDBACK -> clocks("k.code = 'DL-FB-1'");
      case WAITING_LISTS -> clocks("k.code = 'DL-LIST' and k.next_level > 2"); // told twice
      case UNANSWERED ->
          new Shape(
              "t",
              "t.since",
              """
              select t.since as at, t.id as line, c.organization, c.id as case_id, c.code, process.is_child(c.age_state, c.age) as child,
                t.id as track_id, t.state, null as clock, r.priority, null as scope, null::uuid as statement, null::uuid as recipient,
                null::uuid as service, null as available
              from process.track t join process.referral r on r.id = t.id join process.case_record c on c.id = t.case_id
              where t.state in ('RF-SENT', 'RF-ACK', 'RF-INFO', 'RF-COND')\
              """);
      case PLACES ->
          new Shape(
              "y",
              "y.updated",
              """
              select y.updated as at, y.id as line, y.organization, null::uuid as case_id, null as code, null as child,
                null::uuid as track_id, null as state, null as clock, null as priority, null as scope,
                null::uuid as statement, null::uuid as recipient, y.service, y.available
              from directory.capacities() y join directory.service v on v.id = y.service where v.active\
              """);
      case UNMANAGED -> cases("c.open and c.manager is null");
      case WITHOUT_GUARDIAN ->
          cases(
              "c.open and process.is_child(c.age_state, c.age) and c.guardian_organization is null");
      case EXCEPTIONS ->
          statements(
              "lapses_at",
              """
              s.status = 'CR-OVERRIDE' and s.approves is null
                and not exists (select from process.consent_statement a where a.approves = s.id)\
              """);
      case EXPIRING ->
          statements(
              "expires_at",
              """
              s.status in ('CR-GIVEN', 'CR-LIMITED') and s.case_open and c.open
                and process.counts(s, c) and not exists (select from process.words_against(s))\
              """);
      case RECALLS ->
          new Shape(
              "b",
              "b.due_at",
              """
              select b.due_at as at, b.id as line, c.organization, c.id as case_id, c.code, process.is_child(c.age_state, c.age) as child,
                null::uuid as track_id, null as state, null as clock, null as priority, b.scope, b.statement,
                b.organization as recipient, null::uuid as service, null as available
              from process.recall b join process.case_record c on c.id = b.case_id
              where b.answer is null\
              """);
      case UNTOLD ->
          new Shape(
              "u",
              "u.since",
              """
              select u.since as at, u.id as line, c.organization, c.id as case_id, c.code, process.is_child(c.age_state, c.age) as child,
                null::uuid as track_id, null as state, null as clock, null as priority, s.scope, s.id as statement, s.recipient,
                null::uuid as service, null as available
              from (select o.exception as id, o.country, o.since from process.exception_untold o) u
                join process.consent_statement s on s.id = u.id join process.case_record c on c.id = s.case_id
              where true\
              """);
    };
  }

  private static Shape clocks(String which) {
    return new Shape(
        "k",
        "k.due_at",
        """
        select k.due_at as at, k.id as line, c.organization, c.id as case_id, c.code, process.is_child(c.age_state, c.age) as child,
          t.id as track_id, t.state, k.code as clock, r.priority, null as scope, null::uuid as statement, null::uuid as recipient,
          null::uuid as service, null as available
        from process.clock k left join process.track t on t.id = k.track_id
          join process.case_record c on c.id = k.case_id left join process.referral r on r.id = k.track_id
        where k.stopped_at is null and k.due_at is not null and
        """
            + which);
  }

  private static Shape cases(String which) {
    return new Shape(
        "c",
        "c.registered_at",
        """
        select c.registered_at as at, c.id as line, c.organization, c.id as case_id, c.code, process.is_child(c.age_state, c.age) as child,
          null::uuid as track_id, null as state, null as clock, null as priority, null as scope,
          null::uuid as statement, null::uuid as recipient, null::uuid as service, null as available
        from process.case_record c where
        """
            + which);
  }

  private static Shape statements(String moment, String which) {
    return new Shape(
        "s",
        "s." + moment,
        """
        select s.%s as at, s.id as line, c.organization, c.id as case_id, c.code, process.is_child(c.age_state, c.age) as child,
          null::uuid as track_id, null as state, null as clock, null as priority, s.scope, s.id as statement,
          s.recipient, null::uuid as service, null as available
        from process.consent_statement s join process.case_record c on c.id = s.case_id where
        """
                .formatted(moment)
            + which);
  }

  /**
   * How a list is read.
   *
   * @param driver the table that gives the order
   * @param at the column it is sorted by
   */
  private record Shape(String driver, String at, String select) {}
}
