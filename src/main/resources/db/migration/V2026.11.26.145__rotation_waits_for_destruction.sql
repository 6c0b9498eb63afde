-- Destroying old versions keeps the current one, which a rotation begun meanwhile would change. So whoever asks for a rotation
-- waits for who destroys, and who destroys looks for a later rotation once nobody can ask for one any more.
create or replace function vault.ask_rotation(p_id uuid, p_organization uuid, p_from bigint, p_at timestamptz) returns boolean
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'own' as $$
begin
  if platform.current_reach() <> 'node' then
    return false;
  end if;
  perform pg_catalog.pg_advisory_xact_lock_shared(5274, pg_catalog.hashtext(p_organization::text));
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
    where r.id = p_id and r.finished_at is not null;
  if not found then
    return false;
  end if;
  perform pg_catalog.pg_advisory_xact_lock(5274, pg_catalog.hashtext(v_organization::text));
  if exists (select from vault.key_rotation l, vault.key_rotation r
      where r.id = p_id and l.organization = r.organization and l.asked_at > r.asked_at)
    or exists (select from vault.person_key k where k.organization = v_organization and k.wrapping_version < v_to)
    or exists (select from vault.person_key k where k.organization = v_organization and k.wrapping_version > v_to) then
    return false;
  end if;
  update vault.key_rotation r set destroyed_at = p_at where r.organization = v_organization and r.destroyed_at is null;
  return true;
end $$;
