-- A question that is open is no answer, and a yes under a condition none yet.
create index track_without_answer on process.track (country, since, id) where state in ('RF-SENT', 'RF-ACK', 'RF-INFO', 'RF-COND');

-- Waiting lists of which a house says nothing for the second time.
create index clock_of_waiting_lists on process.clock (country, due_at, id)
  where stopped_at is null and due_at is not null and code = 'DL-LIST' and next_level > 2;

drop index process.track_unanswered;

-- A clock that repeats is told of anew each time its length has passed once more. The history there is, is looked at apart.
alter table process.clock_event
  drop constraint clock_event_kind_check,
  add constraint clock_event_kind_check check (kind in ('STARTED', 'WARNED', 'PASSED', 'ESCALATED', 'TOLD_AGAIN', 'PAUSED',
    'RESUMED', 'EXTENSION_ASKED', 'EXTENSION_REFUSED', 'EXTENDED', 'STOPPED')) not valid;
comment on column process.clock.next_level is 'What is told of it next: 0 that it will run out, 1 that it has, 2 and above the escalations, or how often its length has passed once more';
