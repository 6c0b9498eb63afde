-- Cases number {first} to {last} of Montenegro, as years of work leave them: nine of ten are closed; of the open ones each thing
-- the board looks for is there. Invented by arithmetic, nobody is behind them.
create or replace function pg_temp.made(p_what text, p_case int) returns uuid
  language sql immutable as $$ select md5(p_what || p_case)::uuid $$;
-- A case code (Crockford base 32); a multiple of 37 has the check character 0.
create or replace function pg_temp.code(p_case int) returns text
  language sql immutable as $$
  select left(s.eight, 4) || '-' || right(s.eight, 4) || '-0' from (select string_agg(
      substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (37::bigint * p_case >> 5 * p & 31)::int + 1, 1), '' order by p desc) as eight
    from generate_series(0, 7) as p) as s $$;

-- The states of referrals of open cases, and with whom each waits. None is on a waiting list: the benchmark makes room, and
-- whoever is on one would be asked for at once.
create temp table if not exists open_referral as
  select * from (values (10, 'RF-SENT', true, false), (20, 'RF-MOVE', true, false), (30, 'RF-SERV', true, false),
    (50, 'RF-ACK', true, false), (60, 'RF-INFO', false, true), (70, 'RF-ACC', true, true), (80, 'RF-ARR', true, false),
    (90, 'RF-COND', true, true), (110, 'RF-CNS', false, true), (120, 'RF-DEC', false, false), (130, 'RF-EXP', false, true),
    (140, 'RF-CAN', false, false), (150, 'RF-DRF', false, true)) as s(rest, state, with_house, with_asker);

insert into process.case_record (id, code, country, organization, registering_organization, registered_by, registered_at,
    device_time, place, name_kind, age_state, age, gender, placement_sex, language, interpreter_needed, need_medical, need_safety,
    need_pregnancy, need_children, need_disability, accompanying_children, indicators, elements, judgement, risk_level,
    risk_assessed_at, guardian_organization, participants, manager, open, mechanism_version, revision)
  select pg_temp.made('case', i), pg_temp.code(i), 'ME', '1e000000-0000-4000-8000-000000000006',
    '1e000000-0000-4000-8000-000000000001', 'bench', now() - make_interval(mins => {last} - i), now(), 'ME-BOZAJ', 'NOT_GIVEN',
    case when i % 5 = 0 then 'CHILD' else 'ADULT' end, case when i % 5 = 0 then 15 end, 'WOMAN', 'WOMAN', 'prs', 'NO', 'NO', 'NO',
    'NO', 'NO', 'NO', 0, '{}', '{}', 'PROFESSIONAL_GROUNDS', (array['LOW', 'MEDIUM', 'HIGH'])[i % 3 + 1], now(),
    case when i % 50 <> 0 then '1e000000-0000-4000-8000-000000000006'::uuid end,
    array['1e000000-0000-4000-8000-000000000006', '1e000000-0000-4000-8000-000000000001']::uuid[],
    case when i % 100 <> 0 then 'bench' end, i % 10 = 0,
    coalesce((select version from process.mechanism_version where country = 'ME' order by kept_at desc limit 1), 'bench'), 0
  from generate_series({first}, {last}) as i;

insert into process.track (id, case_id, country, organization, track, state, owner, mechanism_version, since, revision)
  select pg_temp.made(t.track, i), pg_temp.made('case', i), 'ME', '1e000000-0000-4000-8000-000000000006', t.track,
    case when i % 10 = 0 then t.open else t.closed end, '1e000000-0000-4000-8000-000000000006', c.mechanism_version,
    c.registered_at, 0
  from generate_series({first}, {last}) as i
    join process.case_record c on c.id = pg_temp.made('case', i)
    cross join (values ('overall', 'ST-ACTIVE', 'ST-CLOSED'), ('identification', 'ID-PRE', 'ID-PRE'),
      ('assistance', 'AS-ACT', 'AS-END')) as t(track, open, closed);

insert into process.track (id, case_id, country, organization, track, state, owner, counterpart, mechanism_version, since, revision)
  select pg_temp.made('referral', i), pg_temp.made('case', i), 'ME', '1e000000-0000-4000-8000-000000000006', 'referral',
    coalesce((select state from pg_temp.open_referral where rest = i % 200), 'RF-DONE'),
    '1e000000-0000-4000-8000-000000000006', '1e000000-0000-4000-8000-000000000004', c.mechanism_version, c.registered_at, 0
  from generate_series({first}, {last}) as i join process.case_record c on c.id = pg_temp.made('case', i);
insert into process.referral (id, case_id, case_code, country, organization, registering_organization, service, receiver,
    priority, items, needs, drafted_at, sent_at)
  select pg_temp.made('referral', i), pg_temp.made('case', i), pg_temp.code(i), 'ME',
    '1e000000-0000-4000-8000-000000000006', '1e000000-0000-4000-8000-000000000001', '1e000000-0000-4000-8000-0000000a0401',
    '1e000000-0000-4000-8000-000000000004', (array['EMERGENCY', 'URGENT', 'NORMAL'])[i % 3 + 1], '{NAME}', '{"age":null,"needs":[],"ageState":"ADULT","language":"prs","riskLevel":"MEDIUM","urgentNeeds":{"safety":"NO",
      "medical":"NO","pregnancy":"NO","disability":"NO","childrenWithThePerson":"NO"},"placementSex":"WOMAN","interpreterNeeded":"NO",
      "accompanyingChildren":0}', now(), case when i % 200 not in (110, 150) then now() end
  from generate_series({first}, {last}) as i;

