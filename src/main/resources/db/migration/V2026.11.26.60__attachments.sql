-- Attachments: what is known of them, and their contents in sealed chunks. What opens a content is an item of the
-- person's file (vault.sealed_item, under the attachment's id), so erasing or shutting out needs nothing of its own.
alter table vault.sealed_item drop constraint sealed_item_category_check;
alter table vault.sealed_item add constraint sealed_item_category_check
  check (category in ('NAME', 'CONTACT', 'BIRTH', 'DOCUMENT', 'HEALTH', 'NARRATIVE', 'PHOTO', 'PLACE'));

create table vault.attachment (
  id uuid primary key,
  case_id uuid not null,
  country char(2) not null,
  kind text not null check (kind in ('EVIDENCE', 'DOCUMENT', 'PHOTO', 'AUDIO')),
  consent uuid,
  state text not null check (state in ('AWAITED', 'KEPT', 'DELETED')),
  type text,
  size bigint,
  upload uuid,
  revision bigint not null,
  announced_at timestamptz not null,
  changed_at timestamptz not null,
  check ((kind = 'EVIDENCE') = (consent is not null)),
  check (state <> 'KEPT' or (type is not null and size is not null and upload is not null)),
  foreign key (case_id, country) references vault.person (case_id, country)
);
create index attachment_case on vault.attachment (case_id, announced_at);
create index attachment_upload on vault.attachment (upload) where upload is not null;
comment on column vault.attachment.consent is 'The statement an evidence proves; FHIR Consent.source';
comment on column vault.attachment.type is 'As found in the content; no file name is kept';
comment on column vault.attachment.upload is 'The attempt whose chunks are the content';

create table vault.attachment_chunk (
  upload uuid not null,
  number integer not null check (number >= 0),
  attachment uuid not null references vault.attachment (id),
  country char(2) not null,
  ciphertext bytea not null,
  received_at timestamptz not null,
  primary key (upload, number)
);
create index attachment_chunk_attachment on vault.attachment_chunk (attachment);
create index attachment_chunk_received on vault.attachment_chunk (received_at);
-- Sealed bytes do not compress.
alter table vault.attachment_chunk alter column ciphertext set storage external;

create table vault.attachment_link (
  hash bytea primary key,
  attachment uuid not null references vault.attachment (id),
  country char(2) not null,
  holder text not null,
  expires_at timestamptz not null
);
create index attachment_link_attachment on vault.attachment_link (attachment);
create index attachment_link_expires on vault.attachment_link (expires_at);
comment on column vault.attachment_link.hash is 'SHA-256 of the link, which is kept nowhere';
comment on column vault.attachment_link.holder is 'The only user whom it opens for';

alter table vault.attachment enable row level security;
alter table vault.attachment force row level security;
alter table vault.attachment_chunk enable row level security;
alter table vault.attachment_chunk force row level security;
alter table vault.attachment_link enable row level security;
alter table vault.attachment_link force row level security;
grant select, insert, update on vault.attachment to uputnica_vault;
grant select, insert, delete on vault.attachment_chunk, vault.attachment_link to uputnica_vault;

create policy country on vault.attachment to uputnica_vault
  using (platform.current_reach() = 'node' or country = platform.current_country());
create policy country on vault.attachment_link to uputnica_vault
  using (platform.current_reach() = 'node' or country = platform.current_country());
create policy key_holder on vault.attachment_chunk to uputnica_vault
  using (platform.current_reach() = 'node' or (country = platform.current_country()
    and (current_setting('uputnica.vault_door', true) = 'responsible'
      or exists (select from vault.attachment a join vault.person_key k on k.case_id = a.case_id
        where a.id = attachment_chunk.attachment and k.organization = platform.current_organization()))));

create function vault.drop_item(p_case uuid, p_category text, p_note uuid) returns boolean
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
begin
  delete from vault.sealed_item where case_id = p_case and category = p_category and note = p_note;
  return found;
end $$;

create function vault.announce_attachment(p_id uuid, p_case uuid, p_kind text, p_consent uuid, p_at timestamptz)
  returns boolean
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
begin
  insert into vault.attachment (id, case_id, country, kind, consent, state, revision, announced_at, changed_at)
    select p_id, p.case_id, p.country, p_kind, p_consent, 'AWAITED', 0, p_at, p_at
    from vault.person p where p.case_id = p_case and p.erased_at is null;
  return found;
