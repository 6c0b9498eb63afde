-- What proves an answer: one sheet may be signed for several. As the statement itself, never changed.
alter table process.consent_statement
  add column evidence uuid,
  add check (evidence is null or status in ('CR-GIVEN', 'CR-LIMITED', 'CR-REFUSED'));
comment on column process.consent_statement.evidence is 'Attachment of the case that proves it; FHIR Consent.source. One of its own names the statement instead';
