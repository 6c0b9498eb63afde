-- How a house answered, and the order in which requests wait for a place.
alter table process.referral add column answered_by text;
alter table process.referral
  add constraint referral_answered_by check (answered_by in ('ACCOUNT', 'LINK', 'TELEPHONE')) not valid;
comment on column process.referral.answered_by is 'By an account of the house, through a link, or on the telephone as recorded by who asked';

create table process.waiting_list (
  referral uuid primary key references process.referral (id),
  case_id uuid not null,
  country char(2) not null,
  service uuid not null,
  rank smallint not null,
  since timestamptz not null,
  listed_at timestamptz not null,
  units_then text[] not null,
  free_then int[] not null check (cardinality(free_then) = cardinality(units_then)),
  asked_at timestamptz,
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on table process.waiting_list is 'Requests a house keeps until a place comes free; on the list while their run stands in RF-WAIT';
comment on column process.waiting_list.rank is 'By priority: the more urgent first, then who waits longer';
comment on column process.waiting_list.since is 'Kept when the house is asked again and lists it again';
comment on column process.waiting_list.units_then is 'The units that are for her, as the house counted them when it listed this';
comment on column process.waiting_list.free_then is 'Free places of each of these units at that time: more, or a newer number, is a place that came free';
comment on column process.waiting_list.asked_at is 'When the house was asked again because a place came free';
create index waiting_list_of_service on process.waiting_list (service, rank, since, referral);
create index waiting_list_of_case on process.waiting_list (case_id);

alter table process.waiting_list enable row level security;
alter table process.waiting_list force row level security;
create policy of_the_referral on process.waiting_list
  using ((select platform.current_reach()) = 'node' or exists (select from process.referral r where r.id = referral));
create policy no_conflict on process.waiting_list as restrictive
  using (not coalesce(case_id = any ((select platform.closed_cases())::uuid[]), false));
grant select, insert, update, delete on process.waiting_list to uputnica_app;
