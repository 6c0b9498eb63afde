-- Open cases of a country that go over to another version of its procedure: asked for once, carried out case by case.
create table process.mechanism_move (
  id uuid primary key,
  country char(2) not null,
  organization uuid not null,
  from_version text not null,
  to_version text not null,
  reason text not null check (reason in ('LAW_CHANGED', 'AGREEMENT_CHANGED', 'PRACTICE_CHANGED', 'MISTAKE_MENDED')),
  asked_by text not null,
  asked_at timestamptz not null,
  moved bigint not null default 0,
  stayed bigint,
  finished_at timestamptz,
  check (from_version <> to_version),
  check ((stayed is null) = (finished_at is null))
);
comment on column process.mechanism_move.asked_by is 'Pseudonym of the user, as in the journal';
create unique index mechanism_move_one_at_a_time on process.mechanism_move (country) where finished_at is null;
create index mechanism_move_of_country on process.mechanism_move (country, asked_at);
alter table process.mechanism_move enable row level security;
alter table process.mechanism_move force row level security;
create policy of_the_country on process.mechanism_move
  using (platform.current_reach() = 'node'
    or (platform.current_reach() = 'country' and country = platform.current_country()));
grant select, insert, update on process.mechanism_move to uputnica_app;
