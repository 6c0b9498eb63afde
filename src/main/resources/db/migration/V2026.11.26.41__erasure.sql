-- Erasing answers with the country, which the shred list outside the database notes; that list and this one are compared at start.
drop function vault.erase_person(uuid, timestamptz);

create function vault.erase_person(p_case uuid, p_at timestamptz) returns text
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
declare
  v_country text;
begin
  update vault.person set erased_at = p_at, sealed_index = '' where case_id = p_case and erased_at is null
    returning country into v_country;
  if found then
    delete from vault.person_key where case_id = p_case;
    delete from vault.sealed_item where case_id = p_case;
  end if;
  return v_country;
end $$;

create function vault.erased_persons() returns table (case_id uuid, country text, erased_at timestamptz)
  language sql stable security definer set search_path = '' set uputnica.reach = 'node' as $$
  select p.case_id, p.country::text, p.erased_at from vault.person p where p.erased_at is not null order by p.erased_at
$$;
create index erased_person on vault.person (erased_at) where erased_at is not null;

-- How often the file has changed; says nothing of what is in it.
create function vault.file_version(p_case uuid) returns bigint
  language sql stable security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
  select p.index_version from vault.person p where p.case_id = p_case and p.erased_at is null
$$;

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

-- Requests to erase a person: asked by one side, decided by the other. No word of the person.
create table process.erasure (
  id uuid primary key,
  case_id uuid not null,
  country char(2) not null,
  organization uuid not null,
  reason text not null check (reason in ('PERSON_ASKED', 'RETENTION_ENDED')),
  state text not null check (state in ('REQUESTED', 'APPROVED', 'REFUSED')),
  asked_by text not null,
  asked_as text not null check (asked_as in ('R-CASE', 'R-DPO')),
  asked_at timestamptz not null,
  seen text not null,
  decided_by text,
  decided_at timestamptz,
  revision bigint not null,
  check ((state = 'REQUESTED') = (decided_at is null)),
  check (decided_by is distinct from asked_by)
);
comment on column process.erasure.organization is 'Responsible for the case when it was asked';
comment on column process.erasure.seen is 'How far case and file were when it was asked: what came later holds the erasure up';
create index erasure_of_case on process.erasure (case_id);
create unique index one_open_erasure on process.erasure (case_id) where state = 'REQUESTED';

alter table process.erasure enable row level security;
alter table process.erasure force row level security;
create policy of_country on process.erasure
  using (platform.current_reach() = 'node' or (country = platform.current_country()
    and (platform.current_reach() = 'country' or organization = platform.current_organization())));
grant select, insert, update on process.erasure to uputnica_app;
