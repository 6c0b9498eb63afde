-- The person's own door: a number of sixteen digits, given to her once and kept as a slow, salted hash; what is tried at the
-- door, counted for all copies of the service; sessions of some minutes; what she writes.

-- She is no user and of no organisation. With her reach row-level security shows her own case, and nothing where no policy
-- says so.
create function platform.current_case() returns uuid
  language sql stable as $$ select nullif(current_setting('uputnica.case', true), '')::uuid $$;
comment on function platform.current_case() is 'The case of a person at her own door; null for everybody else';

create policy her_own on process.case_record for select
  using ((select platform.current_reach()) = 'person' and id = (select platform.current_case()));
create policy her_own on process.track for select
  using ((select platform.current_reach()) = 'person' and case_id = (select platform.current_case()));

-- What she does herself is journalled, and who writes an entry is told its number.
create policy her_own on audit.entry for select
  using ((select platform.current_reach()) = 'person' and organization = (select platform.current_organization()));

create table process.receipt_number (
  id uuid primary key,
  case_id uuid not null,
  country char(2) not null,
  organization uuid not null,
  given_by text not null,
  given_at timestamptz not null,
  lookup bigint,
  salt bytea check (octet_length(salt) = 16),
  rounds integer check (rounds > 0),
  hash bytea check (octet_length(hash) = 32),
  ended text check (ended in ('RENEWED', 'REVOKED', 'ERASED')),
  ended_at timestamptz,
  revision bigint not null,
  check ((ended is null) = (ended_at is null)),
  check (case when ended is null then num_nulls(lookup, salt, rounds, hash) = 0 else num_nonnulls(lookup, salt, rounds, hash) = 0 end),
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on table process.receipt_number is 'Numbers with which persons open their own door; the numbers themselves are nowhere';
comment on column process.receipt_number.organization is 'Whose worker gave it';
comment on column process.receipt_number.lookup is 'Keyed hash of the first six digits, under a key that is not in the database';
comment on column process.receipt_number.hash is 'PBKDF2 (RFC 8018) with HMAC-SHA-512 over the number and a keyed hash of it';
create unique index receipt_number_opens on process.receipt_number (lookup) where ended is null;
create unique index receipt_number_of_case on process.receipt_number (case_id) where ended is null;
create index receipt_numbers_of_case on process.receipt_number (case_id);

create table process.door_message (
  id uuid primary key,
  case_id uuid not null,
  country char(2) not null,
  kind text not null check (kind in ('MESSAGE', 'CONTACT', 'COPY')),
  written_at timestamptz not null,
  sealed boolean not null,
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on table process.door_message is 'What a person asked at her own door; her words are a note of her file, under the same id';
create index door_message_of_case on process.door_message (case_id, written_at desc);

do $$
declare t text;
begin
  foreach t in array array['process.receipt_number', 'process.door_message'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy of_the_case on %s using ((select platform.current_reach()) = ''node''
      or country = (select platform.current_country())
        and exists (select from process.case_record c where c.id = case_id))', t);
    execute format('create policy no_conflict on %s as restrictive
      using (not coalesce(case_id = any ((select platform.closed_cases())::uuid[]), false))', t);
  end loop;
end $$;
grant select, insert, update on process.receipt_number to uputnica_app;
grant select, insert on process.door_message to uputnica_app;

-- The two tables below say nothing of anybody and are reached through the functions alone.
create table process.door_session (
  token bytea primary key check (octet_length(token) = 32),
  number uuid not null references process.receipt_number (id),
  source bigint not null,
  until timestamptz not null
);
comment on column process.door_session.token is 'SHA-256 of 256 random bits that the person''s device holds';
comment on column process.door_session.source is 'Keyed hash of the address it was opened from';
create index door_session_until on process.door_session (until);

create table process.door_attempt (
  id uuid primary key,
  lookup bigint,
  source bigint not null,
  at timestamptz not null
);
comment on column process.door_attempt.lookup is 'Null for one that came while the number was shut: it does not keep it shut for longer';
create index door_attempt_of_number on process.door_attempt (lookup, at) where lookup is not null;
create index door_attempt_of_source on process.door_attempt (source, at);
create index door_attempt_at on process.door_attempt (at);

alter table process.door_session enable row level security;
alter table process.door_session force row level security;
alter table process.door_attempt enable row level security;
alter table process.door_attempt force row level security;
create policy through_functions on process.door_session to uputnica_owner using (true) with check (true);
create policy through_functions on process.door_attempt to uputnica_owner using (true) with check (true);

-- Counts an attempt before anything is looked at, one after the other in all copies of the service.
-- WAIT: too many from there or in all, not counted. SHUT: too many of this number. LOOK: look.
create function process.door_attempt(p_id uuid, p_lookup bigint, p_source bigint, p_at timestamptz,
    p_since timestamptz, p_number_since timestamptz, p_of_source integer, p_of_all integer, p_of_number integer) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v_shut boolean;
begin
  perform pg_advisory_xact_lock(hashtextextended('process.door_attempt', 0));
  delete from process.door_attempt a where a.at <= least(p_since, p_number_since);
  if (select count(*) from process.door_attempt a where a.source = p_source and a.at > p_since) >= p_of_source
      or (select count(*) from process.door_attempt a where a.at > p_since) >= p_of_all then
    return 'WAIT';
  end if;
  v_shut := (select count(*) from process.door_attempt a where a.lookup = p_lookup and a.at > p_number_since) >= p_of_number;
  insert into process.door_attempt (id, lookup, source, at)
    values (p_id, case when not v_shut then p_lookup end, p_source, p_at);
  return case when v_shut then 'SHUT' else 'LOOK' end;
end $$;

create function process.number_behind(p_lookup bigint)
  returns table (id uuid, case_id uuid, country text, salt bytea, rounds integer, hash bytea)
  language sql stable security definer set search_path = pg_catalog, pg_temp set uputnica.reach = 'node' as $$
  select n.id, n.case_id, n.country::text, n.salt, n.rounds, n.hash from process.receipt_number n
    where n.lookup = p_lookup and n.ended is null $$;

-- The right number was said: what was tried before, by her or with the same beginning, is forgotten.
create function process.open_door(p_token bytea, p_number uuid, p_lookup bigint, p_attempt uuid, p_source bigint,
    p_at timestamptz, p_until timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from process.door_attempt a where a.lookup = p_lookup or a.id = p_attempt;
  delete from process.door_session s where s.until <= p_at;
  insert into process.door_session (token, number, source, until) values (p_token, p_number, p_source, p_until);
end $$;

create function process.behind_door(p_token bytea, p_source bigint, p_at timestamptz)
  returns table (number uuid, case_id uuid, country text)
  language sql stable security definer set search_path = pg_catalog, pg_temp set uputnica.reach = 'node' as $$
  select n.id, n.case_id, n.country::text from process.door_session s
    join process.receipt_number n on n.id = s.number
    where s.token = p_token and s.source = p_source and s.until > p_at and n.ended is null $$;

create function process.close_door(p_token bytea) returns void
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  delete from process.door_session where token = p_token $$;

-- Where a number leads whose case was closed as a duplicate of another record of her.
create function process.goes_on_in(p_case uuid) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp set uputnica.reach = 'node' as $$
  select coalesce((select a.case_id from process.case_alias a where a.closed_case = p_case), p_case) $$;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'process'::regnamespace
      and p.proname in ('door_attempt', 'number_behind', 'open_door', 'behind_door', 'close_door', 'goes_on_in') loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to uputnica_app', f);
  end loop;
end $$;

-- A notice may come from the person herself: neither a step nor a clock brought it about.
do $$
declare c text;
begin
  for c in select conname from pg_constraint where conrelid = 'process.notice'::regclass and contype = 'c'
      and pg_get_constraintdef(oid) ~ 'step IS NOT NULL' loop
    execute format('alter table process.notice drop constraint %I', c);
  end loop;
end $$;
