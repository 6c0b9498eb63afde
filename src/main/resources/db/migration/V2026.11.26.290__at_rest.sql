-- An end of an agreement is told each time it is said; what was told and is not so any more is taken back.
drop index process.end_of_agreement_told;
create unique index end_of_agreement_told on process.notice (track_id) where about = 'AGREEMENT_ENDED' and answered_at is null;

-- The other runs of a case that is over rest: they wait for nobody, and none of their clocks runs. While she lives, a body still
-- decides on status what it was asked, and the time to ask for a review runs. From now on the step that ends a case does it; here for
-- the cases that ended before. What was still asked of others for somebody who has died is taken back by the service itself, with its
-- step: until then it stays before those who were asked.
select set_config('uputnica.reach', 'node', true);
with rests as (
  update process.clock k set stopped_at = now()
    from process.track t, process.track o
    where t.id = k.track_id and t.track <> 'overall' and k.stopped_at is null
      and o.case_id = t.case_id and o.track = 'overall' and o.state in ('ST-CLOSED', 'ST-CLREF', 'ST-DEAD')
      and k.code <> 'DL-RET' and (k.code not in ('DL-RG', 'DL-CG', 'DL-RECON') or o.state = 'ST-DEAD')
      and not (o.state = 'ST-DEAD' and t.track in ('referral', 'cross-border')
        and t.state not in ('RF-DEC', 'RF-EXP', 'RF-CAN', 'RF-DONE', 'XB-STOP'))
    returning k.*)
insert into process.clock_event (id, clock_id, track_id, case_id, country, organization, code, kind, happened_at, due_at, level)
  select gen_random_uuid(), r.id, r.track_id, r.case_id, r.country, r.organization, r.code, 'STOPPED', r.stopped_at, r.due_at, 0
  from rests r;
delete from process.waiting w
  using process.track t, process.track o
  where t.id = w.track_id and t.track <> 'overall' and w.notice is null
    and o.case_id = t.case_id and o.track = 'overall' and o.state in ('ST-CLOSED', 'ST-CLREF', 'ST-DEAD')
    and (t.state not in ('ID-PND', 'ID-REV') or o.state = 'ST-DEAD')
    and not (o.state = 'ST-DEAD' and t.track in ('referral', 'cross-border')
      and t.state not in ('RF-DEC', 'RF-EXP', 'RF-CAN', 'RF-DONE', 'XB-STOP'));

-- What asks for something to be done with the person is answered by the step that ended her case.
with answered as (
  update process.notice n set answer = ending.step, answered_by = 'service', answered_at = now()
    from process.track o
      cross join lateral (select s.step from process.step_taken s where s.track_id = o.id order by s.taken_at desc, s.id desc limit 1) ending
    where o.case_id = n.case_id and o.track = 'overall' and o.state in ('ST-CLOSED', 'ST-CLREF', 'ST-DEAD')
      and n.answered_at is null
      and n.about in ('CONSIDER_MISSING', 'REPORT_MISSING_CHILD', 'OFFER_SCREENING', 'RECONSIDER_SOLUTION', 'CLOCK_PAUSED', 'EXTENSION_ASKED')
      and (n.clock is null or n.clock <> 'DL-RET' and (n.clock not in ('DL-RG', 'DL-CG', 'DL-RECON') or o.state = 'ST-DEAD'))
    returning n.id)
delete from process.waiting w using answered a where a.id = w.notice;
