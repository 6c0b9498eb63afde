-- A yes that is found not to be valid says why. What was recorded before nobody was asked for a reason.
alter table process.consent_statement
  add column invalid_reason text check (invalid_reason in ('DURESS', 'WRONG_PERSON', 'WRONG_LANGUAGE')),
  add check (invalid_reason is null or status = 'CR-INVALID');
comment on column process.consent_statement.invalid_reason is 'For CR-INVALID: why the yes did not count';
