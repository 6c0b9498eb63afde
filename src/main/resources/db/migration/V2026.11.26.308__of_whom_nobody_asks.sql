-- Somebody who has died: nobody else opens her page, and nobody is asked to tell her anything any more.
alter table process.receipt_number
  drop constraint receipt_number_ended_check,
  add constraint receipt_number_ended_check check (ended in ('RENEWED', 'REVOKED', 'ERASED', 'CONFLICT', 'DIED'));

create or replace function process.follow_overall() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp set uputnica.reach = 'node' as $$
declare
  is_open constant boolean := new.state not in ('ST-CLOSED', 'ST-CLREF', 'ST-DEAD');
begin
  update process.case_record set open = is_open where id = new.case_id;
  update process.consent_statement set case_open = is_open where case_id = new.case_id and case_open <> is_open;
  if new.state = 'ST-DEAD' then
    delete from process.exception_untold where case_id = new.case_id;
  end if;
  return null;
end $$;

create or replace function process.owe_telling() returns trigger language plpgsql set uputnica.reach = 'node' as $$
begin
  insert into process.exception_untold (exception, case_id, country, organization, since)
    select s.id, s.case_id, s.country, s.case_organization, s.recorded_at from process.consent_statement s
    where s.id = coalesce(new.approves, new.id) and (s.effective = 'at-once' or new.approves is not null)
      and not exists (select from process.exception_telling t where t.exception = s.id and t.outcome = 'TOLD')
      and not exists (select from process.track o where o.case_id = s.case_id and o.track = 'overall' and o.state = 'ST-DEAD')
    on conflict do nothing;
  return null;
end $$;

select set_config('uputnica.reach', 'node', true);
delete from process.exception_untold u using process.track o
  where o.case_id = u.case_id and o.track = 'overall' and o.state = 'ST-DEAD';

-- The board reads who was not told yet, not every exception that ever was.
create policy of_the_country on process.exception_untold for select
  using ((select platform.current_reach()) = 'country' and country = (select platform.current_country()));
create index untold_of_country on process.exception_untold (country, since, exception);
