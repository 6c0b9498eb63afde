-- Of each month that is over, counted once: what may be told of it. Numbers below the threshold, and those from which one
-- could be worked out, are not here. Nobody is in these tables.
create table process.counted_month (
  month date primary key check (extract(day from month) = 1),
  counted_at timestamptz not null,
  thresholds jsonb not null
);
comment on column process.counted_month.thresholds is 'The smallest number told (P-STATS), by country; that of the region under an empty key';
grant select, insert on process.counted_month to uputnica_app;

create table process.told_figure (
  month date not null references process.counted_month (month),
  country char(2),
  organization uuid,
  figure text not null,
  path text[] not null,
  number bigint not null check (number > 0),
  unique nulls not distinct (month, country, organization, figure, path),
  check (organization is null or country is not null)
);
comment on column process.told_figure.country is 'Absent for the region: all countries of this node';
comment on column process.told_figure.organization is 'That answers for the cases; absent for a country and the region';
comment on column process.told_figure.number is 'Persons, as the next multiple of five, or hours begun';
alter table process.told_figure enable row level security;
alter table process.told_figure force row level security;
create policy of_the_place on process.told_figure for select
  using ((select platform.current_reach()) = 'node'
    or organization is null and country = (select platform.current_country()) and (select platform.current_reach()) = 'country'
    or organization = (select platform.current_organization()) and country = (select platform.current_country()));
create policy counted_by_the_node on process.told_figure for insert with check ((select platform.current_reach()) = 'node');
grant select, insert on process.told_figure to uputnica_app;

-- A month is read out of years: these rows come in the order of time, so a summary of each block finds it and costs a write nothing.
create index step_by_time on process.step_taken using brin (taken_at);
create index clock_event_by_time on process.clock_event using brin (happened_at);
create index case_by_time on process.case_record using brin (registered_at);
