-- A clock warns, tells and escalates, one thing after the other; what happened to it is kept.
alter table process.clock
  add column next_level integer not null default 1,
  add column tell_at timestamptz;
comment on column process.clock.next_level is 'What is told of it next: 0 that it will run out, 1 that it has, 2 and above the escalations';
comment on column process.clock.tell_at is 'When that is told; absent while it pauses, and when everything was told';
select set_config('uputnica.reach', 'node', true);
-- Each open clock is looked at once: what its procedure tells of it next, a warning or an escalation too, is set then.
update process.clock set tell_at = now(), next_level = case when told_at is not null then 2 when due_at > now() then 0 else 1 end
  where stopped_at is null and due_at is not null;
update process.clock set next_level = 2 where stopped_at is not null and told_at is not null;
drop index process.clock_to_tell;
create index clock_to_tell on process.clock (tell_at) where stopped_at is null and tell_at is not null;

create table process.clock_event (
  id uuid primary key,
  position bigint generated always as identity,
  clock_id uuid not null references process.clock (id),
  track_id uuid not null references process.track (id),
  case_id uuid not null,
  country char(2) not null,
  organization uuid not null,
  code text not null,
  kind text not null check (kind in ('STARTED', 'WARNED', 'PASSED', 'ESCALATED', 'PAUSED', 'RESUMED',
    'EXTENSION_ASKED', 'EXTENSION_REFUSED', 'EXTENDED', 'STOPPED')),
  happened_at timestamptz not null,
  due_at timestamptz,
  level integer not null,
  account text,
  reason text,
  note uuid,
  document uuid,
  length_seconds bigint check (length_seconds > 0),
  asked uuid references process.clock_event (id),
  check (kind not in ('EXTENSION_ASKED', 'EXTENSION_REFUSED') or account is not null),
  check (kind not in ('EXTENSION_ASKED', 'EXTENDED') or length_seconds is not null),
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on table process.clock_event is 'Everything that happened to a clock, in this order; only added';
comment on column process.clock_event.organization is 'Whose row it is: that of the run of the clock';
comment on column process.clock_event.due_at is 'When the clock was to run out after it';
comment on column process.clock_event.account is 'Opaque id of who wanted it; absent where a step or the time brought it about';
comment on column process.clock_event.note is 'Sealed note with the words';
comment on column process.clock_event.asked is 'The extension that was decided';
create index clock_event_of_case on process.clock_event (case_id, position);
create index clock_event_of_clock on process.clock_event (clock_id);
create unique index clock_event_decided_once on process.clock_event (asked) where asked is not null;
alter table process.clock_event enable row level security;
alter table process.clock_event force row level security;
create policy of_the_track on process.clock_event
  using ((select platform.current_reach()) = 'node' or exists (select from process.track t where t.id = track_id));
create policy no_conflict on process.clock_event as restrictive
  using (not coalesce(case_id = any ((select platform.closed_cases())::uuid[]), false));
grant select, insert on process.clock_event to uputnica_app;

-- What is known of the clocks there are.
insert into process.clock_event (id, clock_id, track_id, case_id, country, organization, code, kind, happened_at, due_at, level)
  select gen_random_uuid(), c.id, c.track_id, c.case_id, c.country, c.organization, c.code, e.kind, e.happened_at, c.due_at, 0
  from process.clock c
  cross join lateral (values ('STARTED', c.started_at), ('PASSED', c.told_at), ('STOPPED', c.stopped_at)) as e (kind, happened_at)
  where e.happened_at is not null
  order by e.happened_at;
