-- What changed for whom: one row for each reader, written by the database itself in the transaction of the change, so that no
-- way of writing can forget it. Numbers of transactions are given at their beginning and they commit in any order; whoever
-- reads stops before the oldest one that has not ended, so nothing is added behind her back.
create table process.change (
  reader text not null,
  transaction xid8 not null default pg_current_xact_id(),
  kind text not null check (kind in ('CASE', 'TRACK', 'REFERRAL', 'REQUEST', 'NOTICE', 'WORK')),
  id uuid not null,
  country char(2) not null,
  changed_at timestamptz not null default now(),
  primary key (reader, transaction, kind, id)
);
comment on table process.change is 'Ids only; whether the reader sees it now is asked when she reads';
comment on column process.change.reader is 'who@where: of an organisation or a country everybody (@where), a role, or one account';
create index change_by_age on process.change using brin (changed_at);

alter table process.change enable row level security;
alter table process.change force row level security;
create policy read_by on process.change for select
  using ((select platform.current_reach()) = 'node'
    or country = (select platform.current_country())
      and ((select platform.current_reach()) = 'country'
        or split_part(reader, '@', 2) = (select platform.current_organization())::text));
create policy written_with_the_change on process.change for insert with check ((select platform.current_reach()) = 'node');
create policy forgetting on process.change to uputnica_owner using (true);
grant select on process.change to uputnica_app;

create function process.note_change(p_kind text, p_id uuid, p_country text, p_readers text[]) returns void
  language sql set uputnica.reach = 'node' as $$
  insert into process.change (reader, kind, id, country)
    select distinct r, p_kind, p_id, p_country::bpchar from unnest(p_readers) as r where r is not null
    on conflict do nothing $$;

-- Who sees a case by what stands in its record.
create function process.readers_in(p_case process.case_record) returns text[]
  language sql immutable as $$
  select array['@' || p_case.country, '@' || p_case.organization, '@' || p_case.registering_organization,
      '@' || p_case.guardian_organization]
    || (select array_agg('@' || s) from unnest(p_case.serving) as s) $$;

-- Who sees it because a run of it is with her: the body that identifies, a contact point.
create function process.readers_by(p_track process.track) returns text[]
  language sql immutable as $$
  select array_remove(case p_track.track
    when 'identification' then array['R-ID@' || p_track.counterpart, 'R-ID@' || p_track.contact, 'R-ID@' || p_track.abroad]
    when 'cross-border' then array['R-XB@' || p_track.counterpart, 'R-XB@' || p_track.contact, 'R-XB@' || p_track.abroad]
    end, null) $$;

create function process.readers_of(p_case uuid) returns text[]
  language sql stable set uputnica.reach = 'node' as $$
  select coalesce((select process.readers_in(c) from process.case_record c where c.id = p_case), '{}')
    || coalesce((select array_agg(r) from process.track t cross join unnest(process.readers_by(t)) as r
      where t.case_id = p_case and t.track in ('identification', 'cross-border')), '{}') $$;

create function process.readers_of_referral(p_referral process.referral) returns text[]
  language sql immutable as $$
  select array['@' || p_referral.country, '@' || p_referral.organization, '@' || p_referral.registering_organization,
    case when p_referral.sent_at is not null then '@' || p_referral.receiver end] $$;

-- Everything of a case that shows with it.
create function process.note_case(p_case uuid, p_country text, p_readers text[]) returns void
  language sql set uputnica.reach = 'node' as $$
  select process.note_change('CASE', p_case, p_country, p_readers);
  select process.note_change(k.kind, t.id, p_country, p_readers) from process.track t
    cross join (values ('TRACK'), ('REQUEST')) as k(kind)
    where t.case_id = p_case and (k.kind = 'TRACK' or t.track = 'cross-border') $$;

create function process.case_changed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp set uputnica.reach = 'node' as $$
begin
  if tg_op = 'UPDATE' and process.readers_in(old) is distinct from process.readers_in(new) then
    perform process.note_case(new.id, new.country, process.readers_in(old) || process.readers_in(new));
  end if;
  perform process.note_change('CASE', new.id, new.country, process.readers_of(new.id));
  return null;
end $$;
create trigger changed after insert or update on process.case_record
  for each row execute function process.case_changed();

