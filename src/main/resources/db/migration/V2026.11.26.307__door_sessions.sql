-- Who holds the 256 random bits of a session has it, wherever she is: a telephone changes its address on the way. A closed
-- session stays until it would be over, so that who repeats the closing is still known.
drop function process.open_door(bytea, uuid, bigint, uuid, bigint, timestamptz, timestamptz);
drop function process.behind_door(bytea, bigint, timestamptz);
drop function process.close_door(bytea);

alter table process.door_session
  drop column source,
  add column closed_at timestamptz;

-- The right number was said: what was tried before, by her or with the same beginning, is forgotten.
create function process.open_door(p_token bytea, p_number uuid, p_lookup bigint, p_attempt uuid, p_at timestamptz,
    p_until timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from process.door_attempt a where a.lookup = p_lookup or a.id = p_attempt;
  delete from process.door_session s where s.until <= p_at;
  insert into process.door_session (token, number, until) values (p_token, p_number, p_until);
end $$;

create function process.behind_door(p_token bytea, p_at timestamptz, p_closed boolean)
  returns table (number uuid, case_id uuid, country text)
  language sql stable security definer set search_path = pg_catalog, pg_temp set uputnica.reach = 'node' as $$
  select n.id, n.case_id, n.country::text from process.door_session s
    join process.receipt_number n on n.id = s.number
    where s.token = p_token and s.until > p_at and n.ended is null and (p_closed or s.closed_at is null) $$;

create function process.close_door(p_token bytea, p_at timestamptz) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update process.door_session set closed_at = p_at where token = p_token and closed_at is null;
  return found;
end $$;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'process'::regnamespace
      and p.proname in ('open_door', 'behind_door', 'close_door') loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to uputnica_app', f);
  end loop;
end $$;

-- A number that somebody gave who must see nothing of the case ends with that.
alter table process.receipt_number
  drop constraint receipt_number_ended_check,
  add constraint receipt_number_ended_check check (ended in ('RENEWED', 'REVOKED', 'ERASED', 'CONFLICT'));
