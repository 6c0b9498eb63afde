-- One event at which many people were met, and which cases came of it. No column here may name a person.
create table process.group_event (
  id uuid primary key,
  code char(13) not null unique,
  country char(2) not null,
  organization uuid not null,
  lead_organization uuid not null,
  participants uuid[] not null,
  kind text not null check (kind in ('CROSSING', 'VEHICLE', 'WORKPLACE', 'ACCOMMODATION', 'AT_SEA', 'OTHER')),
  place text not null,
  happened_at timestamptz not null,
  counted smallint not null check (counted between 1 and 2000),
  opened_by text not null,
  opened_at timestamptz not null,
  unique (id, country)
);
comment on column process.group_event.code is 'Random, with check character; E- tells it from a case code';
comment on column process.group_event.organization is 'Who opened it';
comment on column process.group_event.participants is 'Who opened it, who leads, and who answers for cases of it';
create index group_event_by_country on process.group_event (country, opened_at desc, id desc);

create table process.group_line (
  case_id uuid primary key,
  event_id uuid not null,
  country char(2) not null,
  organization uuid not null,
  number smallint not null,
  registered_by text not null,
  unique (event_id, number),
  foreign key (event_id, country) references process.group_event (id, country),
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on column process.group_line.organization is 'Who registered the line';

alter table process.group_event enable row level security;
alter table process.group_event force row level security;
alter table process.group_line enable row level security;
alter table process.group_line force row level security;
create policy takes_part on process.group_event
  using ((select platform.current_reach()) = 'node'
    or country = (select platform.current_country())
      and ((select platform.current_reach()) = 'country' or (select platform.current_organization()) = any (participants)));
create policy of_the_case on process.group_line
  using ((select platform.current_reach()) = 'node'
    or country = (select platform.current_country()) and exists (select from process.case_record c where c.id = case_id));
create policy no_conflict on process.group_line as restrictive
  using (not coalesce(case_id = any ((select platform.closed_cases())::uuid[]), false));

grant select, insert, update on process.group_event to uputnica_app;
grant select, insert on process.group_line to uputnica_app;
