-- How many people said no, across a whole country and past every policy: numbers leave these functions, nobody's case.
create function process.cases_that_took(p_steps text[], p_country text, p_from timestamptz, p_until timestamptz)
  returns table (code text, cases bigint)
  language plpgsql stable set uputnica.reach = 'node' as $$
begin
  return query
    select s.step, count(distinct s.case_id) from process.step_taken s
    where s.step = any (p_steps) and s.country = p_country::bpchar and s.taken_at >= p_from and s.taken_at < p_until
    group by s.step;
end $$;

create function process.cases_that_refused(p_country text, p_from timestamptz, p_until timestamptz)
  returns table (scope text, cases bigint)
  language plpgsql stable set uputnica.reach = 'node' as $$
begin
  return query
    select s.scope, count(distinct s.case_id) from process.consent_statement s
    where s.status = 'CR-REFUSED' and s.country = p_country::bpchar
      and s.recorded_at >= p_from and s.recorded_at < p_until
    group by s.scope;
end $$;

revoke execute on function process.cases_that_took(text[], text, timestamptz, timestamptz),
  process.cases_that_refused(text, timestamptz, timestamptz) from public;
grant execute on function process.cases_that_took(text[], text, timestamptz, timestamptz),
  process.cases_that_refused(text, timestamptz, timestamptz) to uputnica_app;

create index refusal_noted on process.step_taken (country, taken_at) where step in ('A005', 'T016', 'T053');
create index refusal_said on process.consent_statement (country, recorded_at) where status = 'CR-REFUSED';
