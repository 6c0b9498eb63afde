-- What the coordinator's board reads, in the order of an index each, so that a page costs the same with any number of cases.
alter table process.case_record add column open boolean not null default true;
comment on column process.case_record.open is 'Whether the run of the overall track has not been closed; follows it';

create function process.is_child(p_age_state text, p_age smallint) returns boolean
  language sql immutable as $$
  select p_age_state in ('CHILD', 'PRESUMED_CHILD') or p_age_state = 'UNKNOWN' and coalesce(p_age < 18, false) $$;
comment on function process.is_child(text, smallint) is 'Whether the rule for children applies: doubt counts for the child';

create function process.follow_overall() returns trigger
  language plpgsql set uputnica.reach = 'node' as $$
begin
  update process.case_record set open = new.state not in ('ST-CLOSED', 'ST-CLREF', 'ST-DEAD') where id = new.case_id;
  return null;
end $$;
revoke execute on function process.follow_overall() from public;
create trigger overall_moved after update of state on process.track
  for each row when (new.track = 'overall' and new.state <> old.state) execute function process.follow_overall();

select set_config('uputnica.reach', 'node', true);
update process.case_record c set open = false
  where exists (select from process.track t where t.case_id = c.id and t.track = 'overall'
    and t.state in ('ST-CLOSED', 'ST-CLREF', 'ST-DEAD'));

create index case_unmanaged on process.case_record (country, registered_at, id) where open and manager is null;
create index case_unmanaged_of on process.case_record (organization, registered_at, id) where open and manager is null;
create index case_without_guardian on process.case_record (country, registered_at, id)
  where open and process.is_child(age_state, age) and guardian_organization is null;
create index clock_by_due on process.clock (country, due_at, id) where stopped_at is null and due_at is not null;
create index clock_by_code on process.clock (country, code, due_at, id)
  where stopped_at is null and due_at is not null and code in ('DL-XBR-ACK', 'DL-HAND', 'DL-FB-1');
create index track_unanswered on process.track (country, since, id) where state in ('RF-SENT', 'RF-ACK');
create index exception_to_approve on process.consent_statement (country, lapses_at, id)
  where status = 'CR-OVERRIDE' and approves is null;
create index consent_by_end on process.consent_statement (country, expires_at, id)
  where status in ('CR-GIVEN', 'CR-LIMITED');
create index service_capacity_by_age on directory.service_capacity (country, updated, id);
