-- After a restore the custody may have a later version than the database knows: what it has now counts, as long as nothing was
-- given up by this rotation. The lock is that of who gives up.
create or replace function vault.begin_rotation(p_id uuid, p_to bigint) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  perform pg_catalog.pg_advisory_xact_lock_shared(5274, pg_catalog.hashtext(r.organization::text))
    from vault.key_rotation r where r.id = p_id;
  update vault.key_rotation r set to_version = p_to
    where r.id = p_id and r.to_version is distinct from p_to and r.destroyed_at is null;
  return found;
end $$;

-- Gives all versions before the last finished rotation up, if nothing is wrapped under them; null if something is, else of how
-- many rotations: none when that had been done.
drop function vault.destroy_versions(uuid, timestamptz);
create function vault.destroy_versions(p_id uuid, p_at timestamptz) returns integer
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'own' as $$
declare
  v_organization uuid;
  v_to bigint;
  v_given_up integer;
begin
  if platform.current_reach() <> 'node' then
    return null;
  end if;
  select r.organization into v_organization from vault.key_rotation r where r.id = p_id and r.finished_at is not null;
  if not found then
    return null;
  end if;
  perform pg_catalog.pg_advisory_xact_lock(5274, pg_catalog.hashtext(v_organization::text));
  select r.to_version into v_to from vault.key_rotation r where r.id = p_id;
  if exists (select from vault.key_rotation l, vault.key_rotation r
      where r.id = p_id and l.organization = r.organization and l.asked_at > r.asked_at)
    or exists (select from vault.person_key k where k.organization = v_organization and k.wrapping_version < v_to)
    or exists (select from vault.person_key k where k.organization = v_organization and k.wrapping_version > v_to) then
    return null;
  end if;
  update vault.key_rotation r set destroyed_at = p_at where r.organization = v_organization and r.destroyed_at is null;
  get diagnostics v_given_up = row_count;
  return v_given_up;
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
