-- Free places with who said the number, how and when; places held for a few hours; and a count that always adds up:
-- free + held <= maximum, whoever changes either of them. Every function below locks the numbers of a service before it
-- touches a hold of it, so two who press at once come one after the other and nobody waits in a circle.
select set_config('uputnica.reach', 'node', true);

alter table directory.service_capacity
  add column held int not null default 0 check (held >= 0),
  add column hold_ends timestamptz,
  add column said_how text not null default 'IMPORT' check (said_how in ('OWN', 'TELEPHONE', 'IMPORT')),
  add column said_organization uuid,
  add column said_function text,
  add column said_by text,
  add column told_by text,
  add column removed_at timestamptz,
  add check ((said_how = 'TELEPHONE') = (told_by is not null));
comment on column directory.service_capacity.available is 'HSDS service_capacity.available: free besides those held';
comment on column directory.service_capacity.held is 'Held for a referral and not in use; follows directory.place_hold';
comment on column directory.service_capacity.hold_ends is 'When the first of its timed holds ends; follows directory.place_hold';
comment on column directory.service_capacity.said_organization is 'Who recorded the number; absent where only the file knows';
comment on column directory.service_capacity.said_by is 'Subject of the identity provider; an opaque id';
comment on column directory.service_capacity.told_by is 'Code of told-by.csv: the function of who said it on the telephone';
comment on column directory.service_capacity.removed_at is 'Since when the unit is not counted any more';

-- What was said before this knew by whom: a number that has changed since it was loaded was the house's own.
update directory.service_capacity set said_how = 'OWN', said_organization = organization where revision > 0;
update directory.service_capacity y
  set held = h.places, maximum = case when y.maximum < y.available + h.places then y.available + h.places else y.maximum end
  from (select capacity, sum(places)::int as places from directory.place_hold where state = 'HELD' group by capacity) h
  where h.capacity = y.id;
alter table directory.service_capacity add constraint free_and_held_fit check (available + held <= maximum);

create policy own_organization_adds on directory.service_capacity for insert
  with check (organization = (select platform.current_organization()));

create table directory.capacity_statement (
  id uuid primary key default gen_random_uuid(),
  capacity uuid not null references directory.service_capacity (id),
  service uuid not null,
  organization uuid not null,
  country char(2) not null,
  available int not null,
  held int not null,
  maximum int,
  how text not null check (how in ('OWN', 'TELEPHONE', 'IMPORT')),
  said_organization uuid,
  said_function text,
  said_by text,
  told_by text,
  said_at timestamptz not null,
  recorded_at timestamptz not null default platform.service_time(),
  answers uuid references directory.capacity_statement (id)
);
comment on table directory.capacity_statement is 'What was said about free places; only ever added';
comment on column directory.capacity_statement.answers is 'The call that the house confirms or corrects with this';
create index capacity_statement_latest on directory.capacity_statement (capacity, recorded_at desc, id desc);
alter table directory.capacity_statement enable row level security;
alter table directory.capacity_statement force row level security;
create policy of_the_house_and_who_said_it on directory.capacity_statement for select
  using ((select platform.current_reach()) = 'node'
    or organization = (select platform.current_organization())
    or said_organization = (select platform.current_organization())
    or (select platform.current_reach()) = 'country' and country = (select platform.current_country())::bpchar);
create policy node_adds on directory.capacity_statement for insert with check ((select platform.current_reach()) = 'node');
grant select, insert on directory.capacity_statement to uputnica_app;
insert into directory.capacity_statement
    (capacity, service, organization, country, available, held, maximum, how, said_organization, said_at, recorded_at)
  select id, service, organization, country, available, held, maximum, said_how, said_organization, updated, updated
    from directory.service_capacity;

create function directory.keep_statement() returns trigger
  language plpgsql
  set uputnica.reach = 'node'
as $$
declare
  last directory.capacity_statement;
