package org.uputnica.statistics.persistence;

import java.time.YearMonth;
import java.util.List;
import java.util.stream.Collectors;
import org.uputnica.statistics.domain.FigureTable;

/**
 * What is counted, as statements. Each source yields a person, a table and the path of a cell, as
 * often as it likes; around it persons are counted once in a cell, for the region, each country and
 * each organisation that answers for the case.
 */
final class FigureSelect {
  /** Steps of the month, each with the person: of joined records, the one that goes on. */
  private static final String TAKEN =
      """
      taken as (
        select coalesce(a.case_id, s.case_id) as person, s.* from process.step_taken s
          left join process.case_alias a on a.closed_case = s.case_id
        where s.taken_at >= :from and s.taken_at < :until)
      """;

  private static final String REGISTERED =
      """
      , source as (
        select r.id as person, x.figure, x.path from process.case_record r
          cross join lateral (values ('REGISTERED', '{}'::text[]), ('GENDER', array[r.gender]),
            ('AGE', array[case when r.age_state = 'UNKNOWN' and r.age is null then 'UNKNOWN'
              when process.is_child(r.age_state, r.age) then 'CHILD'
              when r.age_state = 'ADULT' then 'ADULT' else 'UNKNOWN' end]),
            ('COUNTRY', array[r.country::text]), ('ORGANIZATION', array[r.organization::text])) as x (figure, path)
        where r.registered_at >= :from and r.registered_at < :until
          and not exists (select from process.case_alias a where a.closed_case = r.id))
      """;

  private static final String DECIDED =
      """
      , latest as (
        select distinct on (person) person, to_state, inputs from taken
        where to_state in ('ID-POS', 'ID-NEG', 'ID-WIT', 'ID-NONE') and to_state <> from_state
        order by person, taken_at desc, id)
      , source as (
        select l.person, x.figure, x.path from latest l
          cross join lateral (values ('DECIDED', '{}'::text[]), ('OUTCOME', array[l.to_state])) as x (figure, path)
        union all
        select l.person, 'EXPLOITATION', array[l.to_state, split_part(trim(kind), '-', 1)] from latest l
          cross join lateral string_to_table(l.inputs ->> 'exploitation-types', ',') as kind
        where l.to_state = 'ID-POS')
      """;

  private static final String REACHED =
      """
      , source as (
        select person, 'REACHED' as figure, array[to_state] as path from taken
        where to_state <> from_state and to_state in (%s))
      """
          .formatted(quoted(FigureTable.REACHED));

  /**
   * A yes taken back counts as a no: it is recorded as one when it comes in before its yes. Of one
   * meeting the no it heard first counts, by when it was said: whether a later one was recorded
   * hangs on which came in first ({@code No.holdsFor}). A no heard from abroad is counted there.
   */
  private static final String REFUSED =
      """
      , no as (
        select coalesce(a.case_id, n.case_id) as person, n.scope, coalesce(n.refusal_reason, 'RR-NOTSAID') as reason,
          least(n.device_time, n.recorded_at) as said_at
        from process.consent_statement n left join process.case_alias a on a.closed_case = n.case_id
        where n.status in ('CR-REFUSED', 'CR-WITHDRAWN') and n.scope in (%2$s) and n.recorder <> 'abroad'
          and n.recorded_at >= :from and n.recorded_at < :until
          and not exists (select from process.consent_statement b where b.case_id = n.case_id and b.contact = n.contact
            and b.scope = n.scope and b.said_by = n.said_by and (b.recipient is null or b.recipient = n.recipient)
            and b.status in ('CR-REFUSED', 'CR-WITHDRAWN') and b.device_time < n.device_time and b.recorded_at < :until))
      , latest as (
        select distinct on (person, scope) person, scope, reason from no order by person, scope, said_at desc, reason)
      , source as (
        select person, 'REFUSED_STEP' as figure, array[step] as path from taken where step in (%1$s)
        union all
        select l.person, x.figure, x.path from latest l cross join lateral (values ('REFUSED_SCOPE', array[l.scope]),
          ('REFUSED_REASON', array[l.scope, l.reason])) as x (figure, path))
      """
          .formatted(quoted(FigureTable.REFUSED_STEP), quoted(FigureTable.REFUSED_SCOPE));

