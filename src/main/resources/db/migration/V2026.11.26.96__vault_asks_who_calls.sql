-- Functions of the vault ask who calls. What turns keys of whole organisations is the node's own work: for everybody else there
-- is nothing there. Erasing is for the responsible organisation and whoever watches over the country, unless a conflict of
-- interest closes the case.
create or replace function vault.take_wrapped(p_organization uuid, p_version bigint, p_limit integer)
  returns table (case_id uuid, country text, key_version bigint, wrapped_key bytea)
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'own' as $$
begin
  if platform.current_reach() <> 'node' then
    return;
  end if;
  return query select k.case_id, k.country::text, k.key_version, k.wrapped_key from vault.person_key k
    where k.organization = p_organization and k.wrapping_version < p_version
      and (k.broken_at is null or k.broken_at <= k.wrapped_at)
    limit p_limit for update skip locked;
  if not found then
    return query select k.case_id, k.country::text, k.key_version, k.wrapped_key from vault.person_key k
      where k.organization = p_organization and k.wrapping_version > p_version
        and (k.broken_at is null or k.broken_at <= k.wrapped_at)
      limit p_limit for update skip locked;
  end if;
end $$;

create or replace function vault.put_wrapped(p_organization uuid, p_cases uuid[], p_wrapped bytea[], p_at timestamptz)
  returns void
  language sql security definer set search_path = '' set uputnica.vault_door = 'own' as $$
  update vault.person_key k set wrapped_key = w.wrapped, wrapped_at = p_at
    from unnest(p_cases, p_wrapped) as w (case_id, wrapped)
    where platform.current_reach() = 'node' and k.case_id = w.case_id and k.organization = p_organization
$$;

create or replace function vault.note_unopenable(p_organization uuid, p_case uuid, p_at timestamptz) returns void
  language sql security definer set search_path = '' set uputnica.vault_door = 'own' as $$
  update vault.person_key k set broken_at = greatest(p_at, k.wrapped_at + interval '1 microsecond')
    where platform.current_reach() = 'node' and k.case_id = p_case and k.organization = p_organization
$$;

create or replace function vault.key_holders() returns setof uuid
  language sql stable security definer set search_path = '' set uputnica.vault_door = 'own' as $$
  select distinct k.organization from vault.person_key k where platform.current_reach() = 'node'
$$;

create or replace function vault.ask_rotation(p_id uuid, p_organization uuid, p_from bigint, p_at timestamptz) returns boolean
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'own' as $$
begin
  if platform.current_reach() <> 'node' then
    return false;
  end if;
  insert into vault.key_rotation (id, organization, from_version, total, asked_at)
    values (p_id, p_organization, p_from,
      (select count(*) from vault.person_key k where k.organization = p_organization), p_at)
    on conflict (organization) where finished_at is null do nothing;
  return found;
end $$;

create or replace function vault.destroy_versions(p_id uuid, p_at timestamptz) returns boolean
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'own' as $$
declare
  v_organization uuid;
  v_to bigint;
begin
  if platform.current_reach() <> 'node' then
    return false;
  end if;
  select r.organization, r.to_version into v_organization, v_to from vault.key_rotation r
    where r.id = p_id and r.finished_at is not null
      and not exists (select from vault.key_rotation l where l.organization = r.organization and l.asked_at > r.asked_at);
  if not found then
    return false;
  end if;
  perform pg_catalog.pg_advisory_xact_lock(5274, pg_catalog.hashtext(v_organization::text));
  if exists (select from vault.person_key k where k.organization = v_organization and k.wrapping_version < v_to)
    or exists (select from vault.person_key k where k.organization = v_organization and k.wrapping_version > v_to) then
    return false;
  end if;
  update vault.key_rotation r set destroyed_at = p_at where r.organization = v_organization and r.destroyed_at is null;
  return true;
end $$;

-- These ask vault.key_rotation first, whose policy knows the node only.
alter function vault.rotations(uuid) reset uputnica.reach;
alter function vault.open_rotations() reset uputnica.reach;
alter function vault.begin_rotation(uuid, bigint) reset uputnica.reach;
alter function vault.finish_rotation(uuid, timestamptz) reset uputnica.reach;

create function vault.may_end(p_person vault.person) returns boolean
  language sql stable set search_path = '' as $$
  select platform.current_reach() = 'node'
    or p_person.country = platform.current_country()
      and (platform.current_reach() = 'country' or p_person.organization = platform.current_organization())
$$;

create or replace function vault.erase_person(p_case uuid, p_at timestamptz) returns text
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
declare
  v_country text;
begin
  update vault.person p set erased_at = p_at, sealed_index = ''
    where p.case_id = p_case and p.erased_at is null and vault.may_end(p)
    returning p.country into v_country;
  if found then
    delete from vault.person_key where case_id = p_case;
    delete from vault.sealed_item where case_id = p_case;
  end if;
  return v_country;
end $$;

create or replace function vault.file_version(p_case uuid) returns bigint
  language sql stable security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
  select p.index_version from vault.person p where p.case_id = p_case and p.erased_at is null and vault.may_end(p)
$$;

create or replace function vault.erased_persons() returns table (case_id uuid, country text, erased_at timestamptz)
  language sql stable security definer set search_path = '' as $$
  select p.case_id, p.country::text, p.erased_at from vault.person p
    where p.erased_at is not null and platform.current_reach() = 'node' order by p.erased_at
$$;

-- For what the node's own jobs write about a case after they have read of it.
create function vault.is_erased(p_case uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from vault.person p
    where p.case_id = p_case and p.erased_at is not null and platform.current_reach() = 'node')
$$;

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
revoke execute on function vault.may_end(vault.person) from uputnica_app;
