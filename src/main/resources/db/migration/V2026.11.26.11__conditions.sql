-- Conditions under which another country shared a person's data bind here.
create table process.case_condition (
  case_id uuid not null,
  country char(2) not null,
  organization uuid not null,
  condition text not null,
  primary key (case_id, condition),
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on column process.case_condition.organization is 'Whose row it is: who received the data';
alter table process.case_condition enable row level security;
alter table process.case_condition force row level security;
-- Whoever asks for a disclosure is bound, also an organisation that does not see the case.
create policy of_the_country on process.case_condition
  using (platform.current_reach() = 'node' or country = platform.current_country());
grant select, insert on process.case_condition to uputnica_app;

-- What was received before they bound binds as well.
select set_config('uputnica.reach', 'node', true);
insert into process.case_condition (case_id, country, organization, condition)
select case_id, country, organization, unnest(conditions) from process.crossborder_request where side = 'RECEIVED'
on conflict do nothing;
