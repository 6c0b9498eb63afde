-- What a step puts before a desk, and that stays there until somebody answers it; and silence that ends a request.
create table process.notice (
  id uuid primary key,
  track_id uuid not null references process.track (id),
  case_id uuid not null,
  country char(2) not null,
  organization uuid not null,
  about text not null,
  step text not null,
  desks text[] not null check (cardinality(desks) > 0),
  clock text,
  noticed_at timestamptz not null,
  answer text,
  answered_by text,
  answered_at timestamptz,
  check ((answer is null) = (answered_at is null)),
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on column process.notice.organization is 'Whose row it is: that of the run it is about';
comment on column process.notice.clock is 'Clock of the run that it is answered before; a step that stops the clock answers the notice';
comment on column process.notice.answered_by is 'Opaque id of who answered, or the step that did';
create index notice_of_track on process.notice (track_id) where answered_at is null;
alter table process.notice enable row level security;
alter table process.notice force row level security;
create policy of_the_track on process.notice
  using (platform.current_reach() = 'node' or exists (select from process.track t where t.id = track_id));
grant select, insert, update on process.notice to uputnica_app;

alter table process.waiting
  add column notice uuid references process.notice (id),
  add column line uuid generated always as (coalesce(notice, track_id)) stored,
  drop constraint waiting_pkey,
  add primary key (desk, rank, line);
comment on column process.waiting.notice is 'The notice the line is; absent for a run that waits for the desk';
create index waiting_of_notice on process.waiting (notice) where notice is not null;

alter table process.clock add column expires_at timestamptz;
comment on column process.clock.expires_at is 'When silence ends what the clock waits for; set when its running out was told';
create index clock_to_expire on process.clock (expires_at) where stopped_at is null and expires_at is not null;

-- What was told before there was a grace is told once more, and the grace begins.
select set_config('uputnica.reach', 'node', true);
update process.clock set told_at = null where told_at is not null and stopped_at is null;
