-- Former guardians of before, as the journal tells it: each until the next one was named. Reads the whole journal, and keeps
-- nobody out meanwhile.
select set_config('uputnica.reach', 'node', true);
insert into process.former_guardian (case_id, country, organization, until)
  select c.id, c.country, named.guardian, max(named.until)
  from (select e.case_id, e.subject::uuid as guardian,
      lead(e.at) over (partition by e.case_id order by e.at, e.id) as until,
      lead(e.subject) over (partition by e.case_id order by e.at, e.id) as next
    from audit.entry e where e.action = 'guardian-named' and e.outcome = 'DONE') named
    join process.case_record c on c.id = named.case_id
  where named.until is not null and named.next <> named.guardian::text
  group by c.id, c.country, named.guardian
  on conflict do nothing;

-- Of whom nothing counts any more that comes in late: who was removed by then, and who had ceased before the conflict was recorded.
update process.case_record c set guardian_yeses_from = removed.until
  from (
    select told.case_id, max(told.until) as until
      from (
        select s.case_id, s.recorded_at as until from process.consent_statement s
          where s.status = 'CR-INVALID' and s.invalid_reason = 'GUARDIAN_CONFLICT'
        union all
        select f.case_id, f.until from process.former_guardian f
          join process.conflict_of_interest k on k.case_id = f.case_id and k.barred = f.organization and k.lifted_at is null) told
      group by told.case_id) removed
  where c.id = removed.case_id and c.guardian_yeses_from is null;
