-- What is asked hourly of every child, and of a case that is opened again: also of clocks that have ended.
create index clock_ever_of_case on process.clock (case_id, code);
create index case_of_child on process.case_record (id) where open and process.is_child(age_state, age);

-- Whether something was ever told about a run, answered or not.
create index notice_ever_of_track on process.notice (track_id, about);

-- Who was taken for an adult until 291 is a child in what is asked of another country as well.
select set_config('uputnica.reach', 'node', true);
update process.crossborder_request r set child = true
  from process.case_record c, process.track t
  where c.id = r.case_id and t.id = r.id and t.state <> 'XB-STOP' and not r.child and process.is_child(c.age_state, c.age);

-- Who died on the way to a house, or in one, is looked for by no clock, and nobody waits for her; the service tells the house.
with rests as (
  update process.clock k set stopped_at = now()
    from process.track t, process.track o
    where t.id = k.track_id and t.track = 'referral' and t.state in ('RF-MOVE', 'RF-ARR', 'RF-SERV')
      and o.case_id = t.case_id and o.track = 'overall' and o.state = 'ST-DEAD' and k.stopped_at is null and k.code <> 'DL-RET'
    returning k.*)
insert into process.clock_event (id, clock_id, track_id, case_id, country, organization, code, kind, happened_at, due_at, level)
  select gen_random_uuid(), r.id, r.track_id, r.case_id, r.country, r.organization, r.code, 'STOPPED', r.stopped_at, r.due_at, 0
  from rests r;
delete from process.waiting w
  using process.track t, process.track o
  where t.id = w.track_id and t.track = 'referral' and t.state in ('RF-MOVE', 'RF-ARR', 'RF-SERV') and w.notice is null
    and o.case_id = t.case_id and o.track = 'overall' and o.state = 'ST-DEAD';
