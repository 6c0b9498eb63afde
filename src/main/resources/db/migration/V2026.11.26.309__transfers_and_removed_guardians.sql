-- What left to whom, on what ground and on what terms: one row per transfer and ground (domain reference 4.5; GDPR art. 30).
-- The journal has every opening; the terms that were in force it has not, and they change with the files of the countries.
create table process.processing_record (
  id uuid primary key,
  case_id uuid not null,
  case_code char(11) not null,
  country char(2) not null,
  at timestamptz not null,
  scope text not null,
  basis text not null,
  recipient uuid not null,
  recipient_country char(2),
  items text[] not null check (cardinality(items) > 0),
  retention_months int,
  safeguard text check (safeguard in ('NOT_NEEDED', 'CONSENT', 'ADEQUACY', 'SAFEGUARDS', 'LAW', 'NOT_SETTLED')),
  agreement text,
  check (safeguard is not null or (retention_months is null and agreement is null)),
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on table process.processing_record is 'Processing record of each transfer of identity to another organisation or country';
comment on column process.processing_record.scope is 'consent-scopes.csv; TS 27560 purpose';
comment on column process.processing_record.basis is 'legal-bases.csv; TS 27560 lawful basis';
comment on column process.processing_record.recipient is 'Organisation; TS 27560 recipient';
comment on column process.processing_record.recipient_country is 'Null: the directory does not know the recipient';
comment on column process.processing_record.retention_months is 'P-RETENT of the version the case ran on; months after closure; null: not settled';
comment on column process.processing_record.safeguard is 'P-XDATA at that time; null: older than these records, and the terms of then are unknown';
comment on column process.processing_record.agreement is 'P-XAGREE in force at that time';
create index processing_by_time on process.processing_record (country, at, id);
create index processing_by_scope on process.processing_record (country, scope, at, id);
create index processing_by_recipient on process.processing_record (country, recipient_country, at, id);
create index processing_by_basis on process.processing_record (country, basis, at, id);

alter table process.processing_record enable row level security;
alter table process.processing_record force row level security;
create policy visible on process.processing_record for select
  using ((select platform.current_reach()) = 'node'
    or country = (select platform.current_country()) and (select platform.current_reach()) = 'country');
-- Who receives is not always who sends, nor reads it later.
create policy written_in_the_country on process.processing_record for insert
  with check ((select platform.current_reach()) = 'node' or country = (select platform.current_country()));
create policy no_conflict on process.processing_record as restrictive
  using (not coalesce(case_id = any ((select platform.closed_cases())::uuid[]), false));
grant select, insert on process.processing_record to uputnica_app;

-- A guardian who is removed for a conflict of interest takes the guardian's yeses with her.
alter table process.consent_statement drop constraint consent_statement_invalid_reason_check,
  add constraint consent_statement_invalid_reason_check
    check (invalid_reason in ('DURESS', 'WRONG_PERSON', 'WRONG_LANGUAGE', 'GUARDIAN_CONFLICT'));

-- What the journal tells of before: openings under a scope that only another organisation opens by. Who answered for the
-- case at that time it does not tell, so openings under CS-STO stay in the journal alone; nor does it tell the terms.
select set_config('uputnica.reach', 'node', true);
insert into process.processing_record (id, case_id, case_code, country, at, scope, basis, recipient, recipient_country, items)
  select gen_random_uuid(), c.id, c.code, c.country, e.at, told.scope, case when ground = told.scope then 'CONSENT' else ground end,
    told.recipient, o.country, string_to_array(told.items, ' ')
  from audit.entry e
    join process.case_record c on c.id = e.case_id and c.country = e.country
    cross join lateral (select e.details[array_position(e.details, 'scopes') + 1] as scope,
      e.details[array_position(e.details, 'ground') + 1] as grounds, e.details[array_position(e.details, 'items') + 1] as items,
      e.details[array_position(e.details, 'recipient') + 1]::uuid as recipient) as told
    cross join lateral unnest(string_to_array(told.grounds, '+')) as ground
    left join directory.organization o on o.id = told.recipient
  where e.action = 'disclosure-permitted' and e.kind = 'READ' and told.items <> ''
    and told.scope <> 'CS-STO' and told.scope not like '% %';
