-- no_by_time has the refusals too.
drop index process.refusal_by_time;
