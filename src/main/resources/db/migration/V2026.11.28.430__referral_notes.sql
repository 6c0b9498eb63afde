-- What the two sides of a referral write to each other. The words are in her sealed file; here is whose they are, and with which
-- step they left.
create table process.referral_note (
  id uuid primary key,
  referral uuid not null references process.referral (id),
  case_id uuid not null,
  country char(2) not null,
  receiver uuid not null,
  side text not null check (side in ('SENDER', 'RECEIVER')),
  written_at timestamptz not null,
  step text,
  sent_at timestamptz,
  check ((step is null) = (sent_at is null)),
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on column process.referral_note.id is 'Of the sealed note';
comment on column process.referral_note.receiver is 'Who was asked then; another house that is asked afterwards reads nothing of it';
comment on column process.referral_note.step is 'The step that took it along; before that the other side does not know of it';
create index referral_note_of_referral on process.referral_note (referral);
create index referral_note_of_case on process.referral_note (case_id);

alter table process.referral_note enable row level security;
alter table process.referral_note force row level security;
create policy of_the_referral on process.referral_note
  using ((select platform.current_reach()) = 'node' or exists (select from process.referral r where r.id = referral));
create policy no_conflict on process.referral_note as restrictive
  using (not coalesce(case_id = any ((select platform.closed_cases())::uuid[]), false));
grant select, insert, update on process.referral_note to uputnica_app;
