-- Search without reading (docs/adr/0008): blind indexes. Tokens are cut HMACs under keys that are not in the database. Of an
-- organisation: few bits, so that unlike values share a token and only the sealed item tells them apart. Of a country: many
-- bits, of values nearly nobody shares.

create table vault.search_key (
  owner text not null,
  generation integer not null check (generation > 0),
  country char(2) not null,
  proof bytea not null,
  made_at timestamptz not null,
  primary key (owner, generation)
);
comment on table vault.search_key is 'Which search keys there are; the keys are in the key directory';
comment on column vault.search_key.owner is 'Id of an organisation or code of a country';
comment on column vault.search_key.proof is 'HMAC of a constant: a key made anew under an old name is noticed';

create table vault.searcher (
  case_id uuid not null,
  country char(2) not null,
  organization uuid not null,
  categories text[] not null,
  generation integer not null,
  primary key (case_id, organization),
  foreign key (case_id, organization) references vault.person_key (case_id, organization) on delete cascade
);
comment on table vault.searcher is 'Who may find a person by which categories; goes with the key that opens them';
create index searcher_by_generation on vault.searcher (generation);

create table vault.search_token (
  organization uuid not null,
  token integer not null,
  case_id uuid not null,
  country char(2) not null,
  primary key (organization, token, case_id),
  foreign key (case_id, organization) references vault.searcher (case_id, organization) on delete cascade
);
create index search_token_of_case on vault.search_token (case_id, organization);

create table vault.country_token (
  country char(2) not null,
  token bigint not null,
  case_id uuid not null,
  organization uuid not null,
  criteria text[] not null,
  primary key (country, token, case_id),
  foreign key (case_id, organization) references vault.searcher (case_id, organization) on delete cascade
);
comment on column vault.country_token.organization is 'Responsible when it was written';
create index country_token_of_case on vault.country_token (case_id, organization);

do $$
declare
  v_table text;
begin
  foreach v_table in array array['search_key', 'searcher', 'search_token', 'country_token'] loop
    execute format('alter table vault.%I enable row level security', v_table);
    execute format('alter table vault.%I force row level security', v_table);
    execute format('grant select, insert, update, delete on vault.%I to uputnica_vault', v_table);
  end loop;
end $$;

create policy country on vault.search_key to uputnica_vault
  using (platform.current_reach() = 'node' or country = platform.current_country());
create policy searcher on vault.searcher to uputnica_vault
  using (platform.current_reach() = 'node' or (country = platform.current_country()
    and (organization = platform.current_organization() or current_setting('uputnica.vault_door', true) = 'responsible')));
create policy searcher on vault.search_token to uputnica_vault
  using (platform.current_reach() = 'node' or (country = platform.current_country()
    and (organization = platform.current_organization() or current_setting('uputnica.vault_door', true) = 'responsible')));
create policy responsible on vault.country_token to uputnica_vault
  using (platform.current_reach() = 'node' or (country = platform.current_country()
    and current_setting('uputnica.vault_door', true) = 'responsible'));

create function vault.search_keys(p_owner text) returns table (generation integer, proof bytea)
  language sql stable security definer set search_path = '' as $$
  select k.generation, k.proof from vault.search_key k where k.owner = p_owner order by k.generation
$$;

create function vault.put_search_key(p_owner text, p_generation integer, p_country text, p_proof bytea, p_at timestamptz)
  returns void
  language sql security definer set search_path = '' as $$
  insert into vault.search_key (owner, generation, country, proof, made_at)
    values (p_owner, p_generation, p_country, p_proof, p_at)
  on conflict (owner, generation) do nothing
$$;

-- A key nothing was made with any more is forgotten, so that nobody is asked for its file.
create function vault.drop_search_keys(p_generation integer) returns integer
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
declare
  v_dropped integer;
begin
  if exists (select from vault.searcher s where s.generation < p_generation) then
    return 0;
  end if;
  delete from vault.search_key k where k.generation < p_generation;
  get diagnostics v_dropped = row_count;
  return v_dropped;
end $$;

create function vault.searchers(p_case uuid) returns table (organization uuid, categories text[])
  language sql stable security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
  select s.organization, s.categories from vault.searcher s where s.case_id = p_case order by s.organization
$$;

