-- The vault: who she is, sealed. The service has no right on these tables; it calls the functions below, which belong
-- to uputnica_vault and are bound by the same row-level security. Keys come wrapped and never stay open here.
create schema vault;
grant usage on schema vault to uputnica_app, uputnica_vault;
grant usage on schema platform to uputnica_vault;

create table vault.person (
  case_id uuid primary key,
  country char(2) not null,
  organization uuid not null,
  index_version bigint not null check (index_version > 0),
  sealed_index bytea not null,
  sealed_at timestamptz not null,
  erased_at timestamptz,
  unique (case_id, country)
);
comment on column vault.person.organization is 'Responsible organisation; part of what the index is bound to';
comment on column vault.person.sealed_index is 'Current version of every item, sealed under the data key';
comment on column vault.person.erased_at is 'Keys and items were destroyed; the row stays as the shred list to apply after a restore';

create table vault.person_key (
  case_id uuid not null,
  country char(2) not null,
  organization uuid not null,
  key_version bigint not null check (key_version > 0),
  wrapped_key bytea not null,
  wrapped_at timestamptz not null,
  primary key (case_id, organization),
  foreign key (case_id, country) references vault.person (case_id, country)
);

create table vault.sealed_item (
  case_id uuid not null,
  country char(2) not null,
  category text not null check (category in ('NAME', 'CONTACT', 'BIRTH', 'DOCUMENT', 'HEALTH', 'NARRATIVE')),
  note uuid not null,
  organization uuid not null,
  version bigint not null check (version > 0),
  ciphertext bytea not null,
  sealed_at timestamptz not null,
  primary key (case_id, category, note),
  foreign key (case_id, country) references vault.person (case_id, country)
);
comment on column vault.sealed_item.note is 'Id of a note; the nil id for the items of the category';
comment on column vault.sealed_item.organization is 'Responsible when it was sealed';

alter table vault.person enable row level security;
alter table vault.person force row level security;
alter table vault.person_key enable row level security;
alter table vault.person_key force row level security;
alter table vault.sealed_item enable row level security;
alter table vault.sealed_item force row level security;
grant select, insert, update on vault.person to uputnica_vault;
grant select, insert, update, delete on vault.person_key, vault.sealed_item to uputnica_vault;

-- Each function sets uputnica.vault_door for itself; what a session sets is overridden.
--   own:         a reader; keys of the caller's organisation and what they open
--   responsible: the service's work on a file of the caller's country
create policy country on vault.person to uputnica_vault
  using (platform.current_reach() = 'node' or country = platform.current_country());
create policy key_holder on vault.person_key to uputnica_vault
  using (platform.current_reach() = 'node' or (country = platform.current_country()
    and (organization = platform.current_organization() or current_setting('uputnica.vault_door', true) = 'responsible')));
create policy key_holder on vault.sealed_item to uputnica_vault
  using (platform.current_reach() = 'node' or (country = platform.current_country()
    and (current_setting('uputnica.vault_door', true) = 'responsible'
      or exists (select from vault.person_key k
        where k.case_id = sealed_item.case_id and k.organization = platform.current_organization()))));

create function vault.put_person(p_case uuid, p_country text, p_organization uuid, p_key_version bigint, p_wrapped_key bytea,
  p_index_version bigint, p_sealed_index bytea, p_categories text[], p_notes uuid[], p_versions bigint[], p_ciphertexts bytea[],
  p_at timestamptz) returns void
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
begin
  insert into vault.person (case_id, country, organization, index_version, sealed_index, sealed_at)
    values (p_case, p_country, p_organization, p_index_version, p_sealed_index, p_at);
  insert into vault.person_key (case_id, country, organization, key_version, wrapped_key, wrapped_at)
    values (p_case, p_country, p_organization, p_key_version, p_wrapped_key, p_at);
  insert into vault.sealed_item (case_id, country, category, note, organization, version, ciphertext, sealed_at)
    select p_case, p_country, i.category, i.note, p_organization, i.version, i.ciphertext, p_at
    from unnest(p_categories, p_notes, p_versions, p_ciphertexts) as i (category, note, version, ciphertext);
end $$;

