-- Most consents that end are of cases that were closed, and the board asks for the others: which they are stands beside them, and in
-- the index. Nothing that was said is changed by it.
alter table process.consent_statement add column case_open boolean not null default true;
comment on column process.consent_statement.case_open is
  'Whether the case is open, for the board''s index; follows process.case_record.open. What is recorded later may say so of a closed case';

create policy follows_its_case on process.consent_statement for update
  using ((select platform.current_reach()) = 'node') with check ((select platform.current_reach()) = 'node');

-- As the owner: the service's login adds statements and changes none.
create or replace function process.follow_overall() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp set uputnica.reach = 'node' as $$
declare
  is_open constant boolean := new.state not in ('ST-CLOSED', 'ST-CLREF', 'ST-DEAD');
begin
  update process.case_record set open = is_open where id = new.case_id;
  update process.consent_statement set case_open = is_open where case_id = new.case_id and case_open <> is_open;
  return null;
end $$;

select set_config('uputnica.reach', 'node', true);
update process.consent_statement s set case_open = false
  from process.case_record c where c.id = s.case_id and not c.open;

drop index process.consent_by_end;
create index consent_by_end on process.consent_statement (country, expires_at, id)
  where status in ('CR-GIVEN', 'CR-LIMITED') and case_open;
