-- What works without a network: registered by the key its tokens are bound to, locked when it is lost. A device tells nothing of
-- any case. The service keeps a share of the key of its local store, sealed; locking destroys the share.
create table platform.device (
  id uuid primary key,
  country char(2) not null,
  organization uuid not null,
  account text not null,
  label text not null check (char_length(label) between 1 and 40),
  kind text not null check (kind in ('PHONE', 'TABLET', 'COMPUTER')),
  thumbprint text not null unique,
  session text,
  share text,
  registered_at timestamptz not null,
  seen_at timestamptz not null,
  locked_at timestamptz,
  revision bigint not null default 0,
  check ((locked_at is null) = (share is not null))
);
comment on column platform.device.label is 'Her own word for it; the name of nobody';
comment on column platform.device.thumbprint is 'Of the key of its tokens (RFC 7638, SHA-256)';
comment on column platform.device.session is 'Session of the identity provider (sid) in which its key was used last';
comment on column platform.device.share is 'JWE: id of the device and 32 random bytes, for the keys of the country';
comment on column platform.device.seen_at is 'The last hour in which it asked anything';
create index device_of_account on platform.device (account, registered_at, id);
create index device_of_organization on platform.device (organization, registered_at, id);
create index device_of_country on platform.device (country, registered_at, id);
create index device_locked_in on platform.device (session) where locked_at is not null;

alter table platform.device enable row level security;
alter table platform.device force row level security;
create policy own_organization on platform.device
  using ((select platform.current_reach()) = 'node'
    or country = (select platform.current_country()) and organization = (select platform.current_organization()))
  with check ((select platform.current_reach()) = 'node'
    or country = (select platform.current_country()) and organization = (select platform.current_organization()));
create policy through_functions on platform.device to uputnica_owner using (true) with check (true);
grant select, insert on platform.device to uputnica_app;
grant update (share, locked_at, revision) on platform.device to uputnica_app;

create function platform.locked_for_good() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.locked_at is not null then
    raise exception 'a device that was locked stays as it is';
  end if;
  return new;
end $$;
create trigger locked_for_good before update on platform.device
  for each row execute function platform.locked_for_good();

-- Asked with every token that is bound to a key, before anything else: LOCKED if the device of the key was, ENDED if the session
-- was one of a locked device, else STANDS. Notes the hour and the session of a device that was not locked.
create function platform.meet_device(met text, met_in text, met_at timestamptz) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  update platform.device d set seen_at = greatest(d.seen_at, date_trunc('hour', met_at, 'UTC')), session = met_in
    where d.thumbprint = met and d.locked_at is null
      and (d.seen_at < date_trunc('hour', met_at, 'UTC') or d.session is distinct from met_in);
  return case
    when exists (select from platform.device d where d.thumbprint = met and d.locked_at is not null) then 'LOCKED'
    when exists (select from platform.device d where d.session = met_in and d.locked_at is not null) then 'ENDED'
    else 'STANDS' end;
end $$;

create function platform.knows_device(met text) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from platform.device d where d.thumbprint = met)
$$;

revoke execute on function platform.locked_for_good(), platform.meet_device(text, text, timestamptz), platform.knows_device(text)
  from public;
grant execute on function platform.meet_device(text, text, timestamptz), platform.knows_device(text) to uputnica_app;
