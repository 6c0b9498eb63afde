package org.uputnica.bench;

/** The plain SQL: what the service writes, and the reads its rules cannot do without. */
final class Statements {
  static final String CALLER =
      "select set_config('uputnica.country', ?, true), set_config('uputnica.organization', ?,"
          + " true), set_config('uputnica.reach', ?, true)";
  static final String KEY =
      "select fingerprint, status, etag, body from platform.idempotency where caller = ? and key ="
          + " ?";
  static final String KEEP_ANSWER =
      "insert into platform.idempotency (caller, key, country, organization, fingerprint, status,"
          + " etag, body, kept_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
  static final String ENTRY =
      "with entry as (insert into audit.entry (at, country, organization, actor, roles, action,"
          + " outcome, case_id, subject, details, salt, leaf) values (?, ?, ?, ?, ?, ?, 'DONE', ?,"
          + " ?, ?, ?, ?) returning id, leaf) insert into audit.pending (entry_id, leaf) select id,"
          + " leaf from entry";

  static final String CASE =
      """
      insert into process.case_record (id, code, country, organization, registering_organization,
        registered_by, registered_at, device_time, place, name_kind, age_state, gender,
        placement_sex, language, interpreter_needed, need_medical, need_safety, need_pregnancy,
        need_children, need_disability, accompanying_children, indicators, elements, judgement,
        risk_level, risk_assessed_at, participants, mechanism_version, revision)
      values (?, ?, ?, ?, ?, ?, ?, ?, 'ME-BOZAJ', 'NAME', 'ADULT', 'WOMAN', 'WOMAN', 'prs', 'YES',
        'UNKNOWN', 'YES', 'UNKNOWN', 'NO', 'UNKNOWN', 0, ?, ?, 'PROFESSIONAL_GROUNDS', 'MEDIUM', ?,
        ?, 'bench', 0)
      """;
  static final String READ_CASE = "select * from process.case_record where id = ?";
  static final String INVOLVE = "update process.case_record set participants = ? where id = ?";
  static final String SERVE = "update process.case_record set serving = ? where id = ?";

  static final String CONSENT =
      "insert into process.consent_statement (id, case_id, country, organization,"
          + " case_organization, recorder, scope, recipient, status, items, said_by, device_time,"
          + " recorded_at, method, language, interpreter, witness, understood_back, contact,"
          + " expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, 'CR-GIVEN', ?, 'PERSON', ?, ?,"
          + " 'CM-VERB-W', 'prs', 'I-4411', 'S-77', ?, ?, ?)";
  static final String CONSENTS = "select * from process.consent_statements_of(?, ?, false)";

  static final String PUT_PERSON = "select vault.put_person(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  static final String TAKE_ITEMS = "select * from vault.take_items(?, ?, ?)";
  static final String PUT_ITEMS = "select vault.put_items(?, ?, ?, ?, ?, ?, ?, ?, ?)";
  static final String PUT_KEY = "select vault.put_key(?, ?, ?, ?, ?)";

  static final String TRACK =
      "insert into process.track (id, case_id, country, organization, track, state, owner,"
          + " counterpart, mechanism_version, since, revision) values (?, ?, ?, ?, ?, ?, ?, ?,"
          + " 'bench', ?, ?)";
  static final String READ_TRACK = "select * from process.track where id = ?";
  static final String MOVE =
      "update process.track set state = ?, since = ?, revision = ? where id = ? and revision = ?";
  static final String CLOCK =
      "with started as (insert into process.clock (id, track_id, case_id, country, organization,"
          + " code, started_at, due_at, tell_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning *)"
          + clockEvent("STARTED", "started_at", "started");
  static final String READ_CLOCKS =
      "select * from process.clock where track_id = ? and stopped_at is null order by code";
  static final String STOP_CLOCK =
      "with stopped as (update process.clock set stopped_at = ? where track_id = ? and code = ? and"
          + " stopped_at is null returning *)"
          + clockEvent("STOPPED", "stopped_at", "stopped");
  static final String STEP =
      "insert into process.step_taken (id, track_id, case_id, country, organization, step,"
          + " from_state, to_state, said_by, inputs, taken_at) values (?, ?, ?, ?, ?, ?, ?, ?,"
          + " 'ACTOR', ?::jsonb, ?)";
  static final String WAITING =
      "insert into process.waiting (desk, rank, track_id, country, organization) values (?, ?, ?,"
          + " ?, ?)";
  static final String NOT_WAITING =
      "delete from process.waiting where track_id = ? and notice is null";

  static final String READ_SERVICE =
      "select s.*, o.name as organization_name from directory.service s join"
          + " directory.organization o on o.id = s.organization where s.id = ?";
  static final String OFFERS =
      """
      select s.id, s.organization, s.country, s.name, s.service_types, s.area, s.languages, s.interpreter_available,
        s.minimum_age, s.maximum_age, s.sexes, s.accepts_children, s.security_level, s.licensed_until, s.licence_needed,
        s.cooperation_required, s.costs_money, s.active, s.legal_statuses, s.exclusions, s.phone, s.hours, s.on_call,
        s.accessibility, s.maximum_stay, s.extension, s.interpreters, s.licence_body, s.licence_number, s.inspected_on,
        o.name as organization_name
      from directory.service s join directory.organization o on o.id = s.organization
      where s.active and s.id in (select service from directory.service_kind where country = ? and kind = any(?))
      """;
  static final String CAPACITIES =
      "select service, id, unit, available, held, maximum, updated, revision, said_how,"
          + " said_organization, said_function, told_by from directory.capacities() where service ="
          + " any(?) order by unit, id";
  static final String GIVE_BACK =
      "select directory.release_places(referral, ?) from directory.place_hold where service = ? and"
          + " state = 'HELD' and ends_at is null";
  static final String HOLD = "select directory.hold_places(?, ?, ?, ?, '{}', '{}', '{}', ?, ?, ?)";

