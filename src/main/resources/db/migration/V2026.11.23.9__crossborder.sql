-- Requests between countries: each side keeps its own record; only sealed messages pass between them.
create table process.crossborder_request (
  id uuid primary key references process.track (id),
  side text not null check (side in ('SENT', 'RECEIVED')),
  case_id uuid not null,
  case_code char(11) not null,
  country char(2) not null,
  organization uuid not null,
  other_country char(2) not null check (other_country <> country),
  conversation uuid not null,
  pseudonym text not null,
  purpose text not null,
  items text[] not null,
  conditions text[] not null,
  child boolean not null,
  opened_at timestamptz not null,
  risk_here text,
  risk_there text,
  receiving_organization uuid,
  receiving_place text,
  offered_for date,
  travel_on date,
  code_word text,
  handed_over_at timestamptz,
  signed_here boolean not null default false,
  signed_there boolean not null default false,
  recall text check (recall in ('ASKED', 'ERASED')),
  unique (conversation, country),
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on column process.crossborder_request.organization is 'This side''s contact point';
create index request_of_case on process.crossborder_request (case_id);
create index request_of_country on process.crossborder_request (country, opened_at desc, id desc);

create table platform.outbox (
  id uuid primary key,
  conversation uuid not null,
  sequence bigint not null,
  country char(2) not null,
  organization uuid not null,
  receiver char(2) not null,
  token text,
  queued_at timestamptz not null,
  next_try_at timestamptz not null,
  tries integer not null default 0,
  delivered_at timestamptz,
  unique (conversation, country, sequence)
);
comment on column platform.outbox.token is 'Signed and sealed for the receiver; forgotten once delivered';
create index outbox_waiting on platform.outbox (next_try_at) where delivered_at is null;

create table platform.inbox (
  id uuid primary key,
  conversation uuid not null,
  country char(2) not null,
  organization uuid not null,
  sequence bigint not null,
  received_at timestamptz not null,
  unique (conversation, country, sequence)
);

do $$
declare t text;
begin
  foreach t in array array['process.crossborder_request', 'platform.outbox', 'platform.inbox'] loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
  end loop;
end $$;
create policy own_side on process.crossborder_request
  using (platform.current_reach() = 'node'
    or country = platform.current_country()
      and (platform.current_reach() = 'country'
        or organization = platform.current_organization()
        or exists (select from process.case_record c where c.id = case_id)));
create policy own_side on platform.outbox
  using (platform.current_reach() = 'node' or country = platform.current_country());
create policy own_side on platform.inbox
  using (platform.current_reach() = 'node' or country = platform.current_country());

grant select, insert, update on process.crossborder_request to uputnica_app;
grant select, insert, update, delete on platform.outbox to uputnica_app;
grant select, insert on platform.inbox to uputnica_app;
