-- A clock that has run out is told once; by whom it is told does not matter, so several copies of the service may look.
alter table process.clock add column told_at timestamptz;
comment on column process.clock.told_at is 'When its running out was put on the work lists of those the procedure names';
drop index process.clock_by_due;
create index clock_to_tell on process.clock (due_at) where stopped_at is null and told_at is null;