  static final String REFERRAL =
      "insert into process.referral (id, case_id, case_code, country, organization,"
          + " registering_organization, service, receiver, priority, items, needs, drafted_at)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?, 'URGENT', ?, ?::jsonb, ?)";
  static final String READ_REFERRAL = "select * from process.referral where id = ?";
  static final String SEND =
      "update process.referral set priority = 'URGENT', needs = ?::jsonb, meeting_place ="
          + " 'ME-BOZAJ', sent_at = ? where id = ?";
  static final String OPEN_IDENTITY =
      "update process.referral set expected_on = ?, code_word = 'LIMUN MANGO', identity_open ="
          + " true where id = ?";

  /** The service's own statement: no plainer one gives the same page. */
  static final String WORK_LIST =
      """
      select w.rank, w.line, w.track_id, t.case_id, c.code, t.track, t.state, t.since, c.risk_level,
             (c.organization = ? or c.registering_organization = ?) as team, k.code as clock, k.due_at,
             n.about, n.step, n.noticed_at
      from (select distinct on (rank, line) rank, line, track_id, notice
            from unnest(?::text[]) as d(desk)
            cross join lateral (select rank, line, track_id, notice from process.waiting w
                                where w.desk = d.desk and (w.rank, w.line) > (?, ?)
                                order by w.rank, w.line limit ?) as one
            order by rank, line limit ?) as w
      join process.track t on t.id = w.track_id
      join process.case_record c on c.id = t.case_id
      left join process.notice n on n.id = w.notice
      left join lateral (select code, due_at from process.clock k
                         where k.track_id = t.id and k.stopped_at is null and k.due_at is not null
                           and (w.notice is null or k.code = n.clock)
                         order by due_at limit 1) as k on true
      order by w.rank, w.line
      """;

  static final String SEEN =
      "select seen::text, kinds from platform.inbox_reader where account = ? and organization = ?"
          + " and country = ?";
  static final String HORIZON =
      "select pg_snapshot_xmin(pg_current_snapshot())::text, pg_walfile_name(pg_current_wal_lsn())";

  /** What came before the desks, and of that what still stands there. */
  static final String INBOX =
      """
      select a.transaction::text, a.kind, a.id, a.changed_at
      from (select distinct on (one.transaction, one.kind, one.id) one.transaction, one.kind, one.id, one.changed_at
            from unnest(?::text[]) as r(reader)
            cross join lateral (select c.transaction, c.kind, c.id, c.changed_at from process.change c
                                where c.reader = r.reader and (c.transaction, c.kind, c.id) < (?::xid8, ?, ?)
                                  and c.kind = any (?::text[])
                                order by c.transaction desc, c.kind desc, c.id desc limit ?) as one
            order by one.transaction desc, one.kind desc, one.id desc limit ?) as a
      where exists (select from process.waiting w where w.track_id = a.id and w.notice is null and w.desk = any (?))
        or exists (select from process.waiting w where w.notice = a.id and w.desk = any (?))
      limit ?
      """;

  static final String IN_ORDER =
      "select set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true),"
          + " set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off',"
          + " true)";
  static final String DEADLINES =
      """
      select k.due_at as at, k.id as line, c.organization, c.id as case_id, c.code, process.is_child(c.age_state, c.age) as child,
        t.id as track_id, t.state, k.code as clock, r.priority
      from process.clock k left join process.track t on t.id = k.track_id
        join process.case_record c on c.id = k.case_id left join process.referral r on r.id = k.track_id
      where k.stopped_at is null and k.due_at is not null and c.open
        and not exists (select from process.clock o where o.case_id = k.case_id
          and o.stopped_at is null and (o.due_at, o.id) < (k.due_at, k.id))
        and k.country = ?::bpchar and (k.due_at, k.id) > (?, ?) and k.due_at < ?
      order by k.due_at, k.id limit ?
      """;

  static final String NEEDS =
      """
      {"age":null,"needs":[],"ageState":"ADULT","language":"prs","riskLevel":"MEDIUM","urgentNeeds":\
      {"safety":"YES","medical":"UNKNOWN","pregnancy":"UNKNOWN","disability":"UNKNOWN",\
      "childrenWithThePerson":"NO"},"placementSex":"WOMAN","interpreterNeeded":"YES",\
      "accompanyingChildren":0}\
      """;

  private Statements() {}

  private static String clockEvent(String kind, String at, String clock) {
    return (" insert into process.clock_event (id, clock_id, track_id, case_id, country,"
            + " organization, code, kind, happened_at, due_at, level) select ?, id, track_id,"
            + " case_id, country, organization, code, '%s', %s, due_at, 0 from %s")
        .formatted(kind, at, clock);
  }
}
