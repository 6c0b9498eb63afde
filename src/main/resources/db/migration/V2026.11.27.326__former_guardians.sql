-- Who was the guardian of a child until when: a conflict of interest may come to light after another one was named.
create table process.former_guardian (
  case_id uuid not null,
  country char(2) not null,
  organization uuid not null,
  until timestamptz not null,
  primary key (case_id, organization),
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on table process.former_guardian is 'Organisations that were the guardian of a child and are no longer';
comment on column process.former_guardian.until is 'When it was the guardian for the last time';

alter table process.former_guardian enable row level security;
alter table process.former_guardian force row level security;
create policy of_the_case on process.former_guardian
  using ((select platform.current_reach()) = 'node'
    or country = (select platform.current_country()) and exists (select from process.case_record c where c.id = case_id));
create policy no_conflict on process.former_guardian as restrictive
  using (not coalesce(case_id = any ((select platform.closed_cases())::uuid[]), false));
grant select, insert, update (until) on process.former_guardian to uputnica_app;

-- What the journal tells of before: each guardian until the next one was named.
select set_config('uputnica.reach', 'node', true);
insert into process.former_guardian (case_id, country, organization, until)
  select c.id, c.country, named.guardian, max(named.until)
  from (select e.case_id, e.subject::uuid as guardian,
      lead(e.at) over (partition by e.case_id order by e.at, e.id) as until,
      lead(e.subject) over (partition by e.case_id order by e.at, e.id) as next
    from audit.entry e where e.action = 'guardian-named' and e.outcome = 'DONE') named
    join process.case_record c on c.id = named.case_id
  where named.until is not null and named.next <> named.guardian::text
  group by c.id, c.country, named.guardian
  on conflict do nothing;
