-- Whoever is on the shred list and cannot be erased again is kept shut: for every door of the vault her keys and items are not
-- there until she is erased.
create table vault.awaits_erasure (case_id uuid primary key);
comment on table vault.awaits_erasure is 'On the shred list, come back with a database, and not erased again yet';
alter table vault.awaits_erasure enable row level security;
alter table vault.awaits_erasure force row level security;
grant select, insert, delete on vault.awaits_erasure to uputnica_vault;
create policy everybody on vault.awaits_erasure to uputnica_vault using (true);
create policy node on vault.awaits_erasure as restrictive for insert to uputnica_vault
  with check ((select platform.current_reach()) = 'node');

create policy awaits_erasure on vault.person_key as restrictive to uputnica_vault
  using (not exists (select from vault.awaits_erasure a where a.case_id = person_key.case_id));
create policy awaits_erasure on vault.sealed_item as restrictive to uputnica_vault
  using (not exists (select from vault.awaits_erasure a where a.case_id = sealed_item.case_id));
create policy awaits_erasure on vault.searcher as restrictive to uputnica_vault
  using (not exists (select from vault.awaits_erasure a where a.case_id = searcher.case_id));

create or replace function vault.erase_person(p_case uuid, p_at timestamptz) returns text
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
declare
  v_country text;
begin
  update vault.person p set erased_at = p_at, sealed_index = ''
    where p.case_id = p_case and p.erased_at is null and vault.may_end(p)
    returning p.country into v_country;
  delete from vault.awaits_erasure a
    where a.case_id = p_case and exists (select from vault.person p where p.case_id = p_case and p.erased_at is not null);
  if v_country is not null then
    delete from vault.person_key where case_id = p_case;
    delete from vault.sealed_item where case_id = p_case;
  end if;
  return v_country;
end $$;

create function vault.keep_shut(p_case uuid) returns void
  language sql security definer set search_path = '' as $$
  insert into vault.awaits_erasure (case_id) values (p_case) on conflict do nothing
$$;

create function vault.kept_shut() returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select a.case_id from vault.awaits_erasure a where platform.current_reach() = 'node'
$$;

alter table vault.person add column followed_up integer not null default 0;
comment on column vault.person.followed_up is 'Version of the reach with which everything besides was destroyed after the erasure; 0: none yet';

create function vault.erased_to_follow_up(p_reach integer, p_before timestamptz)
  returns table (case_id uuid, country text, erased_at timestamptz)
  language sql stable security definer set search_path = '' as $$
  select p.case_id, p.country::text, p.erased_at from vault.person p
    where p.erased_at < p_before and p.followed_up < p_reach and platform.current_reach() = 'node' order by p.erased_at
$$;

-- Waits until no other copy of the service has her in hand; no row of hers is locked, for the steps in between need them.
create function vault.take_follow_up(p_case uuid, p_reach integer) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  perform pg_catalog.pg_advisory_xact_lock(5275, pg_catalog.hashtext(p_case::text));
  return exists (select from vault.person p
    where p.case_id = p_case and p.erased_at is not null and p.followed_up < p_reach and platform.current_reach() = 'node');
end $$;

create function vault.note_followed_up(p_case uuid, p_reach integer) returns void
  language sql security definer set search_path = '' as $$
  update vault.person p set followed_up = p_reach
    where p.case_id = p_case and p.erased_at is not null and platform.current_reach() = 'node'
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
