-- Who searched how often, what is still to be looked for in the country, and cases that may be of one person. No words of a
-- search and no identity.

create table process.person_search (
  id uuid primary key,
  caller text not null,
  country char(2) not null,
  organization uuid not null,
  asked_at timestamptz not null,
  found boolean not null
);
comment on table process.person_search is 'Searches of the last hour, to limit probing; the journal keeps them for good';
create index person_search_of_caller on process.person_search (caller, asked_at);

create table process.match_probe (
  id uuid primary key,
  country char(2) not null,
  organization uuid not null,
  case_id uuid,
  tokens bigint[] not null,
  asked_at timestamptz not null
);
comment on table process.match_probe is 'Looked for after the answer has been given, so that the answer tells nothing; then deleted';
comment on column process.match_probe.tokens is 'Tokens of what was searched; empty: those of the case';
create index match_probe_in_order on process.match_probe (asked_at, id);

create table process.possible_match (
  id uuid primary key,
  country char(2) not null,
  asking_organization uuid not null,
  asking_case uuid,
  other_case uuid not null,
  criteria text[] not null,
  found_at timestamptz not null,
  state text not null check (state in ('OPEN', 'BROKERED', 'DISMISSED')),
  brokered_at timestamptz,
  brokered_by uuid,
  dismissed_because text,
  revision bigint not null,
  foreign key (asking_case, country) references process.case_record (id, country),
  foreign key (other_case, country) references process.case_record (id, country),
  check ((state = 'DISMISSED') = (dismissed_because is not null)),
  check (state <> 'BROKERED' or (brokered_at is not null and brokered_by is not null and asking_case is not null))
);
comment on column process.possible_match.asking_case is 'Null: searched without a case of its own yet';
comment on column process.possible_match.brokered_by is 'The coordinating office towards which both persons are asked to agree';
create unique index possible_match_of_pair on process.possible_match
  (least(asking_case, other_case), greatest(asking_case, other_case)) where asking_case is not null;
create unique index possible_match_of_search on process.possible_match (asking_organization, other_case) where asking_case is null;
create index possible_match_by_country on process.possible_match (country, found_at desc, id desc);
create index possible_match_of_asking on process.possible_match (asking_case) where state = 'BROKERED';
create index possible_match_of_other on process.possible_match (other_case) where state = 'BROKERED';

do $$
declare
  v_table text;
begin
  foreach v_table in array array['person_search', 'match_probe', 'possible_match'] loop
    execute format('alter table process.%I enable row level security', v_table);
    execute format('alter table process.%I force row level security', v_table);
  end loop;
end $$;

create policy own_organization on process.person_search
  using (country = platform.current_country() and organization = platform.current_organization());
create policy asked_by_oneself on process.match_probe
  using (platform.current_reach() = 'node')
  with check (country = platform.current_country() and organization = platform.current_organization());
-- The coordinator sees a pair; a responsible organisation that there is a question about its own case, once it is asked.
create policy watched on process.possible_match
  using (platform.current_reach() = 'node'
    or country = platform.current_country()
      and (platform.current_reach() = 'country'
        or state = 'BROKERED' and exists (select from process.case_record c
          where c.id in (asking_case, other_case) and c.organization = platform.current_organization())))
  with check (platform.current_reach() = 'node'
    or (country = platform.current_country() and platform.current_reach() = 'country'));

grant select, insert, update, delete on process.person_search to uputnica_app;
grant select, insert, update, delete on process.match_probe to uputnica_app;
grant select, insert, update, delete on process.possible_match to uputnica_app;
