-- Keys of organisations have versions. A wrapped key says in its bytes which version wrapped it; the column repeats it, so that
-- what is still under an old one can be found, wrapped again in small batches and counted.
alter table vault.person_key
  add column wrapping_version bigint generated always as (case when octet_length(wrapped_key) < 5 then -1 else
    get_byte(wrapped_key, 1)::bigint * 16777216 + get_byte(wrapped_key, 2)::bigint * 65536
      + get_byte(wrapped_key, 3)::bigint * 256 + get_byte(wrapped_key, 4)::bigint end) stored,
  add column broken_at timestamptz;
comment on column vault.person_key.wrapping_version is 'Version of the organisation''s key that wrapped it';
comment on column vault.person_key.broken_at is 'When a rotation found that it does not open; counts while later than wrapped_at';
create index person_key_wrapping on vault.person_key (organization, wrapping_version);

create table vault.key_rotation (
  id uuid primary key,
  organization uuid not null,
  from_version bigint not null,
  to_version bigint,
  total bigint not null,
  asked_at timestamptz not null,
  finished_at timestamptz,
  destroyed_at timestamptz
);
comment on column vault.key_rotation.from_version is 'Current when the rotation was asked for';
comment on column vault.key_rotation.to_version is 'Current since; null until a copy of the service has made it';
comment on column vault.key_rotation.destroyed_at is 'The versions before were destroyed; nothing may be wrapped under them again';
create unique index one_rotation_at_a_time on vault.key_rotation (organization) where finished_at is null;
create index key_rotation_of_organization on vault.key_rotation (organization, asked_at);

alter table vault.key_rotation enable row level security;
alter table vault.key_rotation force row level security;
grant select, insert, update on vault.key_rotation to uputnica_vault;
create policy node on vault.key_rotation to uputnica_vault using (platform.current_reach() = 'node');

-- A copy of the service that has not noticed a rotation may still wrap under the old version; not once that was destroyed.
-- The lock orders the two: whoever destroys waits for who is writing, and who writes later sees what was destroyed.
create function vault.refuse_destroyed_version() returns trigger
  language plpgsql security definer set search_path = '' set uputnica.reach = 'node' as $$
begin
  perform pg_catalog.pg_advisory_xact_lock_shared(5274, pg_catalog.hashtext(new.organization::text));
  if exists (select from vault.key_rotation r
      where r.organization = new.organization and r.from_version = new.wrapping_version and r.destroyed_at is not null) then
    raise exception 'wrapped under a version that was destroyed' using errcode = 'serialization_failure';
  end if;
  return null;
end $$;

-- Whether keys were ever wrapped for an organisation: then its key exists somewhere and is not made anew.
create function vault.knows_organization(p_organization uuid) returns boolean
  language sql stable security definer set search_path = '' set uputnica.reach = 'node' as $$
  select exists (select from vault.person_key k where k.organization = p_organization)
    or exists (select from vault.key_rotation r where r.organization = p_organization)
$$;

create function vault.key_holders() returns setof uuid
  language sql stable security definer set search_path = '' set uputnica.reach = 'node' as $$
  select distinct k.organization from vault.person_key k
$$;

create function vault.ask_rotation(p_id uuid, p_organization uuid, p_from bigint, p_at timestamptz) returns boolean
  language plpgsql security definer set search_path = '' set uputnica.reach = 'node' as $$
begin
  insert into vault.key_rotation (id, organization, from_version, total, asked_at)
    values (p_id, p_organization, p_from,
      (select count(*) from vault.person_key k where k.organization = p_organization), p_at)
    on conflict (organization) where finished_at is null do nothing;
  return found;
end $$;

create function vault.rotations(p_id uuid)
  returns table (id uuid, organization uuid, from_version bigint, to_version bigint, total bigint, asked_at timestamptz,
    finished_at timestamptz, destroyed_at timestamptz, waiting bigint, unopenable bigint)
  language sql stable security definer set search_path = '' set uputnica.reach = 'node' as $$
  select r.id, r.organization, r.from_version, r.to_version, r.total, r.asked_at, r.finished_at, r.destroyed_at,
      count(k.case_id), count(k.case_id) filter (where k.broken_at > k.wrapped_at)
    from (select * from vault.key_rotation q where p_id is null or q.id = p_id
      order by q.asked_at desc, q.id limit 500) r
    left join vault.person_key k on r.finished_at is null and k.organization = r.organization
      and k.wrapping_version is distinct from r.to_version
    group by r.id, r.organization, r.from_version, r.to_version, r.total, r.asked_at, r.finished_at, r.destroyed_at
    order by r.asked_at desc, r.id
