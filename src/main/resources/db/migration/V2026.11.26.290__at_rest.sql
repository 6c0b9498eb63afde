-- An end of an agreement is told each time it is said; what was told and is not so any more is taken back.
drop index process.end_of_agreement_told;
create unique index end_of_agreement_told on process.notice (track_id) where about = 'AGREEMENT_ENDED' and answered_at is null;

-- The other runs of a case that is over rest: they wait for nobody, and none of their clocks runs but the time to ask for a review,
-- as long as she lives. From now on the step that ends a case does it; here for the cases that ended before.
select set_config('uputnica.reach', 'node', true);
with rests as (
  update process.clock k set stopped_at = now()
    from process.track t, process.track o
    where t.id = k.track_id and t.track <> 'overall' and k.stopped_at is null
      and o.case_id = t.case_id and o.track = 'overall' and o.state in ('ST-CLOSED', 'ST-CLREF', 'ST-DEAD')
      and k.code <> 'DL-RET' and (k.code <> 'DL-RECON' or o.state = 'ST-DEAD')
    returning k.*)
insert into process.clock_event (id, clock_id, track_id, case_id, country, organization, code, kind, happened_at, due_at, level)
  select gen_random_uuid(), r.id, r.track_id, r.case_id, r.country, r.organization, r.code, 'STOPPED', r.stopped_at, r.due_at, 0
  from rests r;
delete from process.waiting w
  using process.track t, process.case_record c
  where t.id = w.track_id and c.id = t.case_id and not c.open and t.track <> 'overall' and w.notice is null;
