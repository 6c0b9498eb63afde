-- A custody at a version from which the organisation went on is of another time: whoever rotates, wraps again or destroys waits for
-- the right one. A rotation that ended under a later version than it had made went on from that one as well.
alter table vault.key_rotation add column passed_versions bigint[] not null default '{}';
comment on column vault.key_rotation.passed_versions is 'Were to_version before it';

create function vault.went_on_from(p_organization uuid, p_version bigint) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from vault.key_rotation r
    where r.organization = p_organization and r.to_version is not null
      and (r.from_version = p_version or p_version = any (r.passed_versions)))
$$;

-- A finished rotation stays as it is once a later one was asked for: the custody has that one's version.
create or replace function vault.begin_rotation(p_id uuid, p_to bigint) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  perform pg_catalog.pg_advisory_xact_lock_shared(5274, pg_catalog.hashtext(r.organization::text))
    from vault.key_rotation r where r.id = p_id;
  update vault.key_rotation r
    set to_version = p_to, passed_versions = array_remove(array_append(r.passed_versions, r.to_version), null)
    where r.id = p_id and r.to_version is distinct from p_to and r.destroyed_at is null
      and (r.finished_at is null or not exists (select from vault.key_rotation l
        where l.organization = r.organization and l.asked_at > r.asked_at));
  return found;
end $$;

create or replace function vault.refuse_destroyed_version() returns trigger
  language plpgsql security definer set search_path = '' set uputnica.reach = 'node' as $$
begin
  perform pg_catalog.pg_advisory_xact_lock_shared(5274, pg_catalog.hashtext(new.organization::text));
  if exists (select from vault.key_rotation r
      where r.organization = new.organization and r.destroyed_at is not null
        and (r.from_version = new.wrapping_version or new.wrapping_version = any (r.passed_versions))) then
    raise exception 'wrapped under a version that was destroyed' using errcode = 'serialization_failure';
  end if;
  return null;
end $$;

-- The new owner of a function needs the right to create in its schema, for this moment only.
grant create on schema vault to uputnica_vault;
do $$
declare
  v_function regprocedure;
begin
  for v_function in select p.oid from pg_catalog.pg_proc p
    where p.pronamespace = 'vault'::regnamespace and p.proowner <> 'uputnica_vault'::regrole loop
    execute format('revoke all on function %s from public', v_function);
    execute format('grant execute on function %s to uputnica_app', v_function);
    execute format('alter function %s owner to uputnica_vault', v_function);
  end loop;
end $$;
revoke create on schema vault from uputnica_vault;