begin
  select * into last from directory.capacity_statement where capacity = new.id
    order by recorded_at desc, id desc limit 1;
  insert into directory.capacity_statement (capacity, service, organization, country, available, held, maximum, how,
      said_organization, said_function, said_by, told_by, said_at, answers)
    values (new.id, new.service, new.organization, new.country, new.available, new.held, new.maximum, new.said_how,
      new.said_organization, new.said_function, new.said_by, new.told_by, new.updated,
      case when new.said_how = 'OWN' and last.how = 'TELEPHONE' then last.id end);
  return null;
end
$$;
revoke all on function directory.keep_statement() from public;
create trigger capacity_counted after insert on directory.service_capacity
  for each row execute function directory.keep_statement();
create trigger capacity_said after update of updated on directory.service_capacity
  for each row execute function directory.keep_statement();

alter table directory.place_hold
  add column holder uuid,
  add column ends_at timestamptz,
  add column given_up_at timestamptz,
  add column revision bigint not null default 0,
  drop constraint place_hold_state_check,
  add constraint place_hold_state_check check (state in ('HELD', 'USED', 'RELEASED', 'EXPIRED')) not valid,
  add constraint timed_hold_has_a_holder check (ends_at is null or holder is not null) not valid;
comment on column directory.place_hold.referral is 'The referral; before it was accepted one that its holder drafts';
comment on column directory.place_hold.holder is 'The organisation that held the place before the referral was accepted';
comment on column directory.place_hold.ends_at is 'When a timed hold ends; absent for the place of a referral that was accepted';
comment on column directory.place_hold.given_up_at is 'Since when a timed hold is not needed any more; the job gives it back';
drop index directory.place_hold_once;
create unique index place_hold_once on directory.place_hold (referral) where state in ('HELD', 'USED') and ends_at is null;
create unique index place_hold_timed on directory.place_hold (referral, holder, service)
  where state = 'HELD' and ends_at is not null;
create index place_hold_by_capacity on directory.place_hold (capacity, ends_at) where state = 'HELD';
create index place_hold_to_end on directory.place_hold (ends_at) where state = 'HELD' and ends_at is not null;
create index place_hold_given_up on directory.place_hold (service) where state = 'HELD' and given_up_at is not null;
create index place_hold_by_holder on directory.place_hold (holder, ends_at, id) where state = 'HELD' and ends_at is not null;
create index place_hold_by_house on directory.place_hold (organization, ends_at, id) where state = 'HELD' and ends_at is not null;
create index place_hold_by_country on directory.place_hold (country, ends_at, id) where state = 'HELD' and ends_at is not null;
create policy holder on directory.place_hold for select using (holder = (select platform.current_organization()));
create policy coordinator on directory.place_hold for select
  using ((select platform.current_reach()) = 'country' and country = (select platform.current_country())::bpchar);

-- The one place where holds become numbers. A check constraint says no if it ever did not add up.
create function directory.count_held() returns trigger
  language plpgsql
  set uputnica.reach = 'node'
as $$
declare
  before int := 0;
  since int := case when new.state = 'HELD' then new.places else 0 end;
begin
  if tg_op = 'UPDATE' and old.state = 'HELD' then
    before := old.places;
  end if;
  update directory.service_capacity
    set held = held + since - before,
        available = available - case when new.state = 'USED' then 0 else since - before end,
        hold_ends = (select min(ends_at) from directory.place_hold where capacity = new.capacity and state = 'HELD'),
        revision = revision + case when new.state = 'USED' or since = before then 0 else 1 end
    where id = new.capacity;
  return null;
end
$$;
revoke all on function directory.count_held() from public;
create trigger hold_taken after insert on directory.place_hold
  for each row execute function directory.count_held();
create trigger hold_counted after update of state, places, ends_at on directory.place_hold
  for each row execute function directory.count_held();

