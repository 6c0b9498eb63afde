alter table process.clock_event validate constraint clock_event_kind_check;

-- What repeats and was told once is told of anew; the procedure of the case says when. It does not come before what runs out today.
select set_config('uputnica.reach', 'node', true);
update process.clock set tell_at = now()
  where stopped_at is null and due_at is not null and tell_at is null and code in ('DL-REASS', 'DL-FB-2');
