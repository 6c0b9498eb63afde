-- What a yes loses its effect by is judged in one place, and as ConsentPolicy judges it. Of a guardian who is removed for a
-- conflict of interest no yes counts any more, whenever it comes in.
alter table process.case_record add column guardian_yeses_from timestamptz;
comment on column process.case_record.guardian_yeses_from is
  'Until when the latest guardian who was removed for a conflict of interest had been the guardian: only what a guardian agreed to '
  'after it counts. Null: no guardian was removed';

create function process.counts(s process.consent_statement, c process.case_record) returns boolean
  language sql stable as $$
  select s.status = 'CR-OVERRIDE' and s.override_reason is distinct from 'OV-INCAP'
    or least(s.device_time, s.recorded_at) > greatest(coalesce(c.words_count_from, '-infinity'),
      case when s.said_by = 'GUARDIAN' and s.status in ('CR-GIVEN', 'CR-LIMITED')
        then coalesce(c.guardian_yeses_from, '-infinity') else '-infinity' end) $$;
comment on function process.counts(process.consent_statement, process.case_record) is
  'Whether what was said still counts: not from before the case was closed and opened again, no yes of a guardian who was removed';

create or replace function process.consent_statements_of(about uuid, alone boolean, ever boolean)
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
    select s.* from process.consent_statement s left join process.case_record c on c.id = s.case_id
    where s.case_id = about and s.country = platform.current_country() and (ever or process.counts(s, c))
    order by s.position;
end $$;

-- Both are read as part of the statement that asks, so that it is planned whole and sees what its caller sees.
create function process.nos_of_the_meeting(yes process.consent_statement) returns setof process.consent_statement
  language sql stable as $$
  select n.* from process.consent_statement n
  where n.case_id = yes.case_id and n.scope = yes.scope and n.status = 'CR-REFUSED' and n.said_by = yes.said_by
    and n.contact = yes.contact and (n.recipient is null or n.recipient = yes.recipient) $$;
comment on function process.nos_of_the_meeting(process.consent_statement) is
  'What keeps a yes from counting, whichever of the two came in first: the same speaker''s no of the same meeting';

create function process.words_against(yes process.consent_statement) returns setof process.consent_statement
  language sql stable as $$
  select n.* from process.consent_statement n
  where n.case_id = yes.case_id and n.scope = yes.scope and (
    n.status in ('CR-REFUSED', 'CR-WITHDRAWN', 'CR-INVALID') and (n.recipient is null or n.recipient = yes.recipient)
      and (n.said_by = yes.said_by and n.status <> 'CR-INVALID'
        or n.status = 'CR-INVALID' and (n.invalid_reason is distinct from 'GUARDIAN_CONFLICT' or yes.said_by = 'GUARDIAN'))
      and (least(n.device_time, n.recorded_at) >= least(yes.device_time, yes.recorded_at)
        or n.status = 'CR-REFUSED' and n.contact = yes.contact)
    or n.status in ('CR-GIVEN', 'CR-LIMITED') and n.said_by = yes.said_by and (n.said_by <> 'GUARDIAN' or n.method = 'CM-GUARD')
      and (n.recipient is not distinct from yes.recipient or n.recipient is null and cardinality(yes.items) = 0)
      and least(n.device_time, n.recorded_at) > least(yes.device_time, yes.recorded_at)
      and not exists (select from process.nos_of_the_meeting(n))) $$;
comment on function process.words_against(process.consent_statement) is
  'What takes the effect from a yes: a later word, or a no of the same meeting. At one instant a no is the later word. '
  'A yes to nobody in particular agrees to the act, and follows a yes to the act towards somebody';

revoke execute on function process.counts(process.consent_statement, process.case_record),
  process.nos_of_the_meeting(process.consent_statement), process.words_against(process.consent_statement) from public;
grant execute on function process.counts(process.consent_statement, process.case_record),
  process.nos_of_the_meeting(process.consent_statement), process.words_against(process.consent_statement) to uputnica_app;