-- Places of timed holds that are over and that the job has not ended yet: they are free already.
create function directory.lapsed_places(p_capacity uuid, p_at timestamptz) returns int
  language plpgsql stable
  set uputnica.reach = 'node'
as $$
begin
  return (select coalesce(sum(places), 0) from directory.place_hold
    where capacity = p_capacity and state = 'HELD' and ends_at <= p_at);
end
$$;

-- The numbers as they are now. Whoever shows or counts free places reads them here.
create function directory.capacities()
  returns table (id uuid, service uuid, organization uuid, country bpchar, unit text, available int, held int, maximum int,
    updated timestamptz, revision bigint, said_how text, said_organization uuid, said_function text, told_by text)
  language sql stable
as $$
  select y.id, y.service, y.organization, y.country, y.unit, y.available + l.lapsed, y.held - l.lapsed, y.maximum,
      y.updated, y.revision, y.said_how, y.said_organization, y.said_function, y.told_by
    from directory.service_capacity y
    cross join lateral (select case when y.hold_ends <= (select platform.service_time())
      then directory.lapsed_places(y.id, (select platform.service_time())) else 0 end as lapsed) l
    where y.removed_at is null $$;

create function directory.lock_capacities(p_service uuid) returns void
  language plpgsql
  set uputnica.reach = 'node'
as $$
begin
  perform 1 from directory.service_capacity where service = p_service order by id for update;
end
$$;

create function directory.end_holds_of(p_service uuid, p_at timestamptz) returns int
  language plpgsql
  set uputnica.reach = 'node'
as $$
declare
  ended int;
begin
  update directory.place_hold
    set state = case when given_up_at < ends_at then 'RELEASED' else 'EXPIRED' end, ended_at = least(given_up_at, ends_at),
        revision = revision + 1
    where service = p_service and state = 'HELD' and ends_at is not null and (ends_at <= p_at or given_up_at is not null);
  get diagnostics ended = row_count;
  return ended;
end
$$;

-- Ends what is over with one service; -1 when nothing is. What another copy is at is left to it.
create function directory.end_holds(p_at timestamptz) returns int
  language plpgsql
  set uputnica.reach = 'node'
as $$
declare
  due uuid;
begin
  for due in
    select distinct service from directory.place_hold where state = 'HELD' and ends_at <= p_at
    union
    select service from directory.place_hold where state = 'HELD' and given_up_at is not null
  loop
    if pg_try_advisory_xact_lock(7231128, hashtext(due::text)) then
      perform directory.lock_capacities(due);
      return directory.end_holds_of(due, p_at);
    end if;
  end loop;
  return -1;
end
$$;

-- A number of one unit, kept from changing until the transaction ends.
create function directory.lock_capacity(p_service uuid, p_capacity uuid) returns setof directory.service_capacity
  language plpgsql
  set uputnica.reach = 'node'
as $$
begin
  perform directory.lock_capacities(p_service);
  return query select * from directory.service_capacity
    where id = p_capacity and service = p_service and removed_at is null;
end
$$;

-- Keeps what was said. The house itself says OWN; whoever telephoned it says TELEPHONE.
create function directory.say_places(p_capacity uuid, p_available int, p_maximum int, p_how text, p_organization uuid,
    p_function text, p_by text, p_told_by text, p_said_at timestamptz)
  returns void
  language plpgsql
  set uputnica.reach = 'node'
as $$
begin
  update directory.service_capacity
    set available = p_available, maximum = p_maximum, said_how = p_how, said_organization = p_organization,
        said_function = p_function, said_by = p_by, told_by = p_told_by, updated = p_said_at, revision = revision + 1
    where id = p_capacity and (p_how = 'TELEPHONE' or organization = platform.current_organization());
  if not found then
    raise exception 'only the house itself says this of its places';
  end if;
end
$$;

create function directory.remove_capacity(p_capacity uuid, p_at timestamptz) returns void
  language plpgsql
  set uputnica.reach = 'node'
