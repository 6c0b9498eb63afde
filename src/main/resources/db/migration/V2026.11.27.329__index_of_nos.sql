-- A yes taken back is counted with the refusals: it is recorded as one when it comes in before its yes. Reads the whole table
-- once, and keeps out who writes there, not who reads; hence apart from the end of the index that it replaces.
create index no_by_time on process.consent_statement (recorded_at) where status in ('CR-REFUSED', 'CR-WITHDRAWN');
