-- The journal: append-only, hash-linked (docs/journal.md). Holds codes and ids, never a word of the person.
create schema audit;
grant usage on schema audit to uputnica_app;

create table audit.entry (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  country char(2) not null,
  organization uuid not null,
  actor text not null,
  roles text[] not null,
  action text not null,
  outcome text not null check (outcome in ('DONE', 'REFUSED')),
  case_id uuid,
  subject text,
  details text[] not null,
  salt bytea not null check (octet_length(salt) = 16),
  leaf bytea not null check (octet_length(leaf) = 32)
);
comment on column audit.entry.actor is 'Pseudonym: subject of the identity provider, or service';
comment on column audit.entry.details is 'key, value, key, value; sorted by key';
comment on column audit.entry.leaf is 'RFC 6962 leaf hash over salt and canonical content: SHA-256(0x00 || salt || content)';

create index entry_of_case on audit.entry (case_id, id) where case_id is not null;
create index entry_of_refused_subject on audit.entry (subject, id) where outcome = 'REFUSED';

-- Entries that stand in no checkpoint yet. A row comes with its entry and goes with its checkpoint, so entries that
-- commit out of order are found without a look at the others. The leaf stands here too: the job reads nothing else.
create table audit.pending (
  entry_id bigint not null,
  leaf bytea not null
);

create table audit.checkpoint (
  number bigint primary key,
  tree_size bigint not null,
  members bigint[] not null,
  root bytea not null check (octet_length(root) = 32),
  frontier bytea[] not null,
  previous bytea,
  at timestamptz not null,
  hash bytea not null check (octet_length(hash) = 32),
  signature bytea
);
comment on column audit.checkpoint.members is 'Ids of the entries this checkpoint adds to the tree, in the order of their leaves';
comment on column audit.checkpoint.root is 'RFC 6962 Merkle tree hash over the first tree_size leaves';
comment on column audit.checkpoint.frontier is 'Roots of the full subtrees, largest first: enough to append the next leaf';
comment on column audit.checkpoint.previous is 'hash of the checkpoint before, which covers its root; null at number 1';
comment on column audit.checkpoint.hash is 'SHA-256(0x02 || all columns but hash and signature): what is signed';

alter table audit.entry enable row level security;
alter table audit.entry force row level security;
create policy visible on audit.entry for select
  using (platform.current_reach() = 'node'
    or (platform.current_reach() = 'country' and country = platform.current_country())
    or (platform.current_reach() = 'organization' and country = platform.current_country()
      and organization = platform.current_organization()));
create policy written_for_oneself on audit.entry for insert
  with check (platform.current_reach() = 'node'
    or (country = platform.current_country() and organization = platform.current_organization()));

-- For everybody, the owner too; only a superuser who turns triggers off gets past, and then the hashes tell.
create function audit.refuse_change() returns trigger
  language plpgsql as $$ begin raise exception 'the journal is append-only' using errcode = 'insufficient_privilege'; end $$;
create trigger append_only before update or delete or truncate on audit.entry
  for each statement execute function audit.refuse_change();
create trigger append_only before update or delete or truncate on audit.checkpoint
  for each statement execute function audit.refuse_change();

grant select, insert on audit.entry to uputnica_app;
grant select, insert, delete on audit.pending to uputnica_app;
grant select, insert on audit.checkpoint to uputnica_app;
