-- One withdrawal reaches what was shown in every record of the person, each under its own number.
alter table process.recall drop constraint recall_statement_organization_key,
  add constraint recall_asked_once unique (statement, organization, case_id);

comment on column process.case_record.words_count_from is
  'When the case was last closed before it was opened again: only what was said since counts. Null: everything counts; infinity: '
  'the case goes on in another record, and nothing said in this one counts any more';

-- Nobody tells a person who is erased.
create or replace function process.owe_telling() returns trigger language plpgsql set uputnica.reach = 'node' as $$
begin
  insert into process.exception_untold (exception, case_id, country, organization, since)
    select s.id, s.case_id, s.country, s.case_organization, s.recorded_at from process.consent_statement s
    where s.id = coalesce(new.approves, new.id) and (s.effective = 'at-once' or new.approves is not null)
      and not exists (select from process.exception_telling t where t.exception = s.id and t.outcome = 'TOLD')
      and not exists (select from process.track o where o.case_id = s.case_id and o.track = 'overall' and o.state = 'ST-DEAD')
      and not vault.is_erased(s.case_id)
    on conflict do nothing;
  return null;
end $$;

select set_config('uputnica.reach', 'node', true);
delete from process.exception_untold u where vault.is_erased(u.case_id);

update process.case_record c set words_count_from = 'infinity' from process.case_alias a where a.closed_case = c.id;

-- What the journal tells of before disclosures were noted: what was shown under a yes and nobody has asked back since.
insert into process.disclosed (case_id, country, organization, scope, item, first_at)
  select c.id, c.country, told.recipient, scope, item, min(e.at)
  from audit.entry e
    join process.case_record c on c.id = e.case_id and c.country = e.country
    cross join lateral (select e.details[array_position(e.details, 'scopes') + 1] as scopes,
      e.details[array_position(e.details, 'ground') + 1] as grounds, e.details[array_position(e.details, 'items') + 1] as items,
      e.details[array_position(e.details, 'recipient') + 1]::uuid as recipient) as told
    cross join lateral unnest(string_to_array(told.scopes, ' ')) as scope
    cross join lateral unnest(string_to_array(told.items, ' ')) as item
  where e.action = 'disclosure-permitted' and e.kind = 'READ' and scope = any (string_to_array(told.grounds, '+')) and item <> ''
    and not exists (select from process.recall r where r.case_id = c.id and r.organization = told.recipient
      and r.scope = scope and item = any (r.items) and r.asked_at >= e.at)
  group by c.id, c.country, told.recipient, scope, item
  on conflict do nothing;