$$;

-- Also a finished one, if a copy of the service that had not noticed has wrapped under the old version since.
create function vault.open_rotations()
  returns table (id uuid, organization uuid, from_version bigint, to_version bigint)
  language sql stable security definer set search_path = '' set uputnica.reach = 'node' as $$
  select r.id, r.organization, r.from_version, r.to_version from vault.key_rotation r
    where r.finished_at is null
      or (r.destroyed_at is null
        and not exists (select from vault.key_rotation l where l.organization = r.organization and l.asked_at > r.asked_at)
        and (exists (select from vault.person_key k where k.organization = r.organization and k.wrapping_version < r.to_version)
          or exists (select from vault.person_key k where k.organization = r.organization and k.wrapping_version > r.to_version)))
$$;

create function vault.begin_rotation(p_id uuid, p_to bigint) returns boolean
  language plpgsql security definer set search_path = '' set uputnica.reach = 'node' as $$
begin
  update vault.key_rotation r set to_version = p_to where r.id = p_id and r.to_version is null;
  return found;
end $$;

-- The next keys under another version, locked; those another copy works on are left to it.
create function vault.take_wrapped(p_organization uuid, p_version bigint, p_limit integer)
  returns table (case_id uuid, country text, key_version bigint, wrapped_key bytea)
  language plpgsql security definer set search_path = '' set uputnica.reach = 'node' as $$
begin
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

create function vault.put_wrapped(p_organization uuid, p_cases uuid[], p_wrapped bytea[], p_at timestamptz) returns void
  language sql security definer set search_path = '' set uputnica.reach = 'node' as $$
  update vault.person_key k set wrapped_key = w.wrapped, wrapped_at = p_at
    from unnest(p_cases, p_wrapped) as w (case_id, wrapped)
    where k.case_id = w.case_id and k.organization = p_organization
$$;

create function vault.note_unopenable(p_organization uuid, p_case uuid, p_at timestamptz) returns void
  language sql security definer set search_path = '' set uputnica.reach = 'node' as $$
  update vault.person_key k set broken_at = greatest(p_at, k.wrapped_at + interval '1 microsecond')
    where k.case_id = p_case and k.organization = p_organization
$$;

create function vault.finish_rotation(p_id uuid, p_at timestamptz) returns boolean
  language plpgsql security definer set search_path = '' set uputnica.reach = 'node' as $$
begin
  update vault.key_rotation r set finished_at = p_at
    where r.id = p_id and r.finished_at is null and r.to_version is not null
      and not exists (select from vault.person_key k where k.organization = r.organization and k.wrapping_version < r.to_version)
      and not exists (select from vault.person_key k where k.organization = r.organization and k.wrapping_version > r.to_version);
  return found;
end $$;

-- Marks all versions before the last finished rotation as destroyed, if nothing is wrapped under them.
create function vault.destroy_versions(p_id uuid, p_at timestamptz) returns boolean
  language plpgsql security definer set search_path = '' set uputnica.reach = 'node' as $$
declare
  v_organization uuid;
  v_to bigint;
begin
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

grant create on schema vault to uputnica_vault;
do $$
declare
  v_function regprocedure;
begin
  for v_function in select p.oid from pg_catalog.pg_proc p where p.pronamespace = 'vault'::regnamespace
      and pg_catalog.pg_get_userbyid(p.proowner) <> 'uputnica_vault' loop
    execute format('revoke all on function %s from public', v_function);
    execute format('grant execute on function %s to uputnica_app', v_function);
    execute format('alter function %s owner to uputnica_vault', v_function);
  end loop;
end $$;
revoke create on schema vault from uputnica_vault;

create trigger refuse_destroyed_version after insert or update of wrapped_key on vault.person_key
  for each row execute function vault.refuse_destroyed_version();
