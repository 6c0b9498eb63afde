-- Who asked that a person be erased may take it back while nobody has decided; then somebody can ask anew.
alter table process.erasure drop constraint erasure_state_check;
alter table process.erasure add constraint erasure_state_check
  check (state in ('REQUESTED', 'APPROVED', 'REFUSED', 'TAKEN_BACK'));
comment on column process.erasure.decided_at is 'When it was decided or taken back';
