-- Organisations, services, free places and the places held for referrals. Every organisation of every country reads the
-- directory; what a service says about its free places is changed by its own organisation alone.
create schema directory;
grant usage on schema directory to uputnica_app;

create table directory.organization (
  id uuid primary key,
  country char(2) not null,
  name text not null,
  functions text[] not null,
  phone text,
  unique (id, country)
);
comment on column directory.organization.id is 'HSDS organization.id';
comment on column directory.organization.name is 'HSDS organization.name';
comment on column directory.organization.phone is 'HSDS phone.number; of the organisation, never of a person';
create index organization_by_name on directory.organization (country, name, id);

create table directory.service (
  id uuid primary key,
  organization uuid not null,
  country char(2) not null,
  name text not null,
  service_types text[] not null check (cardinality(service_types) > 0),
  area text not null,
  languages text[] not null,
  interpreter_available boolean not null,
  minimum_age int check (minimum_age >= 0),
  maximum_age int check (maximum_age >= 0),
  sexes text[] not null,
  accepts_children boolean not null,
  security_level text not null check (security_level in ('LOW', 'MEDIUM', 'HIGH')),
  licensed_until date,
  licence_needed boolean not null,
  cooperation_required boolean not null,
  costs_money boolean not null,
  active boolean not null,
  legal_statuses text[] not null,
  exclusions text[] not null,
  phone text,
  check (minimum_age <= maximum_age),
  unique (id, organization, country),
  foreign key (organization, country) references directory.organization (id, country)
);
comment on column directory.service.id is 'HSDS service.id';
comment on column directory.service.name is 'HSDS service.name';
comment on column directory.service.service_types is 'Codes of service-types.csv; HSDS attribute of taxonomy uputnica-service-types';
comment on column directory.service.area is 'HSDS service_area.extent; a region or municipality, never an address';
comment on column directory.service.languages is 'HSDS language.code, BCP 47';
comment on column directory.service.minimum_age is 'HSDS service.minimum_age, years';
comment on column directory.service.maximum_age is 'HSDS service.maximum_age, years';
comment on column directory.service.active is 'HSDS service.status is active';
create index service_by_name on directory.service (country, name, id);
create index service_by_type on directory.service using gin (service_types);
create index service_by_organization on directory.service (organization);

create table directory.service_capacity (
  id uuid primary key,
  service uuid not null,
  organization uuid not null,
  country char(2) not null,
  unit text not null,
  available int not null check (available >= 0),
  maximum int check (maximum >= available),
  updated timestamptz not null,
  revision bigint not null default 0,
  foreign key (service, organization, country) references directory.service (id, organization, country)
);
comment on table directory.service_capacity is 'HSDS 3.1 service_capacity: places a person can sleep in tonight, without those held';
comment on column directory.service_capacity.updated is 'HSDS service_capacity.updated; when the organisation said the number, a hold does not renew it';
create index service_capacity_by_service on directory.service_capacity (service);

create table directory.place_hold (
  id uuid primary key,
  referral uuid not null,
  capacity uuid not null references directory.service_capacity (id),
  service uuid not null,
  organization uuid not null,
  country char(2) not null,
  places int not null check (places > 0),
  state text not null check (state in ('HELD', 'USED', 'RELEASED')),
  held_by text not null,
  held_at timestamptz not null,
  ended_at timestamptz,
  check ((state = 'HELD') = (ended_at is null)),
  foreign key (service, organization, country) references directory.service (id, organization, country)
);
comment on column directory.place_hold.held_by is 'Subject of the identity provider; an opaque id';
create unique index place_hold_once on directory.place_hold (referral) where state in ('HELD', 'USED');
create index place_hold_by_service on directory.place_hold (service, state);

alter table directory.organization enable row level security;
alter table directory.organization force row level security;
create policy everybody_reads on directory.organization for select using (platform.current_reach() <> 'none');
create policy node_adds on directory.organization for insert with check (platform.current_reach() = 'node');

alter table directory.service enable row level security;
alter table directory.service force row level security;
create policy everybody_reads on directory.service for select using (platform.current_reach() <> 'none');
create policy node_adds on directory.service for insert with check (platform.current_reach() = 'node');

