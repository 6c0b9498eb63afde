-- A message that could not be followed may tell of a step that nobody here knows by that name, or of none.
alter table process.notice
  drop constraint notice_check1,
  add check (step is not null or clock is not null or about = 'MESSAGE_NOT_FOLLOWED');

-- What is open of a case, of whatever run.
create index notice_of_case on process.notice (case_id) where answered_at is null;
