-- The time of a practice (uputnica.demo): how far it was moved ahead of real time. Nobody moves it where real people are met, and a
-- start in production refuses a database in which it was moved.
create table platform.practice_clock (
  only_one boolean primary key default true check (only_one),
  ahead_seconds bigint not null check (ahead_seconds > 0)
);
comment on table platform.practice_clock is 'At most one row; empty where the service goes by real time';
grant select on platform.practice_clock to uputnica_app;

create function platform.move_practice_clock(p_by_seconds bigint) returns bigint
  language sql volatile security definer set search_path = pg_catalog as $$
  insert into platform.practice_clock as kept (ahead_seconds) values (p_by_seconds)
    on conflict (only_one) do update set ahead_seconds = kept.ahead_seconds + excluded.ahead_seconds
    returning ahead_seconds $$;
comment on function platform.move_practice_clock is 'Forward only: what is not positive breaks the check';

create function platform.service_time() returns timestamptz
  language sql stable as $$
  select now() + make_interval(secs => coalesce((select ahead_seconds from platform.practice_clock), 0)) $$;
comment on function platform.service_time is 'The time the service goes by, for what compares with times it wrote';

revoke execute on function platform.move_practice_clock(bigint), platform.service_time() from public;
grant execute on function platform.move_practice_clock(bigint), platform.service_time() to uputnica_app;

-- Whether a month is over is asked once for a figure, by the time of the service.
create function process.is_over(p_month date) returns boolean
  language sql stable as $$
  select date_trunc('month', p_month::timestamp) < date_trunc('month', platform.service_time() at time zone 'UTC') $$;

create or replace function process.is_counted(p_month date, p_at timestamptz) returns boolean
  language sql stable as $$
  select p_at >= date_trunc('month', p_month::timestamp) at time zone 'UTC'
    and p_at < (date_trunc('month', p_month::timestamp) + interval '1 month') at time zone 'UTC' $$;

create or replace function process.cases_that_took(p_month date)
  returns table (code text, cases bigint)
  language plpgsql stable set uputnica.reach = 'node' as $$
begin
  if not process.is_over(p_month) then
    return;
  end if;
  return query
    select s.step, count(distinct coalesce(a.case_id, s.case_id)) from process.step_taken s
      left join process.case_alias a on a.closed_case = s.case_id
    where s.step in ('A005', 'T016', 'T053') and s.country = (select platform.current_country())::bpchar
      and process.is_counted(p_month, s.taken_at)
    group by s.step having count(distinct coalesce(a.case_id, s.case_id)) >= 11;
end $$;

create or replace function process.cases_that_refused(p_month date)
  returns table (scope text, cases bigint)
  language plpgsql stable set uputnica.reach = 'node' as $$
begin
  if not process.is_over(p_month) then
    return;
  end if;
  return query
    select s.scope, count(distinct coalesce(a.case_id, s.case_id)) from process.consent_statement s
      left join process.case_alias a on a.closed_case = s.case_id
    where s.status = 'CR-REFUSED' and s.country = (select platform.current_country())::bpchar
      and process.is_counted(p_month, s.recorded_at)
    group by s.scope having count(distinct coalesce(a.case_id, s.case_id)) >= 11;
end $$;

revoke execute on function process.is_over(date) from public;
grant execute on function process.is_over(date) to uputnica_app;
