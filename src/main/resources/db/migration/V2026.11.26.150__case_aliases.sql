-- Two records of one person became one: the number of the closed one stays good.
create table process.case_alias (
  code char(11) primary key references process.case_record (code),
  closed_case uuid not null unique,
  case_id uuid not null,
  country char(2) not null,
  joined_at timestamptz not null,
  check (closed_case <> case_id),
  foreign key (closed_case, country) references process.case_record (id, country),
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on table process.case_alias is 'Numbers of cases closed as duplicates, and the case of the same person that goes on';
comment on column process.case_alias.case_id is 'The case that goes on; moves along when that one is closed as a duplicate itself';
create index alias_of_case on process.case_alias (case_id);

alter table process.case_alias enable row level security;
alter table process.case_alias force row level security;
create policy of_the_case on process.case_alias
  using ((select platform.current_reach()) = 'node'
    or country = (select platform.current_country())
      and exists (select from process.case_record c where c.id = case_id));
create policy no_conflict on process.case_alias as restrictive
  using (not coalesce(array[case_id, closed_case] && (select platform.closed_cases())::uuid[], false));
grant select, insert, update on process.case_alias to uputnica_app;