end $$;

create function vault.get_attachments(p_case uuid) returns setof vault.attachment
  language sql stable security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
  select * from vault.attachment where case_id = p_case order by announced_at, id
$$;

create function vault.take_attachment(p_case uuid, p_id uuid) returns setof vault.attachment
  language sql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
  select * from vault.attachment where id = p_id and case_id = p_case for update
$$;

create function vault.add_chunk(p_attachment uuid, p_upload uuid, p_number integer, p_ciphertext bytea, p_at timestamptz)
  returns boolean
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
begin
  insert into vault.attachment_chunk (upload, number, attachment, country, ciphertext, received_at)
    select p_upload, p_number, a.id, a.country, p_ciphertext, p_at
    from vault.attachment a where a.id = p_attachment and a.state = 'AWAITED';
  return found;
end $$;

-- A reader's door: chunks show to organisations with a key to the person.
create function vault.get_chunk(p_attachment uuid, p_upload uuid, p_number integer) returns bytea
  language sql stable security definer set search_path = '' set uputnica.vault_door = 'own' as $$
  select ciphertext from vault.attachment_chunk
    where upload = p_upload and number = p_number and attachment = p_attachment
$$;

create function vault.keep_attachment(p_id uuid, p_upload uuid, p_type text, p_size bigint, p_at timestamptz) returns boolean
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
begin
  update vault.attachment set state = 'KEPT', upload = p_upload, type = p_type, size = p_size, revision = revision + 1,
    changed_at = p_at
    where id = p_id and state = 'AWAITED';
  return found;
end $$;

create function vault.drop_upload(p_upload uuid) returns boolean
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
begin
  delete from vault.attachment_chunk c
    where c.upload = p_upload and not exists (select from vault.attachment a where a.upload = p_upload);
  return found;
end $$;

create function vault.delete_attachment(p_id uuid, p_at timestamptz) returns boolean
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
begin
  update vault.attachment set state = 'DELETED', upload = null, type = null, size = null, revision = revision + 1,
    changed_at = p_at
    where id = p_id and state <> 'DELETED';
  if not found then
    return false;
  end if;
  delete from vault.attachment_chunk where attachment = p_id;
  delete from vault.attachment_link where attachment = p_id;
  return true;
end $$;

create function vault.add_link(p_hash bytea, p_attachment uuid, p_holder text, p_expires timestamptz) returns boolean
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
begin
  insert into vault.attachment_link (hash, attachment, country, holder, expires_at)
    select p_hash, a.id, a.country, p_holder, p_expires
    from vault.attachment a where a.id = p_attachment and a.state = 'KEPT';
  return found;
end $$;

-- Two who follow a link at once: the row is deleted by one of them.
create function vault.take_link(p_hash bytea, p_holder text, p_at timestamptz) returns setof vault.attachment
  language sql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
  with taken as (
    delete from vault.attachment_link where hash = p_hash and holder = p_holder and expires_at > p_at
    returning attachment)
  select a.* from vault.attachment a join taken t on t.attachment = a.id where a.state = 'KEPT'
$$;

create function vault.sweep_attachments(p_uploads_before timestamptz, p_at timestamptz) returns boolean
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
begin
  delete from vault.attachment_link where expires_at <= p_at;
  delete from vault.attachment_chunk c
    where c.received_at < p_uploads_before and not exists (select from vault.attachment a where a.upload = c.upload);
  return found;
end $$;

-- Whoever erases a person, and by whatever function: her contents go with her keys.
create function vault.erase_attachments() returns trigger
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
begin
  delete from vault.attachment_chunk c using vault.attachment a where a.id = c.attachment and a.case_id = new.case_id;
  delete from vault.attachment_link l using vault.attachment a where a.id = l.attachment and a.case_id = new.case_id;
  update vault.attachment set state = 'DELETED', upload = null, type = null, size = null, revision = revision + 1,
    changed_at = new.erased_at
    where case_id = new.case_id and state <> 'DELETED';
  return new;
end $$;
create trigger erase_attachments after update of erased_at on vault.person
  for each row when (new.erased_at is not null) execute function vault.erase_attachments();

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