as $$
begin
  update directory.service_capacity set removed_at = p_at, revision = revision + 1
    where id = p_capacity and held = 0 and organization = platform.current_organization();
  if not found then
    raise exception 'only the house itself removes what is not held';
  end if;
end
$$;

-- Holds places for some time. HELD, or why not: LIMIT, TWICE, UNKNOWN (nobody has said the number in time), FULL.
-- The house may hold whatever it has. p_limit is of holds at once, per holder.
create function directory.reserve_places(p_hold uuid, p_service uuid, p_unit text, p_referral uuid, p_holder uuid,
    p_places int, p_by text, p_at timestamptz, p_ends timestamptz, p_fresh_since timestamptz, p_limit int)
  returns text
  language plpgsql
  set uputnica.reach = 'node'
as $$
declare
  taken directory.service_capacity;
begin
  -- One after the other for each holder, or three services asked at once would each be the third.
  perform pg_advisory_xact_lock(7231129, hashtext(p_holder::text));
  perform directory.lock_capacities(p_service);
  perform directory.end_holds_of(p_service, p_at);
  if exists (select from directory.place_hold where referral = p_referral and state in ('HELD', 'USED')
      and (ends_at is null or holder = p_holder and ends_at > p_at and given_up_at is null)) then
    return 'TWICE';
  end if;
  if not exists (select from directory.service where id = p_service and organization = p_holder)
      and (select count(*) from directory.place_hold where holder = p_holder and state = 'HELD' and ends_at > p_at
        and given_up_at is null and organization <> p_holder) >= p_limit then
    return 'LIMIT';
  end if;
  select * into taken from directory.service_capacity
    where service = p_service and removed_at is null and (p_unit is null or unit = p_unit) and available >= p_places
      and (updated >= p_fresh_since or organization = p_holder)
    order by updated < p_fresh_since, available desc, id limit 1;
  if not found then
    return case when exists (select from directory.service_capacity where service = p_service and removed_at is null
        and (p_unit is null or unit = p_unit) and updated >= p_fresh_since) then 'FULL' else 'UNKNOWN' end;
  end if;
  insert into directory.place_hold
      (id, referral, capacity, service, organization, country, places, state, held_by, held_at, holder, ends_at)
    values (p_hold, p_referral, taken.id, taken.service, taken.organization, taken.country, p_places, 'HELD', p_by, p_at,
      p_holder, p_ends);
  return 'HELD';
end
$$;

create function directory.hold_exists(p_hold uuid) returns boolean
  language plpgsql stable
  set uputnica.reach = 'node'
as $$
begin
  return exists (select from directory.place_hold where id = p_hold);
end
$$;

-- Gives a timed hold back. RELEASED, or why not: STALE, OVER.
create function directory.release_hold(p_hold uuid, p_seen bigint, p_at timestamptz) returns text
  language plpgsql
  set uputnica.reach = 'node'
as $$
declare
  held directory.place_hold;
begin
  select * into held from directory.place_hold where id = p_hold
    and (holder = platform.current_organization() or organization = platform.current_organization());
  if not found then
    raise exception 'a hold is released by who holds it or by the house';
  end if;
  perform directory.lock_capacities(held.service);
  select * into held from directory.place_hold where id = p_hold;
  if held.revision <> p_seen then
    return 'STALE';
  end if;
  if held.state <> 'HELD' or held.ends_at is null or held.ends_at <= p_at or held.given_up_at is not null then
    return 'OVER';
  end if;
  update directory.place_hold set state = 'RELEASED', ended_at = p_at, revision = revision + 1 where id = p_hold;
  return 'RELEASED';
end
$$;

