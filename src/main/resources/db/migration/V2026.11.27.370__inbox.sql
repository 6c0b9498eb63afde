-- Telling people without telling others. What came before a desk stands in process.change already, written by the database in the
-- transaction that brought it: that register is the outbox. Here is who wants to be told outside of the service, and what is
-- on its way to them. Nothing of it names a case.
create table platform.inbox_reader (
  id uuid primary key,
  account text not null,
  country char(2) not null,
  organization uuid not null,
  roles text[] not null,
  met_at timestamptz not null,
  seen xid8 not null,
  kinds text[] not null,
  mail text,
  every_minutes integer not null check (every_minutes between 15 and 1440),
  quiet_from time,
  quiet_to time,
  zone text not null,
  urgent_always boolean not null,
  language text not null,
  mailed_at timestamptz,
  revision bigint not null,
  unique (account, organization, country),
  check ((quiet_from is null) = (quiet_to is null))
);
comment on table platform.inbox_reader is 'What an account of the staff has seen, and how it wants to be told';
comment on column platform.inbox_reader.roles is 'As her token said when she looked last; whoever has lost a role is told nothing of it from her next look on';
comment on column platform.inbox_reader.met_at is 'When she looked last';
comment on column platform.inbox_reader.seen is 'Everything of earlier transactions she has seen';
comment on column platform.inbox_reader.mail is 'JWE: id of the row and her address, for the keys of the country; absent unless she wants letters';
create index inbox_reader_by_mail on platform.inbox_reader (id) where mail is not null;

create table platform.webhook (
  id uuid primary key,
  country char(2) not null,
  organization uuid not null,
  roles text[] not null,
  url text not null,
  secret text,
  kinds text[] not null,
  state text not null check (state in ('ACTIVE', 'GIVEN_UP', 'ENDED')),
  added_at timestamptz not null,
  revision bigint not null,
  check ((state = 'ENDED') = (secret is null))
);
comment on table platform.webhook is 'Where a system of an organisation is called when something comes before its desks';
comment on column platform.webhook.roles is 'Of who added it: for the desks of the country among them it is called too';
comment on column platform.webhook.secret is 'JWE: id of the row and 32 random bytes, for the keys of the country; destroyed with its end';
create index webhook_of_organization on platform.webhook (organization, added_at, id);
create index webhook_active on platform.webhook (id) where state = 'ACTIVE';

create table platform.delivery (
  id uuid primary key,
  country char(2) not null,
  organization uuid not null,
  reader uuid references platform.inbox_reader (id),
  webhook uuid references platform.webhook (id),
  urgent boolean not null,
  since xid8 not null,
  made_at timestamptz not null,
  due_at timestamptz not null,
  tries integer not null default 0,
  outcome text check (outcome in ('DELIVERED', 'NEEDLESS', 'GIVEN_UP')),
  ended_at timestamptz,
  check (num_nonnulls(reader, webhook) = 1),
  check ((outcome is null) = (ended_at is null))
);
comment on table platform.delivery is 'That something waits, on its way to one reader or one webhook; tried under the same id until it is over';
comment on column platform.delivery.since is 'What came in earlier transactions is not meant';
comment on column platform.delivery.due_at is 'Of the next try; set before one, so that a try nobody comes back from is repeated';
create unique index delivery_untried_of_reader on platform.delivery (reader) where tries = 0 and outcome is null;
create unique index delivery_untried_of_webhook on platform.delivery (webhook) where tries = 0 and outcome is null;
create index delivery_due on platform.delivery (due_at) where outcome is null;
create index delivery_of_reader on platform.delivery (reader) where outcome is null;
create index delivery_of_webhook on platform.delivery (webhook) where outcome is null;
create index delivery_ended on platform.delivery (ended_at) where outcome is not null;

create table platform.told_until (
  only_one boolean primary key default true check (only_one),
  transaction xid8 not null
);
comment on table platform.told_until is 'What earlier transactions brought is on its way, or nobody wanted to be told of it';
insert into platform.told_until (transaction) values (pg_snapshot_xmin(pg_current_snapshot()));

do $$
declare t text;
begin
  foreach t in array array['inbox_reader', 'webhook', 'delivery'] loop
    execute format('alter table platform.%I enable row level security', t);
    execute format('alter table platform.%I force row level security', t);
    execute format('create policy own_organization on platform.%I using ((select platform.current_reach()) = ''node'''
      ' or country = (select platform.current_country()) and organization = (select platform.current_organization()))', t);
  end loop;
end $$;
alter table platform.told_until enable row level security;
alter table platform.told_until force row level security;
create policy node on platform.told_until using ((select platform.current_reach()) = 'node');
grant select, insert, update on platform.inbox_reader, platform.webhook to uputnica_app;
grant select, insert, update, delete on platform.delivery to uputnica_app;
grant select, update on platform.told_until to uputnica_app;

create function platform.ended_for_good() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.state = 'ENDED' then
    raise exception 'a webhook that has ended stays as it is';
  end if;
  return new;
end $$;
create trigger ended_for_good before update on platform.webhook
  for each row execute function platform.ended_for_good();

-- The desks are told of a webhook that was given up as of everything else.
alter table process.change drop constraint change_kind_check;
alter table process.change add constraint change_kind_check
  check (kind in ('CASE', 'TRACK', 'REFERRAL', 'REQUEST', 'NOTICE', 'WORK', 'WEBHOOK')) not valid;

create function platform.webhook_changed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp set uputnica.reach = 'node' as $$
begin
  perform process.note_change('WEBHOOK', new.id, new.country, array(
    select r || '@' || new.organization from unnest(array['R-CASE', 'R-SHELTER', 'R-ID', 'R-COORD', 'R-XB']) as r));
  return null;
end $$;
create trigger changed after update on platform.webhook
  for each row when (old.state is distinct from new.state and 'GIVEN_UP' in (old.state, new.state))
  execute function platform.webhook_changed();
revoke execute on function platform.ended_for_good(), platform.webhook_changed() from public;
