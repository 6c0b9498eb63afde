-- Keys the journal was and is signed with, kinds of entries to filter by, and the order its lists are read in.
create table audit.journal_key (
  number integer primary key,
  name text not null,
  public_key bytea not null check (octet_length(public_key) = 32),
  since bigint not null
);
comment on table audit.journal_key is 'Public Ed25519 keys of the journal; old ones stay known';
comment on column audit.journal_key.name is 'Origin of the journal, name of the key (C2SP signed-note)';
comment on column audit.journal_key.since is 'Number of the first checkpoint signed with it';
create trigger append_only before update or delete or truncate on audit.journal_key
  for each statement execute function audit.refuse_change();
grant select, insert on audit.journal_key to uputnica_app;

comment on column audit.checkpoint.signature is
  'Signatures of the note that names this checkpoint (C2SP tlog-checkpoint): id of the key, 4 bytes, and Ed25519, 64 bytes; two where the key changes';
-- Which checkpoint has a leaf, a size, a moment: proofs read no more than they need.
create index checkpoint_by_size on audit.checkpoint (tree_size, number);
create index checkpoint_by_time on audit.checkpoint (at, number);

-- The kind follows from what is hashed and is not hashed itself (EntryKind says the same in Java, a test compares).
alter table audit.entry add column kind text not null generated always as (
  case
    when outcome = 'REFUSED' or action = 'disclosure-denied' then 'REFUSAL'
    when action like 'break-glass%' then 'BREAK_GLASS'
    when action like 'alarm-%' or action = 'seal-broken' then 'ALARM'
    when action like '%-exported' or action like '%-sent' or action = 'message-queued' then 'EXPORT'
    when action like '%-read' or action like '%-shown' or action like '%-listed' or action like '%-searched' or action like '%-found'
      or action like '%-verified' or action like '%-downloaded' or action = 'disclosure-permitted' then 'READ'
    else 'CHANGE'
  end) stored;
create index entry_by_kind on audit.entry (country, kind, at, id);
create index entry_by_organization on audit.entry (organization, at, id);
drop index audit.entry_of_case;
create index entry_of_case on audit.entry (case_id, at, id) where case_id is not null;
drop index audit.entry_of_refused_subject;
create index entry_of_refused_subject on audit.entry (subject, at, id) where outcome = 'REFUSED';
