-- What people said about their data. Only ever added; the latest word counts (ConsentPolicy).
create schema if not exists process;
grant usage on schema process to uputnica_app;

create table process.consent_statement (
  id uuid primary key,
  position bigint generated always as identity,
  case_id uuid not null,
  country char(2) not null,
  organization uuid not null,
  case_organization uuid not null,
  recorder text not null,
  scope text not null,
  recipient uuid,
  status text not null check (status in
    ('CR-ASKED', 'CR-GIVEN', 'CR-LIMITED', 'CR-REFUSED', 'CR-NOTASKED', 'CR-WITHDRAWN', 'CR-OVERRIDE', 'CR-INVALID')),
  items text[] not null,
  said_by text not null check (said_by in ('PERSON', 'GUARDIAN')),
  device_time timestamptz not null,
  recorded_at timestamptz not null,
  method text,
  language text,
  text_version text,
  interpreter text,
  witness text,
  understood_back boolean,
  contact uuid,
  not_asked_reason text,
  expires_at timestamptz,
  override_reason text,
  effective text,
  lapses_at timestamptz,
  approves uuid references process.consent_statement (id),
  check (status not in ('CR-GIVEN', 'CR-LIMITED', 'CR-REFUSED') or method is not null),
  check (status = 'CR-OVERRIDE' or (language is not null and contact is not null)),
  check (status <> 'CR-NOTASKED' or not_asked_reason is not null),
  check (status <> 'CR-OVERRIDE' or approves is not null or (override_reason is not null and recipient is not null
    and effective in ('at-once', 'after-approval') and lapses_at is not null and expires_at is not null))
);
comment on table process.consent_statement is 'ISO/IEC TS 27560 events; FHIR Consent; no identity data';
comment on column process.consent_statement.position is 'Order of recording; never leaves the service';
comment on column process.consent_statement.organization is 'Who recorded it';
comment on column process.consent_statement.case_organization is 'Who was responsible for the case at that time';
comment on column process.consent_statement.recorder is 'Pseudonym of the staff member: subject of the identity provider';
comment on column process.consent_statement.scope is 'consent-scopes.csv; FHIR Consent.provision.purpose, TS 27560 purpose';
comment on column process.consent_statement.recipient is 'FHIR Consent.provision.actor, TS 27560 recipient; null: none, or everybody for a no';
comment on column process.consent_statement.status is 'consent-statuses.csv; TS 27560 event state, HL7 table 0498';
comment on column process.consent_statement.items is 'Categories; FHIR Consent.provision.data, TS 27560 pii information';
comment on column process.consent_statement.device_time is 'When it was said, as the device claims; the latest word counts by the earlier of this and recorded_at';
comment on column process.consent_statement.expires_at is 'FHIR Consent.provision.period, TS 27560 validity duration';
comment on column process.consent_statement.approves is 'For the approval of an exception: the exception';

create index consent_statement_of_case on process.consent_statement (case_id);
create unique index one_approval on process.consent_statement (approves) where approves is not null;

alter table process.consent_statement enable row level security;
alter table process.consent_statement force row level security;
create policy visible on process.consent_statement for select
  using (platform.current_reach() = 'node'
    or (country = platform.current_country()
      and (platform.current_reach() = 'country'
        or organization = platform.current_organization()
        or case_organization = platform.current_organization()
        or recipient = platform.current_organization())));
create policy recorded_for_oneself on process.consent_statement for insert
  with check (platform.current_reach() = 'node'
    or (country = platform.current_country() and organization = platform.current_organization()));

-- All statements of one case, whoever recorded them: a withdrawal heard elsewhere must shut this door too. Only within
-- the caller's country; whether the caller may touch the case was asked before. The lock makes a withdrawal wait for
-- the decisions that are under way, and whoever decides next sees it: plpgsql takes a new snapshot after the lock.
create function process.consent_statements_of(about uuid, alone boolean)
  returns setof process.consent_statement
  language plpgsql volatile
  set uputnica.reach = 'node'
as $$
begin
  if alone then
    perform pg_advisory_xact_lock(hashtextextended(about::text, 4));
  else
    perform pg_advisory_xact_lock_shared(hashtextextended(about::text, 4));
  end if;
  return query
    select * from process.consent_statement s
    where s.case_id = about and s.country = platform.current_country()
    order by s.position;
end $$;
revoke execute on function process.consent_statements_of(uuid, boolean) from public;
grant execute on function process.consent_statements_of(uuid, boolean) to uputnica_app;

grant select, insert on process.consent_statement to uputnica_app;