alter table directory.service_capacity enable row level security;
alter table directory.service_capacity force row level security;
create policy everybody_reads on directory.service_capacity for select using (platform.current_reach() <> 'none');
create policy node_adds on directory.service_capacity for insert with check (platform.current_reach() = 'node');
create policy own_organization_changes on directory.service_capacity for update
  using (platform.current_reach() = 'node' or organization = platform.current_organization());

alter table directory.place_hold enable row level security;
alter table directory.place_hold force row level security;
create policy own_organization on directory.place_hold for select
  using (platform.current_reach() = 'node' or organization = platform.current_organization());
create policy node_adds on directory.place_hold for insert with check (platform.current_reach() = 'node');
create policy node_changes on directory.place_hold for update using (platform.current_reach() = 'node');

grant select, insert on directory.organization, directory.service to uputnica_app;
grant select, insert, update on directory.service_capacity, directory.place_hold to uputnica_app;

-- A place is taken and given back by whoever's step does so: the asked service that accepts, the sender whose person
-- withdraws, the contact point. So these functions, and nothing else, act with the reach of the node.

-- Takes places for a referral. True when it holds them (before or now) or the service counts no places.
create function directory.hold_places(
    p_hold uuid, p_service uuid, p_referral uuid, p_places int, p_by text, p_at timestamptz, p_fresh_since timestamptz)
  returns boolean
  language plpgsql
  set uputnica.reach = 'node'
as $$
declare
  held_service uuid;
  taken directory.service_capacity;
begin
  select service into held_service from directory.place_hold
    where referral = p_referral and state in ('HELD', 'USED');
  if found then
    return held_service = p_service;
  end if;
  if not exists (select from directory.service_capacity where service = p_service) then
    return exists (select from directory.service where id = p_service);
  end if;
  -- The first unit with enough places, a fresh number before an old one. Whoever comes second waits here for the row and
  -- then sees the number that is left, because the condition is asked again.
  for taken in
    select * from directory.service_capacity where service = p_service
      order by updated < p_fresh_since, available desc, id
  loop
    update directory.service_capacity set available = available - p_places, revision = revision + 1
      where id = taken.id and available >= p_places;
    if found then
      insert into directory.place_hold
          (id, referral, capacity, service, organization, country, places, state, held_by, held_at)
        values (p_hold, p_referral, taken.id, taken.service, taken.organization, taken.country, p_places, 'HELD', p_by, p_at)
        on conflict (referral) where state in ('HELD', 'USED') do nothing;
      if not found then
        -- The same referral was accepted twice at once; the other one has taken the places.
        update directory.service_capacity set available = available + p_places, revision = revision + 1 where id = taken.id;
        select service into held_service from directory.place_hold
          where referral = p_referral and state in ('HELD', 'USED');
        return coalesce(held_service = p_service, false);
      end if;
      return true;
    end if;
  end loop;
  return false;
end
$$;

-- Gives held places back; places in use stay in use. False when nothing was held.
create function directory.release_places(p_referral uuid, p_at timestamptz) returns boolean
  language plpgsql
  set uputnica.reach = 'node'
as $$
declare
  held directory.place_hold;
begin
  update directory.place_hold set state = 'RELEASED', ended_at = p_at
    where referral = p_referral and state = 'HELD' returning * into held;
  if not found then
    return false;
  end if;
  -- The organisation may have counted anew meanwhile: never more than there are.
  update directory.service_capacity
    set available = least(available + held.places, coalesce(maximum, available + held.places)), revision = revision + 1
    where id = held.capacity;
  return true;
end
$$;

-- The person has arrived: the places are in use and do not come back when the referral ends.
create function directory.use_places(p_referral uuid, p_at timestamptz) returns boolean
  language plpgsql
  set uputnica.reach = 'node'
as $$
begin
  update directory.place_hold set state = 'USED', ended_at = p_at where referral = p_referral and state = 'HELD';
  return found;
end
$$;

revoke all on function directory.hold_places(uuid, uuid, uuid, int, text, timestamptz, timestamptz) from public;
revoke all on function directory.release_places(uuid, timestamptz) from public;
revoke all on function directory.use_places(uuid, timestamptz) from public;
grant execute on function directory.hold_places(uuid, uuid, uuid, int, text, timestamptz, timestamptz) to uputnica_app;
grant execute on function directory.release_places(uuid, timestamptz) to uputnica_app;
grant execute on function directory.use_places(uuid, timestamptz) to uputnica_app;
