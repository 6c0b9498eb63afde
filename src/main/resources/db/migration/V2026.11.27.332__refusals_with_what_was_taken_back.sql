-- A yes taken back is counted with the refusals: it is recorded as one when it comes in before its yes.
create index no_by_time on process.consent_statement (recorded_at) where status in ('CR-REFUSED', 'CR-WITHDRAWN');
drop index process.refusal_by_time;