  /** A duplicate that was closed is nobody's end. */
  private static final String CLOSED =
      """
      , latest as (
        select distinct on (person) person, case step when 'T048' then 'CL-DEAD' when 'T079' then 'CL-LOST'
            when 'T080' then 'CL-REFOTH' else coalesce(inputs ->> 'closure-reason', 'CL-ADM') end as reason
        from taken where to_state in ('ST-CLOSED', 'ST-CLREF', 'ST-DEAD') and to_state <> from_state and step <> 'A045'
        order by person, taken_at desc, id)
      , source as (
        select l.person, x.figure, x.path from latest l
          cross join lateral (values ('CLOSED', '{}'::text[]), ('CLOSURE', array[l.reason])) as x (figure, path))
      """;

  /**
   * A yes that was noted down from the telephone and contested by the house was none: its answer is
   * the contest.
   */
  private static final String STANDS =
      """
      not exists (select from process.step_taken c
            where t.step = 'A026' and c.track_id = t.track_id and c.step = 'A027' and c.taken_at >= t.taken_at
              and c.taken_at < :until)\
      """;

  /** A request that names no need was for what the service gives. */
  private static final String ANSWERED =
      """
      , answered as (
        select t.person, t.to_state, r.receiver::text as receiver, k.place,
          case when t.to_state in ('RF-ACC', 'RF-COND') then 'ACCEPTED'
            when t.to_state in ('RF-DEC', 'RF-EXP') then 'UNMET' else 'CANCELLED' end as answer,
          case when t.to_state = 'RF-EXP' then 'NO-ANSWER' else coalesce(t.inputs ->> 'decline-reason', 'DC-OTHER') end as reason,
          case when jsonb_array_length(r.needs -> 'needs') > 0
            then array(select jsonb_array_elements_text(r.needs -> 'needs')) else v.service_types end as needs
        from taken t join process.referral r on r.id = t.track_id join directory.service v on v.id = r.service
          join process.case_record k on k.id = t.case_id
        where (t.from_state in ('RF-SENT', 'RF-ACK', 'RF-INFO', 'RF-WAIT') or t.step = 'A027')
          and t.to_state in ('RF-ACC', 'RF-COND', 'RF-DEC', 'RF-EXP', 'RF-CAN')
          and %s)
      , source as (
        select person, x.figure, x.path from answered
          cross join lateral (values ('ASKED', '{}'::text[]), ('ANSWER', array[answer])) as x (figure, path)
        union all
        select person, 'RECEIVER', array[receiver] from answered where to_state in ('RF-ACC', 'RF-COND', 'RF-DEC')
        union all
        select person, 'REASON', array[answer, reason] from answered where answer = 'UNMET'
        union all
        select person, x.figure, x.path from answered cross join lateral unnest(needs) as need
          cross join lateral (values ('NEED', array[answer, need]), ('NEED_REASON', array[answer, need, reason]),
            ('NEED_PLACE', array[answer, need, reason, place])) as x (figure, path)
        where answer = 'UNMET')
      """
          .formatted(STANDS);

  private static final String FEEDBACK =
      """
      , told as (
        select person, 'GIVEN' as how from taken where step = 'T030'
        union all
        select coalesce(a.case_id, e.case_id), 'OVERDUE' from process.clock_event e
          left join process.case_alias a on a.closed_case = e.case_id
        where e.code = 'DL-FB-1' and e.kind = 'PASSED' and e.happened_at >= :from and e.happened_at < :until)
      , source as (
        select person, x.figure, x.path from told
          cross join lateral (values ('FEEDBACK_DUE', '{}'::text[]), ('FEEDBACK', array[how])) as x (figure, path))
      """;

  /** Each of them is counted by itself. */
  static final List<String> PERSONS =
      List.of(REGISTERED, DECIDED, REACHED, CLOSED, ANSWERED, FEEDBACK, REFUSED);