insert into process.track (id, case_id, country, organization, track, state, owner, contact, mechanism_version, since, revision)
  select pg_temp.made('cross-border', i), c.id, 'ME', '1e000000-0000-4000-8000-000000000006', 'cross-border', 'XB-REQ',
    '1e000000-0000-4000-8000-000000000006', '1e000000-0000-4000-8000-000000000007', c.mechanism_version, c.registered_at, 0
  from generate_series({first}, {last}) as i join process.case_record c on c.id = pg_temp.made('case', i) where i % 200 = 40;

insert into process.clock (id, track_id, case_id, country, organization, code, started_at, due_at, stopped_at, next_level)
  select pg_temp.made(k.code, i), pg_temp.made(k.track, i), pg_temp.made('case', i), 'ME',
    '1e000000-0000-4000-8000-000000000006', k.code, now() - interval '60 days',
    now() + make_interval(days => case k.code when 'DL-RET' then 3650 else i % 70 / 10 - 5 end, secs => i % 86400), null,
    case k.code when 'DL-LIST' then 3 else 1 end
  from generate_series({first}, {last}) as i
    join (values ('DL-RET', 'overall'), ('DL-REASS', 'overall'), ('DL-HAND', 'referral'), ('DL-FB-1', 'referral'), ('DL-LIST', 'referral'),
      ('DL-XBR-ACK', 'cross-border')) as k(code, track)
    on case k.code when 'DL-RET' then i % 10 <> 0 when 'DL-REASS' then i % 10 = 0 when 'DL-HAND' then i % 200 = 20
      when 'DL-FB-1' then i % 200 = 30 when 'DL-LIST' then i % 200 = 70 else i % 200 = 40 end;

insert into process.step_taken (id, track_id, case_id, country, organization, step, from_state, to_state, said_by, inputs, taken_at)
  select pg_temp.made('step', i), pg_temp.made('identification', i), pg_temp.made('case', i), 'ME',
    '1e000000-0000-4000-8000-000000000001', 'T003', 'ID-SCR', 'ID-PRE', 'ACTOR', '{}', now()
  from generate_series({first}, {last}) as i;

-- What waits, and that it has come.
with line as (
  insert into process.waiting (desk, rank, track_id, country, organization)
    select d.desk, now() + make_interval(days => i % 60 - 30, secs => i % 86400), pg_temp.made(d.track, i), 'ME',
      '1e000000-0000-4000-8000-000000000006'
    from generate_series({first}, {last}) as i left join pg_temp.open_referral r on r.rest = i % 200
      join (values ('R-CASE@1e000000-0000-4000-8000-000000000006', 'overall', 0), ('R-FRONT@1e000000-0000-4000-8000-000000000001', 'overall', 0),
        ('R-CASE@1e000000-0000-4000-8000-000000000006', 'identification', 0), ('R-COORD@ME', 'identification', 0),
        ('R-SHELTER@1e000000-0000-4000-8000-000000000004', 'referral', 1), ('R-CASE@1e000000-0000-4000-8000-000000000006', 'referral', 2),
        ('R-FRONT@1e000000-0000-4000-8000-000000000001', 'referral', 2)) as d(desk, track, whose)
      on case d.whose when 0 then i % 10 = 0 when 1 then r.with_house else r.with_asker end
    returning desk, line, country)
insert into process.change (reader, kind, id, country) select desk, 'WORK', line, country from line;

insert into process.consent_statement (id, case_id, country, organization, case_organization, recorder, scope, recipient, status,
    items, said_by, device_time, recorded_at, method, language, contact, expires_at, override_reason, effective, lapses_at, case_open)
  select pg_temp.made(s.scope || s.status, i), pg_temp.made('case', i), 'ME', '1e000000-0000-4000-8000-000000000001',
    '1e000000-0000-4000-8000-000000000006', 'bench', s.scope,
    case when s.scope = 'CS-INT' then null else '1e000000-0000-4000-8000-000000000006'::uuid end, s.status, '{NAME}', 'PERSON',
    now(), now(), 'CM-VERB-W', 'prs', pg_temp.made('contact', i), now() + make_interval(days => i % 400, secs => 60),
    case when s.status = 'CR-OVERRIDE' then 'OV-INCAP' end, case when s.status = 'CR-OVERRIDE' then 'at-once' end,
    case when s.status = 'CR-OVERRIDE' then now() + make_interval(hours => 1 + i / 100 % 70) end, i % 10 = 0
  from generate_series({first}, {last}) as i
    join (values ('CS-INT', 'CR-GIVEN'), ('CS-STO', 'CR-GIVEN'), ('CS-REF-SVC', 'CR-OVERRIDE')) as s(scope, status)
    on s.status = 'CR-GIVEN' or i % 1000 = 0;

insert into process.exception_untold (exception, case_id, country, organization, since)
  select pg_temp.made('CS-REF-SVC' || 'CR-OVERRIDE', i), pg_temp.made('case', i), 'ME', '1e000000-0000-4000-8000-000000000006', now()
  from generate_series({first}, {last}) as i where i % 1000 = 0;

-- One of a hundred withdrawals is still asked back.
insert into process.recall (id, case_id, case_code, country, organization, scope, items, asked_at, remind_at, due_at, answer,
    answered_by, answered_at)
  select pg_temp.made('recall', i), pg_temp.made('case', i), pg_temp.code(i), 'ME', '1e000000-0000-4000-8000-000000000004',
    'CS-REF-SVC', '{NAME}', t.due - interval '7 days', t.due - interval '4 days', t.due,
    case when i % 1000 <> 50 then 'ERASED' end, case when i % 1000 <> 50 then 'bench' end,
    case when i % 1000 <> 50 then t.due - interval '5 days' end
  from generate_series({first}, {last}) as i
    cross join lateral (select now() + make_interval(days => i % 30 - 20, secs => i % 86400) as due) as t
  where i % 10 = 0;
