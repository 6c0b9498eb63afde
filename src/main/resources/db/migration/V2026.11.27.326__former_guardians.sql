-- Who was the guardian of a child until when: a conflict of interest may come to light after another one was named.
create table process.former_guardian (
  case_id uuid not null,
  country char(2) not null,
  organization uuid not null,
  until timestamptz not null,
  primary key (case_id, organization),
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on table process.former_guardian is 'Organisations that were the guardian of a child and are no longer';
comment on column process.former_guardian.until is 'When it was the guardian for the last time';

alter table process.former_guardian enable row level security;
alter table process.former_guardian force row level security;
create policy of_the_case on process.former_guardian
  using ((select platform.current_reach()) = 'node'
    or country = (select platform.current_country()) and exists (select from process.case_record c where c.id = case_id));
create policy no_conflict on process.former_guardian as restrictive
  using (not coalesce(case_id = any ((select platform.closed_cases())::uuid[]), false));
grant select, insert, update (until) on process.former_guardian to uputnica_app;

-- Kept with the change itself, whoever makes it: a copy of an earlier version too.
create function process.keep_former_guardian() returns trigger language plpgsql set uputnica.reach = 'node' as $$
begin
  insert into process.former_guardian as f (case_id, country, organization, until)
    values (old.id, old.country, old.guardian_organization, clock_timestamp() + (platform.service_time() - now()))
    on conflict (case_id, organization) do update set until = greatest(f.until, excluded.until);
  return null;
end $$;
revoke execute on function process.keep_former_guardian() from public;
grant execute on function process.keep_former_guardian() to uputnica_app;
create trigger keep_former_guardian after update of guardian_organization on process.case_record for each row
  when (old.guardian_organization is distinct from new.guardian_organization and old.guardian_organization is not null)
  execute function process.keep_former_guardian();