-- Takes places for a referral that is accepted: those its sender or the house has held for it, else free ones. True when
-- it has them (before or now) or the service counts no places. Units in p_units need another number than p_places; 0 is
-- for a unit the person cannot have.
drop function directory.hold_places(uuid, uuid, uuid, int, text, timestamptz, timestamptz);
create function directory.hold_places(p_hold uuid, p_service uuid, p_referral uuid, p_places int, p_units text[],
    p_wanted int[], p_askers uuid[], p_by text, p_at timestamptz, p_fresh_since timestamptz)
  returns boolean
  language plpgsql
  set uputnica.reach = 'node'
as $$
declare
  held_service uuid;
  units int;
  timed int;
  kept record;
  one record;
begin
  perform directory.lock_capacities(p_service);
  select service into held_service from directory.place_hold
    where referral = p_referral and state in ('HELD', 'USED') and ends_at is null;
  if found then
    return held_service = p_service;
  end if;
  select count(*), count(hold_ends) into units, timed
    from directory.service_capacity where service = p_service and removed_at is null;
  if units = 0 then
    return exists (select from directory.service where id = p_service);
  end if;
  if timed > 0 then
    perform directory.end_holds_of(p_service, p_at);
  end if;
  for kept in
    select h.id, h.places, y.available, coalesce(w.wanted, p_places) as wanted
      from directory.place_hold h join directory.service_capacity y on y.id = h.capacity
        left join unnest(p_units, p_wanted) as w(unit, wanted) on w.unit = y.unit
      where timed > 0 and h.referral = p_referral and h.service = p_service and h.state = 'HELD'
        and h.given_up_at is null
        and (h.holder = any(p_askers) or h.holder = h.organization)
      order by h.holder = h.organization, h.held_at, h.id
  loop
    if held_service is null and kept.wanted between 1 and kept.places + kept.available then
      update directory.place_hold set ends_at = null, places = kept.wanted, held_by = p_by, held_at = p_at,
          revision = revision + 1
        where id = kept.id;
      held_service := p_service;
    else
      update directory.place_hold set state = 'RELEASED', ended_at = p_at, revision = revision + 1 where id = kept.id;
    end if;
  end loop;
  if held_service is not null then
    return true;
  end if;
  -- The first unit with enough places, a fresh number before an old one.
  for one in
    select y.id, y.organization, y.country, coalesce(w.wanted, p_places) as wanted
      from directory.service_capacity y left join unnest(p_units, p_wanted) as w(unit, wanted) on w.unit = y.unit
      where y.service = p_service and y.removed_at is null
        and coalesce(w.wanted, p_places) between 1 and y.available
      order by y.updated < p_fresh_since, y.available desc, y.id limit 1
  loop
    insert into directory.place_hold
        (id, referral, capacity, service, organization, country, places, state, held_by, held_at)
      values (p_hold, p_referral, one.id, p_service, one.organization, one.country, one.wanted, 'HELD', p_by, p_at)
      on conflict (referral) where state in ('HELD', 'USED') and ends_at is null do nothing;
    if found then
      return true;
    end if;
    -- Accepted twice at once, for two services; the other one has it.
    return false;
  end loop;
  return false;
end
$$;

-- Gives back what is held for a referral and not in use. A timed hold elsewhere is only marked: whoever accepts here holds
-- the numbers of this service already, and would wait for those of the other one.
create or replace function directory.release_places(p_referral uuid, p_at timestamptz) returns boolean
  language plpgsql
  set uputnica.reach = 'node'
as $$
declare
  of_service uuid;
begin
  update directory.place_hold set given_up_at = p_at, revision = revision + 1
    where referral = p_referral and state = 'HELD' and ends_at > p_at and given_up_at is null;
  select service into of_service from directory.place_hold where referral = p_referral and state = 'HELD' and ends_at is null;
  if not found then
    return false;
  end if;
  perform directory.lock_capacities(of_service);
  update directory.place_hold set state = 'RELEASED', ended_at = p_at, revision = revision + 1
    where referral = p_referral and state = 'HELD' and ends_at is null;
  return found;
