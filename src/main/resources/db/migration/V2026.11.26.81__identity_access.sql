-- Leave for one account to open named items of one person for a time: asked for and granted, or taken by break-glass.
create table process.identity_access (
  id uuid primary key,
  case_id uuid not null,
  case_code char(11) not null,
  country char(2) not null,
  organization uuid not null,
  account text not null,
  responsible uuid not null,
  guardian uuid,
  kind text not null check (kind in ('ON_REQUEST', 'BREAK_GLASS')),
  reason text not null,
  items text[] not null check (cardinality(items) > 0),
  asked_at timestamptz not null,
  granted boolean,
  decided_by text,
  opens_until timestamptz,
  justified boolean,
  reviewed_by text,
  reviewed_at timestamptz,
  revision bigint not null,
  check ((granted is null) = (decided_by is null)),
  check ((justified is null) = (reviewed_by is null)),
  check (decided_by <> account),
  check (reviewed_by <> account),
  check (kind = 'ON_REQUEST' or (opens_until is not null and opens_until <= asked_at + interval '60 minutes')),
  check (kind = 'BREAK_GLASS' or coalesce(granted, false) = (opens_until is not null)),
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on table process.identity_access is 'Never a consent: an act of its own, with a reason, an end and a second person';
comment on column process.identity_access.organization is 'Of who asked';
comment on column process.identity_access.guardian is 'Organisation of a child''s guardian, which is told';
create index identity_access_by_asker on process.identity_access (account, asked_at);
create index identity_access_undecided on process.identity_access (responsible, asked_at) where kind = 'ON_REQUEST' and granted is null;
create index identity_access_unreviewed on process.identity_access (country, asked_at) where kind = 'BREAK_GLASS' and justified is null;
create index identity_access_of_guardian on process.identity_access (guardian, asked_at) where guardian is not null;
create index identity_access_of_case on process.identity_access (case_id);

alter table process.identity_access enable row level security;
alter table process.identity_access force row level security;
create policy both_sides on process.identity_access
  using (platform.current_reach() = 'node'
    or country = platform.current_country()
      and (platform.current_reach() = 'country'
        or platform.current_organization() in (organization, responsible, guardian)));
create policy no_conflict on process.identity_access as restrictive using (not platform.is_closed(case_id));
grant select, insert, update on process.identity_access to uputnica_app;
