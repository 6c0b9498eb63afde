-- Who is still to be told of an exception: one row from when it could disclose something until she was told. Looking for
-- those who were not told in time costs what is open, not every exception that ever was.
alter table process.exception_untold alter column noticed_at drop not null, add column since timestamptz;
comment on table process.exception_untold is 'Exceptions of which the person has not been told; the row goes when she is';
comment on column process.exception_untold.since is 'When the exception was recorded';
comment on column process.exception_untold.noticed_at is 'When it was put before a desk that nobody had told her in time; null: not yet';
grant update (noticed_at), delete on process.exception_untold to uputnica_app;

create function process.owe_telling() returns trigger language plpgsql set uputnica.reach = 'node' as $$
begin
  insert into process.exception_untold (exception, case_id, country, organization, since)
    select s.id, s.case_id, s.country, s.case_organization, s.recorded_at from process.consent_statement s
    where s.id = coalesce(new.approves, new.id) and (s.effective = 'at-once' or new.approves is not null)
      and not exists (select from process.exception_telling t where t.exception = s.id and t.outcome = 'TOLD')
    on conflict do nothing;
  return null;
end $$;
revoke execute on function process.owe_telling() from public;
grant execute on function process.owe_telling() to uputnica_app;
create trigger owe_telling after insert on process.consent_statement for each row
  when (new.status = 'CR-OVERRIDE') execute function process.owe_telling();

create function process.telling_done() returns trigger language plpgsql set uputnica.reach = 'node' as $$
begin
  delete from process.exception_untold where exception = new.exception;
  return null;
end $$;
revoke execute on function process.telling_done() from public;
grant execute on function process.telling_done() to uputnica_app;
create trigger telling_done after insert on process.exception_telling for each row
  when (new.outcome = 'TOLD') execute function process.telling_done();

select set_config('uputnica.reach', 'node', true);
delete from process.exception_untold u
  where exists (select from process.exception_telling t where t.exception = u.exception and t.outcome = 'TOLD');
update process.exception_untold u set since = s.recorded_at from process.consent_statement s where s.id = u.exception;
insert into process.exception_untold (exception, case_id, country, organization, since)
  select s.id, s.case_id, s.country, s.case_organization, s.recorded_at from process.consent_statement s
  where s.status = 'CR-OVERRIDE' and s.approves is null
    and (s.effective = 'at-once' or exists (select from process.consent_statement a where a.approves = s.id))
    and not exists (select from process.exception_telling t where t.exception = s.id and t.outcome = 'TOLD')
  on conflict do nothing;
alter table process.exception_untold add check (since is not null);
create index untold_by_time on process.exception_untold (since, exception) where noticed_at is null;
