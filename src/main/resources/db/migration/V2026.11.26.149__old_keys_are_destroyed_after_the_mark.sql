-- First the database says, for good, that nothing may be wrapped under the old versions (destroyed_at); then the custody destroys
-- them, as often as it takes (gone_at). Until it has, no later rotation of the organisation begins: the current version stays.
alter table vault.key_rotation add column gone_at timestamptz;
comment on column vault.key_rotation.destroyed_at is 'The versions before are to be destroyed; nothing may be wrapped under them again';
comment on column vault.key_rotation.gone_at is 'The custody has destroyed them';
select set_config('uputnica.reach', 'node', true);
update vault.key_rotation r set gone_at = r.destroyed_at
  where exists (select from vault.key_rotation l where l.organization = r.organization and l.asked_at > r.asked_at);
select set_config('uputnica.reach', '', true);

create or replace function vault.rotations(p_id uuid)
  returns table (id uuid, organization uuid, from_version bigint, to_version bigint, total bigint, asked_at timestamptz,
    finished_at timestamptz, destroyed_at timestamptz, waiting bigint, unopenable bigint)
  language sql stable security definer set search_path = '' as $$
  select r.id, r.organization, r.from_version, r.to_version, r.total, r.asked_at, r.finished_at, r.gone_at,
      count(k.case_id), count(k.case_id) filter (where k.broken_at > k.wrapped_at)
    from (select * from vault.key_rotation q where p_id is null or q.id = p_id
      order by q.asked_at desc, q.id limit 500) r
    left join vault.person_key k on r.finished_at is null and k.organization = r.organization
      and k.wrapping_version is distinct from r.to_version
    group by r.id, r.organization, r.from_version, r.to_version, r.total, r.asked_at, r.finished_at, r.gone_at
    order by r.asked_at desc, r.id
$$;

create or replace function vault.open_rotations()
  returns table (id uuid, organization uuid, from_version bigint, to_version bigint)
  language sql stable security definer set search_path = '' as $$
  select r.id, r.organization, r.from_version, r.to_version from vault.key_rotation r
    where (r.finished_at is null
        and not exists (select from vault.key_rotation d
          where d.organization = r.organization and d.destroyed_at is not null and d.gone_at is null))
      or (r.destroyed_at is null
        and not exists (select from vault.key_rotation l where l.organization = r.organization and l.asked_at > r.asked_at)
        and (exists (select from vault.person_key k where k.organization = r.organization and k.wrapping_version < r.to_version)
          or exists (select from vault.person_key k where k.organization = r.organization and k.wrapping_version > r.to_version)))
$$;

-- One, locked, and none that another copy of the service has in hand; in no order, so that one whose custody is away does not
-- keep the others.
create function vault.take_destruction() returns table (organization uuid, to_version bigint)
  language plpgsql security definer set search_path = '' as $$
begin
  return query select r.organization, r.to_version from vault.key_rotation r
    where r.destroyed_at is not null and r.gone_at is null
      and not exists (select from vault.key_rotation l
        where l.organization = r.organization and l.destroyed_at is not null and l.asked_at > r.asked_at)
    order by random() limit 1 for update skip locked;
end $$;

create function vault.note_gone(p_organization uuid, p_at timestamptz) returns void
  language sql security definer set search_path = '' as $$
  update vault.key_rotation r set gone_at = p_at
    where r.organization = p_organization and r.destroyed_at is not null and r.gone_at is null
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
