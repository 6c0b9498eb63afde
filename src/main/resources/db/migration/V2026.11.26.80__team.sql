-- Who within the responsible organisation works on a case, and who must see nothing of it.
alter table process.case_record
  add column manager text,
  add column colleagues text[] not null default '{}',
  add column conflicted uuid[] not null default '{}';
comment on column process.case_record.manager is 'HTCDS cas_CaseOwner, as an account: subject of the identity provider; null until somebody takes the case over';
comment on column process.case_record.colleagues is 'Accounts of the responsible organisation that work on the case beside the manager';
comment on column process.case_record.conflicted is 'Organisations with a conflict of interest, as in process.conflict_of_interest';

create table process.conflict_of_interest (
  id uuid primary key,
  case_id uuid not null,
  country char(2) not null,
  organization uuid not null,
  account text,
  barred uuid,
  reason text not null check (reason in ('RELATED', 'KNOWN_PRIVATELY', 'PARTY_TO_THE_CASE', 'NAMED_BY_THE_PERSON', 'OTHER_DUTY')),
  recorded_by text not null,
  recorded_at timestamptz not null,
  lifted_by text,
  lifted_at timestamptz,
  check ((account is null) <> (barred is null)),
  check ((lifted_by is null) = (lifted_at is null)),
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on table process.conflict_of_interest is 'An account or an organisation that sees nothing of a case until it is lifted';
comment on column process.conflict_of_interest.organization is 'Who was responsible for the case when it was recorded';
comment on column process.conflict_of_interest.account is 'Subject of the identity provider';
create index conflict_of_account on process.conflict_of_interest (account) where lifted_at is null;
create index conflict_of_organization on process.conflict_of_interest (barred) where lifted_at is null;
create index conflict_of_case on process.conflict_of_interest (case_id);

alter table process.conflict_of_interest enable row level security;
alter table process.conflict_of_interest force row level security;
create policy of_the_case on process.conflict_of_interest
  using (platform.current_reach() = 'node'
    or country = platform.current_country()
      and exists (select from process.case_record c where c.id = case_id));
grant select, insert, update on process.conflict_of_interest to uputnica_app;

-- Asked once, when a transaction begins; everything below compares with what was found.
create function process.cases_closed_to(p_account text, p_organization uuid) returns text
  language plpgsql stable set uputnica.reach = 'node' as $$
begin
  return (select string_agg(c.case_id::text, ',') from process.conflict_of_interest c
    where c.lifted_at is null and (c.account = p_account or c.barred = p_organization));
end $$;
revoke execute on function process.cases_closed_to(text, uuid) from public;
grant execute on function process.cases_closed_to(text, uuid) to uputnica_app;

create function platform.is_closed(p_case uuid) returns boolean
  language sql stable as $$
  select coalesce(p_case = any (string_to_array(nullif(current_setting('uputnica.closed', true), ''), ',')::uuid[]), false)
    and platform.current_reach() <> 'node' $$;

do $$
declare t text;
begin
  foreach t in array array['process.track', 'process.clock', 'process.step_taken', 'process.referral',
    'process.crossborder_request', 'process.consent_statement'] loop
    execute format('create policy no_conflict on %s as restrictive using (not platform.is_closed(case_id))', t);
  end loop;
end $$;
create policy no_conflict on process.case_record as restrictive using (not platform.is_closed(id));
create policy no_conflict on process.waiting as restrictive
  using (nullif(current_setting('uputnica.closed', true), '') is null or platform.current_reach() = 'node'
    or exists (select from process.track t where t.id = track_id));
create policy no_conflict on vault.person as restrictive to uputnica_vault using (not platform.is_closed(case_id));
create policy no_conflict on vault.person_key as restrictive to uputnica_vault using (not platform.is_closed(case_id));
create policy no_conflict on vault.sealed_item as restrictive to uputnica_vault using (not platform.is_closed(case_id));
-- What she does herself is still journalled.
create policy no_conflict on audit.entry as restrictive for select using (case_id is null or not platform.is_closed(case_id));
