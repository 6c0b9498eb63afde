-- Services that are asked one after the other for one need, by the service itself.
create table process.cascade (
  id uuid primary key,
  case_id uuid not null,
  country char(2) not null,
  organization uuid not null,
  registering_organization uuid not null,
  state text not null check (state in ('RUNNING', 'WAITING', 'ACCEPTED', 'EXHAUSTED', 'ENDED')),
  priority text not null check (priority in ('EMERGENCY', 'URGENT', 'NORMAL')),
  items text[] not null,
  needs text[] not null,
  meeting_place text not null,
  companion text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  looked_at timestamptz not null,
  revision bigint not null,
  check ((ended_at is null) = (state in ('RUNNING', 'WAITING'))),
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on column process.cascade.organization is 'Who asks and keeps the case';
comment on column process.cascade.looked_at is 'When it was last seen to be waiting for her answer';
create index cascade_of_case on process.cascade (case_id, started_at desc);
create index cascade_under_way on process.cascade (looked_at) where ended_at is null;

create table process.cascade_candidate (
  cascade uuid not null references process.cascade (id),
  position smallint not null check (position between 1 and 10),
  case_id uuid not null,
  country char(2) not null,
  service uuid not null,
  receiver uuid not null,
  referral uuid references process.referral (id),
  passed_over text check (passed_over in ('CANNOT_BE_ASKED', 'ASKED_ALREADY')),
  primary key (cascade, position),
  unique (cascade, receiver),
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on column process.cascade_candidate.referral is 'Once it was its turn';

-- Nobody who is asked ever learns of the list: it is the asking side's, and the country's.
do $$
declare t text;
begin
  foreach t in array array['process.cascade', 'process.cascade_candidate'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format('create policy no_conflict on %s as restrictive
      using (not coalesce(case_id = any ((select platform.closed_cases())::uuid[]), false))', t);
    execute format('grant select, insert, update on %s to uputnica_app', t);
  end loop;
end $$;
create policy of_the_asker on process.cascade
  using ((select platform.current_reach()) = 'node'
    or country = (select platform.current_country())
      and ((select platform.current_reach()) = 'country'
        or (select platform.current_organization()) in (organization, registering_organization)));
create policy of_the_cascade on process.cascade_candidate
  using ((select platform.current_reach()) = 'node' or exists (select from process.cascade c where c.id = cascade));
