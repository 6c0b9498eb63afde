-- Who said no is counted with the other figures of a month, once and by the same rules. Months that were counted before get their
-- refusals now, by the threshold they were counted with.
drop function process.cases_that_took(date), process.cases_that_refused(date), process.is_counted(date, timestamptz),
  process.is_over(date);
drop index process.refusal_noted, process.refusal_said;
create index refusal_by_time on process.consent_statement (recorded_at) where status = 'CR-REFUSED';

select set_config('uputnica.reach', 'node', true);
insert into process.told_figure (month, country, figure, path, number)
  with said as (
    select taken_at as at, case_id, 'REFUSED_STEP' as figure, step as code from process.step_taken
      where step in ('A005', 'T016', 'T053')
    union all
    select recorded_at, case_id, 'REFUSED_SCOPE', scope from process.consent_statement
      where status = 'CR-REFUSED' and scope <> 'CS-STAT')
  select m.month, c.country, s.figure, array[s.code], (count(distinct c.id) + 4) / 5 * 5
  from process.counted_month m
    join said s on s.at >= m.month::timestamp at time zone 'UTC' and s.at < (m.month + interval '1 month') at time zone 'UTC'
    left join process.case_alias a on a.closed_case = s.case_id
    join process.case_record c on c.id = coalesce(a.case_id, s.case_id)
  where not exists (select from (
    select distinct on (n.recipient, n.said_by) n.status from process.consent_statement n
    where n.scope = 'CS-STAT' and n.status in ('CR-GIVEN', 'CR-LIMITED', 'CR-REFUSED', 'CR-WITHDRAWN', 'CR-INVALID')
      and (n.case_id = c.id or n.case_id in (select j.closed_case from process.case_alias j where j.case_id = c.id))
    order by n.recipient, n.said_by, least(n.device_time, n.recorded_at) desc, n.status in ('CR-GIVEN', 'CR-LIMITED'))
    as word where word.status not in ('CR-GIVEN', 'CR-LIMITED'))
  group by m.month, m.thresholds, c.country, s.figure, s.code
  having count(distinct c.id) >= (m.thresholds ->> c.country::text)::bigint;
