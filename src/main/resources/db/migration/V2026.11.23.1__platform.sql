-- Schemas, the settings every policy asks, and the memory of used idempotency keys.
-- Runs as uputnica_owner. The service's own user (uputnica_app) owns nothing and bypasses nothing.
create schema platform;
grant usage on schema platform to uputnica_app;

create function platform.current_country() returns text
  language sql stable as $$ select nullif(current_setting('uputnica.country', true), '') $$;
create function platform.current_organization() returns uuid
  language sql stable as $$ select nullif(current_setting('uputnica.organization', true), '')::uuid $$;
create function platform.current_reach() returns text
  language sql stable as $$ select coalesce(nullif(current_setting('uputnica.reach', true), ''), 'none') $$;

create table platform.idempotency (
  caller text not null,
  key uuid not null,
  country char(2) not null,
  organization uuid not null,
  fingerprint bytea not null,
  status smallint not null,
  etag text,
  body bytea not null,
  kept_at timestamptz not null,
  primary key (caller, key)
);
comment on table platform.idempotency is 'First answer to each write; holds no identity data, answers to writes have none';
alter table platform.idempotency enable row level security;
alter table platform.idempotency force row level security;
create policy own_organization on platform.idempotency
  using (organization = platform.current_organization())
  with check (organization = platform.current_organization());
grant select, insert on platform.idempotency to uputnica_app;
