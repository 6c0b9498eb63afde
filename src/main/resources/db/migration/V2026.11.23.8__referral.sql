-- Referrals: one service asked for one person. Needs only; identity stays in the vault.
create table process.referral (
  id uuid primary key references process.track (id),
  case_id uuid not null,
  case_code char(11) not null,
  country char(2) not null,
  organization uuid not null,
  registering_organization uuid not null,
  service uuid not null,
  receiver uuid not null,
  priority text not null check (priority in ('EMERGENCY', 'URGENT', 'NORMAL')),
  items text[] not null,
  needs jsonb not null,
  meeting_place text,
  code_word text,
  drafted_at timestamptz not null,
  sent_at timestamptz,
  expected_on date,
  decline_reason text,
  alternative uuid,
  outcome text,
  under_exception text,
  identity_open boolean not null default false,
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on column process.referral.organization is 'Who asks and keeps the case';
comment on column process.referral.needs is 'Needs envelope as the receiver sees it';
create index referral_sent on process.referral (organization, drafted_at desc, id desc);
create index referral_registered on process.referral (registering_organization, drafted_at desc, id desc);
create index referral_received on process.referral (receiver, drafted_at desc, id desc) where sent_at is not null;
create index referral_of_case on process.referral (case_id, drafted_at desc);
create index referral_of_country on process.referral (country, drafted_at desc, id desc);

alter table process.referral enable row level security;
alter table process.referral force row level security;
create policy both_sides on process.referral
  using (platform.current_reach() = 'node'
    or country = platform.current_country()
      and (platform.current_reach() = 'country'
        or platform.current_organization() in (organization, registering_organization)
        or receiver = platform.current_organization() and sent_at is not null));
grant select, insert, update on process.referral to uputnica_app;