-- One statement, so that index and items are of the same moment: rows 'PERSON', 'KEY' and one per item.
create function vault.get_items(p_case uuid, p_holder uuid, p_categories text[], p_notes uuid[])
  returns table (part text, country text, note uuid, organization uuid, version bigint, body bytea)
  language sql stable security definer set search_path = '' set uputnica.vault_door = 'own' as $$
  select 'PERSON', p.country::text, null::uuid, p.organization, p.index_version, p.sealed_index
    from vault.person p join vault.person_key k on k.case_id = p.case_id and k.organization = p_holder
    where p.case_id = p_case and p.erased_at is null
  union all
  select 'KEY', null, null, k.organization, k.key_version, k.wrapped_key
    from vault.person_key k where k.case_id = p_case and k.organization = p_holder
  union all
  select i.category, null, i.note, i.organization, i.version, i.ciphertext
    from unnest(p_categories, p_notes) as w (category, note)
    join vault.sealed_item i on i.case_id = p_case and i.category = w.category and i.note = w.note
$$;

-- Locks first and reads in a second statement, which sees what the holder of the lock before us wrote.
create function vault.take_items(p_case uuid, p_categories text[], p_notes uuid[])
  returns table (part text, country text, note uuid, organization uuid, version bigint, body bytea)
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
begin
  perform from vault.person p where p.case_id = p_case for update;
  return query
    select 'PERSON', p.country::text, null::uuid, p.organization, p.index_version, p.sealed_index
      from vault.person p where p.case_id = p_case and p.erased_at is null
    union all
    select 'KEY', null, null, k.organization, k.key_version, k.wrapped_key
      from vault.person p join vault.person_key k on k.case_id = p.case_id and k.organization = p.organization
      where p.case_id = p_case
    union all
    select i.category, null, i.note, i.organization, i.version, i.ciphertext
      from unnest(p_categories, p_notes) as w (category, note)
      join vault.sealed_item i on i.case_id = p_case and i.category = w.category and i.note = w.note;
end $$;

create function vault.put_items(p_case uuid, p_organization uuid, p_index_version bigint, p_sealed_index bytea,
  p_categories text[], p_notes uuid[], p_versions bigint[], p_ciphertexts bytea[], p_at timestamptz) returns void
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
declare
  v_country text;
begin
  update vault.person set organization = p_organization, index_version = p_index_version, sealed_index = p_sealed_index,
    sealed_at = p_at
    where case_id = p_case and index_version = p_index_version - 1 and erased_at is null
    returning country into v_country;
  if v_country is null then
    raise exception 'the file has changed' using errcode = 'serialization_failure';
  end if;
  insert into vault.sealed_item (case_id, country, category, note, organization, version, ciphertext, sealed_at)
    select p_case, v_country, i.category, i.note, p_organization, i.version, i.ciphertext, p_at
    from unnest(p_categories, p_notes, p_versions, p_ciphertexts) as i (category, note, version, ciphertext)
  on conflict (case_id, category, note) do update
    set organization = excluded.organization, version = excluded.version, ciphertext = excluded.ciphertext,
      sealed_at = excluded.sealed_at;
end $$;

create function vault.put_key(p_case uuid, p_organization uuid, p_key_version bigint, p_wrapped_key bytea, p_at timestamptz)
  returns void
  language sql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
  insert into vault.person_key (case_id, country, organization, key_version, wrapped_key, wrapped_at)
    select p.case_id, p.country, p_organization, p_key_version, p_wrapped_key, p_at
    from vault.person p where p.case_id = p_case and p.erased_at is null
  on conflict (case_id, organization) do update
    set key_version = excluded.key_version, wrapped_key = excluded.wrapped_key, wrapped_at = excluded.wrapped_at
$$;

-- The responsible organisation's key stays: without it nobody could admit anybody again.
create function vault.drop_key(p_case uuid, p_organization uuid) returns boolean
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
begin
  perform from vault.person p where p.case_id = p_case for update;
  delete from vault.person_key k using vault.person p
    where k.case_id = p_case and k.organization = p_organization and p.case_id = k.case_id and p.organization <> k.organization;
  return found;
end $$;

create function vault.erase_person(p_case uuid, p_at timestamptz) returns boolean
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
begin
  update vault.person set erased_at = p_at, sealed_index = '' where case_id = p_case and erased_at is null;
  if not found then
    return false;
  end if;
  delete from vault.person_key where case_id = p_case;
  delete from vault.sealed_item where case_id = p_case;
  return true;
end $$;

-- The new owner of a function needs the right to create in its schema, for this moment only.
grant create on schema vault to uputnica_vault;
do $$
declare
  v_function regprocedure;
begin
  for v_function in select p.oid from pg_catalog.pg_proc p where p.pronamespace = 'vault'::regnamespace loop
    execute format('revoke all on function %s from public', v_function);
    execute format('grant execute on function %s to uputnica_app', v_function);
    execute format('alter function %s owner to uputnica_vault', v_function);
  end loop;
end $$;
revoke create on schema vault from uputnica_vault;
