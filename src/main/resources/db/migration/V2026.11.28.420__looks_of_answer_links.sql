-- How often a link is opened: each time is a line of the journal, and whoever has a link could write as many as he likes.
alter table process.answer_link
  add column looks integer not null default 0,
  add column looks_since timestamptz;
comment on column process.answer_link.looks is 'How often it was opened from looks_since on';

drop function process.behind_answer_link(bytea, timestamptz, boolean);

-- What a link leads to, while its request waits for an answer, which is counted; or one that was answered and is not over, for
-- who repeats the answer, which is not.
create function process.behind_answer_link(p_token bytea, p_at timestamptz, p_since timestamptz, p_answered boolean)
  returns table (id uuid, referral uuid, receiver uuid, country text, until timestamptz, looks integer)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp set uputnica.reach = 'node' as $$
begin
  return query
    update process.answer_link l
      set opened_at = coalesce(l.opened_at, p_at),
        looks = case when p_answered then l.looks when l.looks_since > p_since then l.looks + 1 else 1 end,
        looks_since = case when p_answered or l.looks_since > p_since then l.looks_since else p_at end
      from process.referral r, process.track t
      where l.token = p_token and l.until > p_at and r.id = l.referral and r.receiver = l.receiver and t.id = l.referral
        and (l.ended is null and t.state in ('RF-SENT', 'RF-ACK') or p_answered and l.ended = 'ANSWERED')
      returning l.id, l.referral, l.receiver, l.country::text, l.until, l.looks;
end $$;

-- As before; whoever has guessed too much already is told so without waiting for the others who guess.
create or replace function process.answer_link_guessed(p_id uuid, p_source bigint, p_at timestamptz, p_since timestamptz,
    p_of_source integer, p_of_all integer) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (select count(*) from process.answer_link_guess g where g.source = p_source and g.at > p_since) >= p_of_source
      or (select count(*) from process.answer_link_guess g where g.at > p_since) >= p_of_all then
    return false;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('process.answer_link_guessed', 0));
  delete from process.answer_link_guess g where g.at <= p_since;
  if (select count(*) from process.answer_link_guess g where g.source = p_source and g.at > p_since) >= p_of_source
      or (select count(*) from process.answer_link_guess g where g.at > p_since) >= p_of_all then
    return false;
  end if;
  insert into process.answer_link_guess (id, source, at) values (p_id, p_source, p_at);
  return true;
end $$;

revoke all on function process.behind_answer_link(bytea, timestamptz, timestamptz, boolean) from public;
grant execute on function process.behind_answer_link(bytea, timestamptz, timestamptz, boolean) to uputnica_app;
