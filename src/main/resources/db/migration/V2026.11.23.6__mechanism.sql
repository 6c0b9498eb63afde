-- The case as process: pseudonymous. No column here may name a person.
create schema if not exists process;
grant usage on schema process to uputnica_app;

create table process.case_record (
  id uuid primary key,
  code char(11) not null unique,
  country char(2) not null,
  organization uuid not null,
  registering_organization uuid not null,
  registered_by text not null,
  registered_at timestamptz not null,
  device_time timestamptz not null,
  place text not null,
  name_kind text not null check (name_kind in ('NAME', 'ALIAS', 'NOT_GIVEN')),
  age_state text not null check (age_state in ('CHILD', 'ADULT', 'PRESUMED_CHILD', 'UNKNOWN')),
  age smallint check (age between 0 and 120),
  gender text not null,
  placement_sex text not null,
  language text not null,
  interpreter_needed text not null,
  need_medical text not null,
  need_safety text not null,
  need_pregnancy text not null,
  need_children text not null,
  need_disability text not null,
  accompanying_children smallint not null check (accompanying_children between 0 and 20),
  household uuid,
  triage text,
  indicators text[] not null,
  elements text[] not null,
  judgement text,
  risk_level text not null check (risk_level in ('LOW', 'MEDIUM', 'HIGH')),
  risk_assessed_at timestamptz not null,
  best_interests boolean,
  guardian_organization uuid,
  serving uuid[] not null default '{}',
  participants uuid[] not null,
  mechanism_version text not null,
  revision bigint not null,
  unique (id, country)
);
comment on column process.case_record.gender is 'HTCDS prs_Gender';
comment on column process.case_record.code is 'What the person carries on paper; random, with check character';
comment on column process.case_record.organization is 'HTCDS cas_CaseOwner, as an organisation';
comment on column process.case_record.participants is 'Organisations that take part; only for row-level security';
create index case_by_organization on process.case_record (organization, registered_at desc, id desc);
create index case_by_registering on process.case_record (registering_organization, registered_at desc, id desc);
create index case_by_country on process.case_record (country, registered_at desc, id desc);

create table process.track (
  id uuid primary key,
  case_id uuid not null,
  country char(2) not null,
  organization uuid not null,
  track text not null,
  state text not null,
  owner uuid,
  counterpart uuid,
  contact uuid,
  abroad uuid,
  mechanism_version text not null,
  since timestamptz not null,
  revision bigint not null,
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on column process.track.organization is 'Whose row it is: the responsible organisation, or the contact point that received a request';
create index track_of_case on process.track (case_id);

create table process.clock (
  id uuid primary key,
  track_id uuid not null references process.track (id),
  case_id uuid not null,
  country char(2) not null,
  organization uuid not null,
  code text not null,
  started_at timestamptz not null,
  due_at timestamptz,
  remaining_seconds bigint,
  stopped_at timestamptz,
  check (stopped_at is not null or (due_at is null) <> (remaining_seconds is null))
);
create index clock_of_track on process.clock (track_id) where stopped_at is null;
create index clock_of_case on process.clock (case_id) where stopped_at is null;
create unique index clock_runs_once on process.clock (track_id, code) where stopped_at is null;
create index clock_by_due on process.clock (due_at) where stopped_at is null;

create table process.step_taken (
  id uuid primary key,
  track_id uuid not null references process.track (id),
  case_id uuid not null,
  country char(2) not null,
  organization uuid not null,
  step text not null,
  from_state text not null,
  to_state text not null,
  said_by text not null,
  inputs jsonb not null,
  device_time timestamptz,
  taken_at timestamptz not null
);
create index step_of_track on process.step_taken (track_id, taken_at);

create table process.waiting (
  desk text not null,
  rank timestamptz not null,
  track_id uuid not null references process.track (id),
  country char(2) not null,
  organization uuid not null,
  primary key (desk, rank, track_id)
);
comment on table process.waiting is 'Work lists: one line for each desk (role@organisation or role@country) and track that waits for it';
create index waiting_of_track on process.waiting (track_id);

do $$
declare t text;
begin
  foreach t in array array['case_record', 'track', 'clock', 'step_taken', 'waiting'] loop
    execute format('alter table process.%I enable row level security', t);
    execute format('alter table process.%I force row level security', t);
  end loop;
end $$;

create policy involved on process.case_record
  using (platform.current_reach() = 'node'
    or country = platform.current_country()
      and (platform.current_reach() = 'country'
        or organization = platform.current_organization()
        or platform.current_organization() = any (participants)));
create policy involved on process.track
  using (platform.current_reach() = 'node'
    or country = platform.current_country()
      and (platform.current_reach() = 'country'
        or platform.current_organization() in (organization, owner, counterpart, contact, abroad)
        or exists (select from process.case_record c where c.id = case_id)));
create policy of_the_track on process.clock
  using (platform.current_reach() = 'node' or exists (select from process.track t where t.id = track_id));
create policy of_the_track on process.step_taken
  using (platform.current_reach() = 'node' or exists (select from process.track t where t.id = track_id));
create policy of_the_desk on process.waiting
  using (platform.current_reach() = 'node'
    or country = platform.current_country()
      and (platform.current_reach() = 'country'
        or split_part(desk, '@', 2) in (platform.current_organization()::text, platform.current_country())
        or exists (select from process.track t where t.id = track_id)))
  with check (platform.current_reach() = 'node' or country = platform.current_country());

grant select, insert, update on process.case_record, process.track, process.clock to uputnica_app;
grant select, insert on process.step_taken to uputnica_app;
grant select, insert, delete on process.waiting to uputnica_app;
