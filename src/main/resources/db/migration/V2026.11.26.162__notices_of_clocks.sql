-- A notice can come from the change of a clock, which it then names.
alter table process.notice alter column step drop not null;
alter table process.notice add check (step is not null or clock is not null);
comment on column process.notice.clock is 'Clock of the run that it is about or is answered before; what stops the clock answers the notice';
