-- How many people said no, across a whole country and past every policy: numbers leave these functions, nobody's case.
-- They trust nobody who calls: the caller's own country, a month that is over (UTC), no number below eleven.
create function process.is_counted(p_month date, p_at timestamptz) returns boolean
  language sql stable as $$
  select p_at >= date_trunc('month', p_month::timestamp) at time zone 'UTC'
    and p_at < (date_trunc('month', p_month::timestamp) + interval '1 month') at time zone 'UTC'
    and date_trunc('month', p_month::timestamp) < date_trunc('month', now() at time zone 'UTC') $$;

create function process.cases_that_took(p_month date)
  returns table (code text, cases bigint)
  language plpgsql stable set uputnica.reach = 'node' as $$
begin
  return query
    select s.step, count(distinct coalesce(a.case_id, s.case_id)) from process.step_taken s
      left join process.case_alias a on a.closed_case = s.case_id
    where s.step in ('A005', 'T016', 'T053') and s.country = (select platform.current_country())::bpchar
      and process.is_counted(p_month, s.taken_at)
    group by s.step having count(distinct coalesce(a.case_id, s.case_id)) >= 11;
end $$;

create function process.cases_that_refused(p_month date)
  returns table (scope text, cases bigint)
  language plpgsql stable set uputnica.reach = 'node' as $$
begin
  return query
    select s.scope, count(distinct coalesce(a.case_id, s.case_id)) from process.consent_statement s
      left join process.case_alias a on a.closed_case = s.case_id
    where s.status = 'CR-REFUSED' and s.country = (select platform.current_country())::bpchar
      and process.is_counted(p_month, s.recorded_at)
    group by s.scope having count(distinct coalesce(a.case_id, s.case_id)) >= 11;
end $$;

revoke execute on function process.is_counted(date, timestamptz), process.cases_that_took(date),
  process.cases_that_refused(date) from public;
grant execute on function process.is_counted(date, timestamptz), process.cases_that_took(date),
  process.cases_that_refused(date) to uputnica_app;

create index refusal_noted on process.step_taken (country, taken_at) where step in ('A005', 'T016', 'T053');
create index refusal_said on process.consent_statement (country, recorded_at) where status = 'CR-REFUSED';
