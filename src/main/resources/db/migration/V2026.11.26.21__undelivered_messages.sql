-- A message that does not get through is not lost silently: it is tried again up to a limit or until it expires, then
-- set apart with the reason, and both sides' records of the request say so.
alter table platform.outbox
  add column expires_at timestamptz not null default now() + interval '14 days',
  add column parked_at timestamptz,
  add column undelivered text check (undelivered in ('UNREADABLE', 'EXPIRED')),
  add check ((parked_at is null) = (undelivered is null)),
  add check (parked_at is null or delivered_at is null);
alter table platform.outbox alter column expires_at drop default;
comment on column platform.outbox.token is 'Signed and sealed for the receiver; forgotten once delivered or expired';
comment on column platform.outbox.parked_at is 'Since when it is no longer tried';

drop index platform.outbox_waiting;
create index outbox_waiting on platform.outbox (next_try_at) where delivered_at is null and parked_at is null;
create index outbox_parked on platform.outbox (expires_at) where parked_at is not null and token is not null;

alter table process.crossborder_request
  add column undelivered text check (undelivered in ('UNREADABLE', 'EXPIRED'));
comment on column process.crossborder_request.undelivered is 'Why the last message that did not get through, in either direction, did not';