  /** Of somebody who waited several times, the middle one: nobody is more than one of the half. */
  private static final String HOURS =
      """
      , done as (
        select t.person, t.step, t.to_state, t.from_state, r.receiver::text as receiver,
          exists (select from jsonb_array_elements_text(case when jsonb_array_length(r.needs -> 'needs') > 0
            then r.needs -> 'needs' else to_jsonb(v.service_types) end) as need where need like 'ACC-%%') as bed,
          greatest(1, ceil(extract(epoch from t.taken_at - (select max(s.taken_at) from process.step_taken s
            where s.track_id = t.track_id and s.to_state = 'RF-SENT' and s.taken_at <= t.taken_at)) / 3600))::bigint as hours
        from taken t join process.referral r on r.id = t.track_id join directory.service v on v.id = r.service
        where t.to_state in ('RF-ACC', 'RF-COND', 'RF-DEC', 'RF-ARR')
          and %s)
      , waits as (
        select person, x.figure, x.path, hours from done cross join lateral (values ('TO_ANSWER', '{}'::text[]),
            ('RECEIVER_TO_ANSWER', array[receiver])) as x (figure, path)
        where (from_state in ('RF-SENT', 'RF-ACK', 'RF-INFO', 'RF-WAIT') or step = 'A027') and to_state <> 'RF-ARR'
        union all
        select person, 'TO_BED', '{}', hours from done where bed and to_state = 'RF-ACC' and from_state <> 'RF-ACC'
        union all
        select person, 'TO_ARRIVAL', '{}', hours from done where to_state = 'RF-ARR')
      , source as (
        select person, figure, path, percentile_disc(0.5) within group (order by hours) as hours
        from waits group by person, figure, path)
      """
          .formatted(STANDS);

  /**
   * Whose latest word to whomever is a no to figures is not in them (CS-STAT; at one instant the no
   * is the later word, and after a no the same meeting carries no yes, as everywhere); who was not
   * asked is.
   */
  private static final String COUNT =
      """
      select c.country, c.organization, s.figure, s.path, count(distinct s.person) as persons %s
      from source s join process.case_record c on c.id = s.person
      where not exists (select from (
        select distinct on (n.recipient, n.said_by) n.status from process.consent_statement n
        where n.scope = 'CS-STAT' and n.status in ('CR-GIVEN', 'CR-LIMITED', 'CR-REFUSED', 'CR-WITHDRAWN', 'CR-INVALID')
          and (n.case_id = s.person
          or n.case_id in (select a.closed_case from process.case_alias a where a.case_id = s.person))
          and (n.status not in ('CR-GIVEN', 'CR-LIMITED') or not exists (select from process.nos_of_the_meeting(n)))
        order by n.recipient, n.said_by, least(n.device_time, n.recorded_at) desc, n.status in ('CR-GIVEN', 'CR-LIMITED'))
        as word where word.status not in ('CR-GIVEN', 'CR-LIMITED'))
      group by grouping sets ((s.figure, s.path), (s.figure, s.path, c.country),
        (s.figure, s.path, c.country, c.organization))
      """;

  private static final String SPREAD =
      """
      , percentile_disc(0.5) within group (order by s.hours) as median
      , percentile_disc(0.9) within group (order by s.hours) as ninth
      """;

  private FigureSelect() {}

  private static String quoted(FigureTable table) {
    return table.cells().stream().collect(Collectors.joining("', '", "'", "'"));
  }

  /** Persons by place and cell. */
  static String persons(String source, YearMonth month) {
    return whole(source, "", month);
  }

  /** Persons and hours by place and cell. */
  static String hours(YearMonth month) {
    return whole(HOURS, SPREAD, month);
  }

  private static String whole(String source, String more, YearMonth month) {
    return ("with " + TAKEN + source + COUNT.formatted(more))
        .replace(":from", moment(month))
        .replace(":until", moment(month.plusMonths(1)));
  }

  /** In the statement itself: only then the database sees how little of the years it is. */
  private static String moment(YearMonth month) {
    return "timestamptz '" + month + "-01T00:00:00Z'";
  }
}
