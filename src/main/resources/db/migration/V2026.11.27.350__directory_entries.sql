-- An entry of the directory as it came (HSDS JSON), so that nothing of it is lost; the columns beside it are what rules and
-- lists ask for, read out of it. New columns have constant defaults: no table is written anew.
alter table directory.organization
  add column document jsonb,
  add column revision bigint not null default 0,
  add column changed_at timestamptz;
comment on column directory.organization.document is 'HSDS organization as it came; null of those loaded before it was kept';
comment on column directory.organization.changed_at is 'When it last changed itself; null while it is as a file had it';

alter table directory.service
  add column document jsonb,
  add column revision bigint not null default 0,
  add column changed_at timestamptz,
  add column hours text[] not null default '{}',
  add column on_call boolean not null default false,
  add column accessibility text[],
  add column maximum_stay int check (maximum_stay > 0),
  add column extension text,
  add column interpreters text,
  add column licence_body text,
  add column licence_number text,
  add column inspected_on date,
  add column hidden_places uuid[] not null default '{}';
comment on column directory.service.document is 'HSDS service as it came; null of those loaded before it was kept';
comment on column directory.service.changed_at is 'When its own organisation or the national office last changed it; null while it is as a file had it';
comment on column directory.service.hours is 'HSDS schedules, one text each: parts of an RFC 5545 rule and two local times; empty: not said';
comment on column directory.service.accessibility is 'WHEELCHAIR, HEARING, SIGHT, MENTAL_HEALTH: what is met; null: not said';
comment on column directory.service.maximum_stay is 'Days; null: not said';
comment on column directory.service.hidden_places is 'HSDS locations a confidential place names, of which no file may tell where they are; follows the document';

-- A service of no kind the mechanism knows is kept, listed and exported, and never offered.
alter table directory.service drop constraint service_service_types_check;

create policy own_or_office_changes on directory.organization for update
  using ((select platform.current_reach()) = 'node'
    or id = (select platform.current_organization())
    or (select platform.current_reach()) = 'country' and country = (select platform.current_country()));
create policy office_adds on directory.organization for insert
  with check ((select platform.current_reach()) = 'country' and country = (select platform.current_country()));
create policy own_or_office_changes on directory.service for update
  using ((select platform.current_reach()) = 'node'
    or organization = (select platform.current_organization())
    or (select platform.current_reach()) = 'country' and country = (select platform.current_country()));
create policy office_adds on directory.service for insert
  with check ((select platform.current_reach()) = 'country' and country = (select platform.current_country()));
create policy office_adds on directory.service_capacity for insert
  with check ((select platform.current_reach()) = 'country' and country = (select platform.current_country()));
create policy office_changes on directory.service_capacity for update
  using ((select platform.current_reach()) = 'country' and country = (select platform.current_country()));
grant update on directory.organization, directory.service to uputnica_app;

-- Locations, taxonomies and terms that stand in a file by themselves.
create table directory.hsds_object (
  country char(2) not null,
  id uuid not null,
  kind text not null check (kind in ('location', 'taxonomy', 'taxonomy_term')),
  document jsonb not null,
  primary key (country, id)
);
comment on table directory.hsds_object is 'HSDS objects that belong to no one organisation or service of the file they came in';
alter table directory.hsds_object enable row level security;
alter table directory.hsds_object force row level security;
create policy everybody_reads on directory.hsds_object for select using ((select platform.current_reach()) <> 'none');
create policy office_adds on directory.hsds_object for insert
  with check ((select platform.current_reach()) = 'node'
    or (select platform.current_reach()) = 'country' and country = (select platform.current_country()));
create policy office_changes on directory.hsds_object for update
  using ((select platform.current_reach()) = 'node'
    or (select platform.current_reach()) = 'country' and country = (select platform.current_country()));
grant select, insert, update on directory.hsds_object to uputnica_app;

-- A place to sleep is confidential, and whatever says so with the term CON of the taxonomy uputnica-intake: by the id of our
-- profile, with the term inside the attribute, or by the id that a file has given to it.
create function directory.hide_places() returns trigger
  language plpgsql
as $$
begin
  new.hidden_places := '{}';
  if jsonb_typeof(new.document->'service_at_locations') is distinct from 'array' then
    return new;
  end if;
  if exists (select from unnest(new.service_types) as kind where kind like 'ACC-%')
    or exists (select from jsonb_path_query(new.document, '$.attributes[*] ? (@.value == "YES")') as said
      left join directory.hsds_object term on term.country = new.country and term.kind = 'taxonomy_term'
        and term.id::text = coalesce(said->'taxonomy_term'->>'id', said->>'taxonomy_term_id')
      where coalesce(said->'taxonomy_term'->>'id', said->>'taxonomy_term_id') = 'abda40fb-87fa-5e42-8b18-d7b143b032e4'
        or coalesce(term.document, said->'taxonomy_term') @> '{"taxonomy": "uputnica-intake", "code": "CON"}') then
    select coalesce(array_agg(distinct named.place::uuid), '{}') into new.hidden_places
      from (select coalesce(place->'location'->>'id', place->>'location_id') as place
        from jsonb_array_elements(new.document->'service_at_locations') as place) as named
      where named.place is not null;
  end if;
  return new;
end
$$;
create trigger hide_places before insert or update of document, service_types on directory.service
  for each row execute function directory.hide_places();

-- Where a confidential place is. Its own organisation says it and sees it; nobody else reads the table, the service's own
-- jobs included. It opens through the function alone.
create table directory.house_address (
  service uuid primary key,
  organization uuid not null,
  country char(2) not null,
  address text not null check (length(address) between 5 and 400),
  said_at timestamptz not null,
  revision bigint not null,
  foreign key (service, organization, country) references directory.service (id, organization, country)
);
comment on table directory.house_address is 'The confidential address of a place; no personal data of a person';
alter table directory.house_address enable row level security;
alter table directory.house_address force row level security;
create policy own_organization on directory.house_address
  using (organization = (select platform.current_organization()) and country = (select platform.current_country()));
create policy opened on directory.house_address for select
  using (service = (select nullif(current_setting('uputnica.opened_service', true), '')::uuid));
grant select, insert, update on directory.house_address to uputnica_app;

-- The address of the house somebody is on the way to: to the side that asked, from setting out until arrival. The journal
-- entry is the caller's, in the same transaction.
create function directory.open_address(p_referral uuid) returns table (service uuid, address text)
  language plpgsql
as $$
declare
  asked uuid;
begin
  select r.service into asked
    from process.referral r join process.track t on t.id = r.id
    where r.id = p_referral
      and t.state = 'RF-MOVE'
      and r.sent_at is not null
      and platform.current_organization() in (r.organization, r.registering_organization);
  if not found then
    return;
  end if;
  perform set_config('uputnica.opened_service', asked::text, true);
  return query select h.service, h.address from directory.house_address h where h.service = asked;
  perform set_config('uputnica.opened_service', '', true);
end
$$;
comment on function directory.open_address(uuid) is 'Nothing unless the caller''s side is on the way to that house now';
revoke all on function directory.open_address(uuid) from public;
grant execute on function directory.open_address(uuid) to uputnica_app;