create function process.track_changed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp set uputnica.reach = 'node' as $$
declare
  moved text[];
begin
  if tg_op = 'UPDATE' then
    moved := process.readers_by(old);
  end if;
  if process.readers_by(new) is distinct from moved then
    perform process.note_case(new.case_id, new.country, moved || process.readers_by(new));
  end if;
  perform process.note_change('TRACK', new.id, new.country, process.readers_of(new.case_id));
  if new.track = 'referral' then
    perform process.note_change('REFERRAL', r.id, new.country, process.readers_of_referral(r))
      from process.referral r where r.id = new.id;
  elsif new.track = 'cross-border' then
    perform process.note_change('REQUEST', new.id, new.country, process.readers_of(new.case_id));
  end if;
  return null;
end $$;
create trigger changed after insert or update on process.track
  for each row execute function process.track_changed();

create function process.referral_changed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp set uputnica.reach = 'node' as $$
begin
  if tg_op = 'UPDATE' then
    perform process.note_change('REFERRAL', new.id, new.country, process.readers_of_referral(old));
  end if;
  perform process.note_change('REFERRAL', new.id, new.country, process.readers_of_referral(new));
  return null;
end $$;
create trigger changed after insert or update on process.referral
  for each row execute function process.referral_changed();

create function process.request_changed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp set uputnica.reach = 'node' as $$
begin
  perform process.note_change('REQUEST', new.id, new.country,
    process.readers_of(new.case_id) || ('R-XB@' || new.organization));
  return null;
end $$;
create trigger changed after insert or update on process.crossborder_request
  for each row execute function process.request_changed();

create function process.line_changed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp set uputnica.reach = 'node' as $$
begin
  insert into process.change (reader, kind, id, country)
    select l.desk, case when l.notice is null then 'WORK' else 'NOTICE' end, l.line, l.country from lines l
    on conflict do nothing;
  return null;
end $$;
create trigger added after insert on process.waiting referencing new table as lines
  for each statement execute function process.line_changed();
create trigger removed after delete on process.waiting referencing old table as lines
  for each statement execute function process.line_changed();

-- A conflict of interest hides a case, or shows it again; it is told to those alone who see the case but for the conflict.
create function process.conflict_changed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp set uputnica.reach = 'node' as $$
declare
  hidden record;
begin
  for hidden in
    select 'CASE' as kind, new.case_id as id, unnest(process.readers_of(new.case_id)) as reader
    union select k.kind, t.id, r from process.track t
      cross join (values ('TRACK'), ('REQUEST')) as k(kind) cross join unnest(process.readers_of(new.case_id)) as r
      where t.case_id = new.case_id and (k.kind = 'TRACK' or t.track = 'cross-border')
    union select 'REFERRAL', f.id, r from process.referral f cross join unnest(process.readers_of_referral(f)) as r
      where f.case_id = new.case_id
    union select case when w.notice is null then 'WORK' else 'NOTICE' end, w.line, w.desk from process.waiting w
      join process.track t on t.id = w.track_id where t.case_id = new.case_id
  loop
    if new.account is not null then
      perform process.note_change(hidden.kind, hidden.id, new.country,
        array[new.account || '@' || split_part(hidden.reader, '@', 2)]);
    elsif split_part(hidden.reader, '@', 2) = new.barred::text then
      perform process.note_change(hidden.kind, hidden.id, new.country, array[hidden.reader]);
    end if;
  end loop;
  return null;
end $$;
create trigger changed after insert or update on process.conflict_of_interest
  for each row execute function process.conflict_changed();

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'process'::regnamespace
      and p.proname ~ '^(note_|readers_|[a-z]+_changed$)' loop
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;

create function process.forget_changes(before timestamptz, at_most integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  forgotten integer;
begin
  if not pg_try_advisory_xact_lock(hashtextextended('process.change', 0)) then
    return 0;
  end if;
  delete from process.change where ctid = any (array(
    select c.ctid from process.change c where c.changed_at < before limit at_most));
  get diagnostics forgotten = row_count;
  return forgotten;
end $$;
comment on function process.forget_changes is 'Deletes up to at_most changes older than a time; 0 while another session does it';
revoke all on function process.forget_changes from public;
grant execute on function process.forget_changes to uputnica_app;
