-- What another country was sent is asked back through the requests that carried it, and each of them is answered for itself.
create table process.request_answer (
  recall uuid not null references process.recall (id),
  request uuid not null references process.crossborder_request (id),
  case_id uuid not null,
  country char(2) not null,
  sequence bigint not null check (sequence >= 0),
  answer text check (answer in ('ERASED', 'STOPPED', 'KEPT')),
  because text check (because in ('COURT_FILE', 'CRIMINAL_FILE', 'MEDICAL_RECORD', 'LEGAL_DUTY', 'LEGAL_CLAIM')),
  answered_at timestamptz,
  primary key (recall, request),
  check ((answer is null) = (answered_at is null)),
  check (coalesce(answer = 'KEPT', false) = (because is not null)),
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on table process.request_answer is 'What the other country says has become of what one request had sent; the recall is answered when all its requests are';
comment on column process.request_answer.sequence is 'Number of the message that asked first; 0 when the request was stopped and asked by that';

alter table process.request_answer enable row level security;
alter table process.request_answer force row level security;
create policy of_the_case on process.request_answer
  using ((select platform.current_reach()) = 'node'
    or country = (select platform.current_country())
      and ((select platform.current_reach()) = 'country'
        or exists (select from process.case_record c where c.id = case_id)));
create policy no_conflict on process.request_answer as restrictive
  using (not coalesce(case_id = any ((select platform.closed_cases())::uuid[]), false));
grant select, insert on process.request_answer to uputnica_app;
grant update (answer, because, answered_at) on process.request_answer to uputnica_app;
