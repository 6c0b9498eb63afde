-- When and in which languages an organisation answers, and the end of agreements told once.
alter table directory.organization
  add column hours text,
  add column languages text[] not null default '{}';
comment on column directory.organization.hours is 'HSDS schedule of its first place: byday, opens_at, closes_at; local time';
comment on column directory.organization.languages is 'HSDS language.code of its first phone, BCP 47';

create unique index end_of_agreement_told on process.notice (track_id) where about = 'AGREEMENT_ENDED';
