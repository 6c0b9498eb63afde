-- How the two sides of an accepted referral meet, and what the side that asked says of it.
alter table process.referral
  add column meet_at timestamptz,
  add column companion text,
  add column handed_over_at timestamptz;
comment on column process.referral.companion is 'Who goes with her, of the list companion; absent while it is not sent, and for what was sent before this was kept';
comment on column process.referral.code_word is 'From acceptance until the two sides have met, or nobody comes any more';
