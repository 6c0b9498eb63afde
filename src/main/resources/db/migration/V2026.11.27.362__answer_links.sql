-- How a house without accounts answers a request, once: a link whose secret is kept as a hash alone.
create table process.answer_link (
  id uuid primary key,
  referral uuid not null references process.referral (id),
  case_id uuid not null,
  country char(2) not null,
  organization uuid not null,
  receiver uuid not null,
  token bytea not null unique check (octet_length(token) = 32),
  made_by text not null,
  made_at timestamptz not null,
  until timestamptz not null,
  opened_at timestamptz,
  ended text check (ended in ('ANSWERED', 'REPLACED')),
  ended_at timestamptz,
  check ((ended is null) = (ended_at is null)),
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on column process.answer_link.token is 'SHA-256 of 256 random bits that stand in the link; the bits themselves are nowhere';
comment on column process.answer_link.organization is 'Who asks';
create unique index answer_link_open on process.answer_link (referral) where ended is null;
create index answer_link_of_case on process.answer_link (case_id);

alter table process.answer_link enable row level security;
alter table process.answer_link force row level security;
create policy of_the_referral on process.answer_link
  using ((select platform.current_reach()) = 'node' or exists (select from process.referral r where r.id = referral));
create policy no_conflict on process.answer_link as restrictive
  using (not coalesce(case_id = any ((select platform.closed_cases())::uuid[]), false));
grant select, insert, update on process.answer_link to uputnica_app;

-- What was guessed, counted for all copies of the service; it says nothing of anybody and is reached through functions alone.
create table process.answer_link_guess (
  id uuid primary key,
  source bigint not null,
  at timestamptz not null
);
comment on column process.answer_link_guess.source is 'Keyed hash of the address it came from';
create index answer_link_guess_of_source on process.answer_link_guess (source, at);
create index answer_link_guess_at on process.answer_link_guess (at);
alter table process.answer_link_guess enable row level security;
alter table process.answer_link_guess force row level security;
create policy through_functions on process.answer_link_guess to uputnica_owner using (true) with check (true);

-- Counts a secret that leads to nothing, one after the other in all copies; false when too much was tried. A right secret
-- never comes here: nobody closes the links of others by guessing.
create function process.answer_link_guessed(p_id uuid, p_source bigint, p_at timestamptz, p_since timestamptz,
    p_of_source integer, p_of_all integer) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('process.answer_link_guessed', 0));
  delete from process.answer_link_guess g where g.at <= p_since;
  if (select count(*) from process.answer_link_guess g where g.source = p_source and g.at > p_since) >= p_of_source
      or (select count(*) from process.answer_link_guess g where g.at > p_since) >= p_of_all then
    return false;
  end if;
  insert into process.answer_link_guess (id, source, at) values (p_id, p_source, p_at);
  return true;
end $$;

-- What a link leads to, while its request waits for an answer; or one that was answered and is not over, for who repeats the
-- answer.
create function process.behind_answer_link(p_token bytea, p_at timestamptz, p_answered boolean)
  returns table (id uuid, referral uuid, receiver uuid, country text, until timestamptz)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp set uputnica.reach = 'node' as $$
begin
  return query
    update process.answer_link l set opened_at = coalesce(l.opened_at, p_at)
      from process.referral r, process.track t
      where l.token = p_token and l.until > p_at and r.id = l.referral and r.receiver = l.receiver and t.id = l.referral
        and (l.ended is null and t.state in ('RF-SENT', 'RF-ACK') or p_answered and l.ended = 'ANSWERED')
      returning l.id, l.referral, l.receiver, l.country::text, l.until;
end $$;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'process'::regnamespace
      and p.proname in ('answer_link_guessed', 'behind_answer_link') loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to uputnica_app', f);
  end loop;
end $$;
