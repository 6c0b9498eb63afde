-- Answers kept under an Idempotency-Key are forgotten after a while. The service itself may not delete a row of this
-- table; it may only ask for the oldest ones to go, in batches, one copy of the service at a time.
create index idempotency_by_age on platform.idempotency (kept_at);
create policy forgetting on platform.idempotency to uputnica_owner using (true);

create function platform.forget_answers(before timestamptz, at_most integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  forgotten integer;
begin
  if not pg_try_advisory_xact_lock(hashtextextended('platform.idempotency', 0)) then
    return 0;
  end if;
  delete from platform.idempotency
    where (caller, key) in (select caller, key from platform.idempotency where kept_at < before
      order by kept_at limit at_most);
  get diagnostics forgotten = row_count;
  return forgotten;
end $$;
comment on function platform.forget_answers is 'Deletes up to at_most answers kept before a time; 0 while another session does it';
revoke all on function platform.forget_answers from public;
grant execute on function platform.forget_answers to uputnica_app;
