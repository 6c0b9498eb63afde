-- A case that was closed and is opened again begins with new consents: what was said before the closing stays in the
-- ledger and no longer counts. An exception of the law ends by its own time; one for somebody who cannot decide
-- stands only until she says no, and goes with her words.
alter table process.case_record add column words_count_from timestamptz;
comment on column process.case_record.words_count_from is
  'When the case was last closed before it was opened again: only what was said since counts. Null: everything counts';

select set_config('uputnica.reach', 'node', true);
update process.case_record c set words_count_from = reopened.closed_at
  from (select distinct on (opening.case_id) opening.case_id, closing.taken_at as closed_at
    from process.step_taken opening join process.step_taken closing
      on closing.track_id = opening.track_id and closing.taken_at < opening.taken_at
        and closing.to_state in ('ST-CLOSED', 'ST-CLREF')
    where opening.from_state in ('ST-CLOSED', 'ST-CLREF') and opening.to_state not in ('ST-CLOSED', 'ST-CLREF')
    order by opening.case_id, opening.taken_at desc, closing.taken_at desc) reopened
  where reopened.case_id = c.id;

drop function process.consent_statements_of(uuid, boolean);
create function process.consent_statements_of(about uuid, alone boolean, ever boolean)
  returns setof process.consent_statement
  language plpgsql volatile
  set uputnica.reach = 'node'
as $$
begin
  if alone then
    perform pg_advisory_xact_lock(hashtextextended(about::text, 4));
  else
    perform pg_advisory_xact_lock_shared(hashtextextended(about::text, 4));
  end if;
  return query
    select s.* from process.consent_statement s
    where s.case_id = about and s.country = platform.current_country()
      and (ever or (s.status = 'CR-OVERRIDE' and s.override_reason is distinct from 'OV-INCAP')
        or least(s.device_time, s.recorded_at) >
        coalesce((select c.words_count_from from process.case_record c where c.id = about), '-infinity'))
    order by s.position;
end $$;
revoke execute on function process.consent_statements_of(uuid, boolean, boolean) from public;
grant execute on function process.consent_statements_of(uuid, boolean, boolean) to uputnica_app;