end
$$;

create or replace function directory.use_places(p_referral uuid, p_at timestamptz) returns boolean
  language plpgsql
  set uputnica.reach = 'node'
as $$
declare
  of_service uuid;
begin
  select service into of_service from directory.place_hold where referral = p_referral and state = 'HELD' and ends_at is null;
  if not found then
    return false;
  end if;
  perform directory.lock_capacities(of_service);
  update directory.place_hold set state = 'USED', ended_at = p_at, revision = revision + 1
    where referral = p_referral and state = 'HELD' and ends_at is null;
  return found;
end
$$;

create table directory.hold_rule (
  service uuid primary key,
  organization uuid not null,
  country char(2) not null,
  minutes int not null check (minutes >= 0),
  revision bigint not null,
  foreign key (service, organization, country) references directory.service (id, organization, country)
);
comment on column directory.hold_rule.minutes is 'How long others may hold a place of the service; 0 for not at all';
alter table directory.hold_rule enable row level security;
alter table directory.hold_rule force row level security;
create policy everybody_reads on directory.hold_rule for select using ((select platform.current_reach()) <> 'none');
create policy own_organization_adds on directory.hold_rule for insert
  with check (organization = (select platform.current_organization()));
create policy own_organization_changes on directory.hold_rule for update
  using (organization = (select platform.current_organization()));
grant select, insert, update on directory.hold_rule to uputnica_app;

create table directory.capacity_ask (
  id uuid primary key default gen_random_uuid(),
  service uuid not null,
  organization uuid not null,
  country char(2) not null,
  asked_at timestamptz not null,
  foreign key (service, organization, country) references directory.service (id, organization, country)
);
comment on table directory.capacity_ask is 'When a house was asked to say how many places are free; only ever added';
create index capacity_ask_latest on directory.capacity_ask (service, asked_at desc);
alter table directory.capacity_ask enable row level security;
alter table directory.capacity_ask force row level security;
create policy of_the_house on directory.capacity_ask for select
  using ((select platform.current_reach()) = 'node' or organization = (select platform.current_organization())
    or (select platform.current_reach()) = 'country' and country = (select platform.current_country())::bpchar);
create policy node_adds on directory.capacity_ask for insert with check ((select platform.current_reach()) = 'node');
grant select, insert on directory.capacity_ask to uputnica_app;

revoke all on function directory.lapsed_places(uuid, timestamptz), directory.capacities(), directory.lock_capacities(uuid),
  directory.end_holds_of(uuid, timestamptz), directory.end_holds(timestamptz), directory.lock_capacity(uuid, uuid),
  directory.say_places(uuid, int, int, text, uuid, text, text, text, timestamptz),
  directory.remove_capacity(uuid, timestamptz),
  directory.reserve_places(uuid, uuid, text, uuid, uuid, int, text, timestamptz, timestamptz, timestamptz, int),
  directory.hold_exists(uuid), directory.release_hold(uuid, bigint, timestamptz),
  directory.hold_places(uuid, uuid, uuid, int, text[], int[], uuid[], text, timestamptz, timestamptz) from public;
grant execute on function directory.lapsed_places(uuid, timestamptz), directory.capacities(), directory.lock_capacities(uuid),
  directory.end_holds_of(uuid, timestamptz), directory.end_holds(timestamptz), directory.lock_capacity(uuid, uuid),
  directory.say_places(uuid, int, int, text, uuid, text, text, text, timestamptz),
  directory.remove_capacity(uuid, timestamptz),
  directory.reserve_places(uuid, uuid, text, uuid, uuid, int, text, timestamptz, timestamptz, timestamptz, int),
  directory.hold_exists(uuid), directory.release_hold(uuid, bigint, timestamptz),
  directory.hold_places(uuid, uuid, uuid, int, text[], int[], uuid[], text, timestamptz, timestamptz) to uputnica_app;
