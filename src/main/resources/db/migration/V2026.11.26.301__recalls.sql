-- Whom something was shown under which consent, so that it can be asked back from everybody who has it.
create table process.disclosed (
  case_id uuid not null,
  country char(2) not null,
  organization uuid not null,
  scope text not null,
  item text not null,
  first_at timestamptz not null,
  primary key (case_id, organization, scope, item),
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on table process.disclosed is 'What an organisation was shown and nobody has asked back yet; the journal has every reading';
comment on column process.disclosed.organization is 'Who was shown it; FHIR Consent.provision.actor, TS 27560 recipient';

alter table process.disclosed enable row level security;
alter table process.disclosed force row level security;
create policy of_the_country on process.disclosed
  using ((select platform.current_reach()) = 'node'
    or country = (select platform.current_country())
      and ((select platform.current_reach()) = 'country' or organization = (select platform.current_organization())));
create policy no_conflict on process.disclosed as restrictive
  using (not coalesce(case_id = any ((select platform.closed_cases())::uuid[]), false));
grant select, insert, delete on process.disclosed to uputnica_app;

-- Who sends is not always who receives.
create function process.note_disclosed(p_case uuid, p_organization uuid, p_scopes text[], p_items text[], p_at timestamptz)
  returns void language sql set uputnica.reach = 'node' as $$
  insert into process.disclosed (case_id, country, organization, scope, item, first_at)
    select p_case, platform.current_country()::bpchar, p_organization, scope, item, p_at
    from unnest(p_scopes) as scope cross join unnest(p_items) as item
    on conflict do nothing $$;
revoke execute on function process.note_disclosed(uuid, uuid, text[], text[], timestamptz) from public;
grant execute on function process.note_disclosed(uuid, uuid, text[], text[], timestamptz) to uputnica_app;

-- What was shown is asked back: erased, used no more, or kept because a law says so.
create table process.recall (
  id uuid primary key,
  case_id uuid not null,
  case_code char(11) not null,
  country char(2) not null,
  organization uuid not null,
  statement uuid not null references process.consent_statement (id),
  scope text not null,
  items text[] not null check (cardinality(items) > 0),
  asked_at timestamptz not null,
  remind_at timestamptz not null,
  due_at timestamptz not null,
  reminded_at timestamptz,
  escalated_at timestamptz,
  answer text check (answer in ('ERASED', 'STOPPED', 'KEPT')),
  because text check (because in ('COURT_FILE', 'CRIMINAL_FILE', 'MEDICAL_RECORD', 'LEGAL_DUTY', 'LEGAL_CLAIM')),
  answered_by text,
  answered_at timestamptz,
  unique (statement, organization),
  check ((answer is null) = (answered_at is null)),
  check ((answer is null) = (answered_by is null)),
  check (coalesce(answer = 'KEPT', false) = (because is not null)),
  check (asked_at <= remind_at and remind_at <= due_at),
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on table process.recall is 'Asked of every recorded recipient when a yes is taken back or found not to be valid';
comment on column process.recall.organization is 'Who is asked';
comment on column process.recall.statement is 'The withdrawal or the finding of invalidity';
comment on column process.recall.answered_by is 'Opaque id of who answered, or the message that did';
create index recall_of_case on process.recall (case_id, asked_at);
create index recall_of_organization on process.recall (organization, due_at, id) where answer is null;
create index recall_by_due on process.recall (country, due_at, id) where answer is null;
create index recall_to_remind on process.recall (remind_at, id) where answer is null and reminded_at is null;
create index recall_to_escalate on process.recall (due_at, id) where answer is null and escalated_at is null;

alter table process.recall enable row level security;
alter table process.recall force row level security;
create policy both_sides on process.recall
  using ((select platform.current_reach()) = 'node'
    or country = (select platform.current_country())
      and ((select platform.current_reach()) = 'country'
        or organization = (select platform.current_organization())
        or exists (select from process.case_record c where c.id = case_id)));
create policy no_conflict on process.recall as restrictive
  using (not coalesce(case_id = any ((select platform.closed_cases())::uuid[]), false));
grant select, insert on process.recall to uputnica_app;
grant update (reminded_at, escalated_at, answer, because, answered_by, answered_at) on process.recall to uputnica_app;
