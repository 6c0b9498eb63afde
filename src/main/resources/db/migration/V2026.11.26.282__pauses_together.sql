-- All pauses of a clock together have a limit: how much of it is left. What was paused before counts from now.
alter table process.clock add column pausable_seconds bigint not null default 2592000 check (pausable_seconds >= 0);
comment on column process.clock.pausable_seconds is 'How long somebody may still let it pause; at its next pause, or after this one';
