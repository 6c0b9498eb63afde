-- A case that was closed and is opened again begins with new consents: what was said before the closing stays in the
-- ledger and no longer counts. An exception does not rest on her word and ends by its own time.
alter table process.case_record add column words_count_from timestamptz;
comment on column process.case_record.words_count_from is
  'When the case was last closed before it was opened again: only what was said since counts. Null: everything counts';

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
      and (ever or s.status = 'CR-OVERRIDE' or least(s.device_time, s.recorded_at) >
        coalesce((select c.words_count_from from process.case_record c where c.id = about), '-infinity'))
    order by s.position;
end $$;
revoke execute on function process.consent_statements_of(uuid, boolean, boolean) from public;
grant execute on function process.consent_statements_of(uuid, boolean, boolean) to uputnica_app;