-- Replaces what an organisation finds a person by. Without a wrapped key for it there is nothing to find, and nothing is kept.
create function vault.put_tokens(p_case uuid, p_organization uuid, p_categories text[], p_generation integer, p_tokens integer[])
  returns void
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
begin
  insert into vault.searcher (case_id, country, organization, categories, generation)
    select k.case_id, k.country, k.organization, p_categories, p_generation
    from vault.person_key k where k.case_id = p_case and k.organization = p_organization
  on conflict (case_id, organization) do update set categories = excluded.categories, generation = excluded.generation;
  delete from vault.search_token t where t.case_id = p_case and t.organization = p_organization;
  insert into vault.search_token (organization, token, case_id, country)
    select s.organization, w.token, s.case_id, s.country
    from (select distinct unnest(p_tokens) as token) w
    join vault.searcher s on s.case_id = p_case and s.organization = p_organization;
end $$;

create function vault.put_country_tokens(p_case uuid, p_organization uuid, p_tokens bigint[], p_criteria text[]) returns void
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
begin
  delete from vault.country_token t where t.case_id = p_case;
  insert into vault.country_token (country, token, case_id, organization, criteria)
    select s.country, w.token, s.case_id, s.organization, string_to_array(w.criteria, ' ')
    from (select distinct on (token) token, criteria from unnest(p_tokens, p_criteria) as u (token, criteria) order by token) w
    join vault.searcher s on s.case_id = p_case and s.organization = p_organization;
end $$;

create function vault.drop_searcher(p_case uuid, p_organization uuid) returns boolean
  language plpgsql security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
begin
  delete from vault.searcher s where s.case_id = p_case and s.organization = p_organization;
  return found;
end $$;

-- Best first: those who share the most tokens. The same work for every token, whoever has it.
create function vault.find_tokens(p_organization uuid, p_tokens integer[], p_most integer) returns table (case_id uuid)
  language sql stable security definer set search_path = '' set uputnica.vault_door = 'own' as $$
  select t.case_id
  from (select distinct unnest(p_tokens) as token) w
  cross join lateral (select s.case_id from vault.search_token s
    where s.organization = p_organization and s.token = w.token limit 1000) t
  group by t.case_id order by count(*) desc, t.case_id limit p_most
$$;

-- For the node's own job only: nobody at a desk is told what another organisation keeps.
create function vault.find_country_tokens(p_country text, p_tokens bigint[], p_most integer)
  returns table (case_id uuid, criteria text[])
  language sql stable security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
  select t.case_id, array(select distinct c from vault.country_token o, unnest(o.criteria) c
      where o.country = p_country and o.case_id = t.case_id and o.token = any (p_tokens) order by c)
  from (select distinct f.case_id from (select distinct unnest(p_tokens) as token) w
    cross join lateral (select s.case_id from vault.country_token s
      where s.country = p_country and s.token = w.token limit 100) f) t
  where platform.current_reach() = 'node'
  order by t.case_id limit p_most
$$;

create function vault.country_tokens_of(p_case uuid) returns bigint[]
  language sql stable security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
  select coalesce(array_agg(t.token), '{}') from vault.country_token t
  where t.case_id = p_case and platform.current_reach() = 'node'
$$;

-- For making the index anew, by the node's own job: whose file has not been indexed, or in an earlier generation.
create function vault.next_unindexed(p_generation integer) returns table (case_id uuid, country text, organization uuid)
  language sql stable security definer set search_path = '' set uputnica.vault_door = 'responsible' as $$
  select s.case_id, s.country::text, s.organization from vault.searcher s
  where s.generation < p_generation and platform.current_reach() = 'node'
  order by s.generation limit 1
$$;

grant create on schema vault to uputnica_vault;
do $$
declare
  v_function regprocedure;
begin
  for v_function in select p.oid from pg_catalog.pg_proc p
    where p.pronamespace = 'vault'::regnamespace and p.proname in ('search_keys', 'put_search_key', 'drop_search_keys',
      'searchers', 'put_tokens', 'put_country_tokens', 'drop_searcher', 'find_tokens', 'find_country_tokens',
      'country_tokens_of', 'next_unindexed') loop
    execute format('revoke all on function %s from public', v_function);
    execute format('grant execute on function %s to uputnica_app', v_function);
    execute format('alter function %s owner to uputnica_vault', v_function);
  end loop;
end $$;
revoke create on schema vault from uputnica_vault;

-- Files from before: the job indexes them for the responsible organisation, like those of an earlier generation.
select set_config('uputnica.reach', 'node', true);
insert into vault.searcher (case_id, country, organization, categories, generation)
  select k.case_id, k.country, k.organization, array['NAME', 'CONTACT', 'BIRTH', 'DOCUMENT'], 0
  from vault.person p join vault.person_key k on k.case_id = p.case_id and k.organization = p.organization
  where p.erased_at is null;
select set_config('uputnica.reach', '', true);
