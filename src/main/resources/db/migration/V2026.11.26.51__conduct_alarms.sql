-- The work list of alarms about users; the journal's watch raises them, somebody else looks into each.
create table process.conduct_alarm (
  id uuid primary key,
  country char(2) not null,
  organization uuid not null,
  kind text not null check (kind in ('BULK_READING', 'MANY_REFUSALS')),
  actor text not null,
  counted bigint not null,
  within_seconds bigint not null,
  raised_at timestamptz not null,
  finding text check (finding in ('EXPLAINED', 'MISUSE')),
  reviewed_by text,
  reviewed_at timestamptz,
  check ((finding is null) = (reviewed_by is null) and (finding is null) = (reviewed_at is null)),
  check (reviewed_by <> actor)
);
comment on column process.conduct_alarm.actor is 'Pseudonym of the user, as in the journal';
create index conduct_alarm_open on process.conduct_alarm (country, raised_at, id) where finding is null;
alter table process.conduct_alarm enable row level security;
alter table process.conduct_alarm force row level security;
create policy of_the_country on process.conduct_alarm
  using (platform.current_reach() = 'node'
    or (platform.current_reach() = 'country' and country = platform.current_country()));
grant select, insert, update on process.conduct_alarm to uputnica_app;
