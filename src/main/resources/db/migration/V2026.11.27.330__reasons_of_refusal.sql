-- Why she said no or took a yes back, where she cared to say: a code, no words, and no condition of anything. What was recorded
-- before has none. Held against the rows there are in the next migration, with no lock that keeps anybody out.
alter table process.consent_statement
  add column refusal_reason text,
  add constraint consent_statement_refusal_reason_check
    check (refusal_reason in ('RR-NOTRUST', 'RR-FEAR', 'RR-NOTNOW', 'RR-NONEED', 'RR-UNCLEAR', 'RR-OTHER', 'RR-NOTSAID')) not valid,
  add constraint consent_statement_reason_of_a_no
    check (refusal_reason is null or status in ('CR-REFUSED', 'CR-WITHDRAWN')) not valid;
comment on column process.consent_statement.refusal_reason is
  'refusal-reasons.csv; for CR-REFUSED and CR-WITHDRAWN; read by the recording organisation, unless it is the recipient, and counted';
