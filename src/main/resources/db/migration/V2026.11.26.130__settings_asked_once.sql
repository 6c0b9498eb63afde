-- Every policy asks who is calling once for a statement, not once for a row: a subquery that depends on no row is planned
-- as an InitPlan. What the policies say stays the same.
create function platform.closed_cases() returns uuid[]
  language sql stable as $$
  select case when platform.current_reach() = 'node' then '{}'::uuid[]
    else coalesce(string_to_array(nullif(current_setting('uputnica.closed', true), ''), ',')::uuid[], '{}') end $$;
comment on function platform.closed_cases() is 'Cases closed to the caller by a conflict of interest';

create function platform.asked_once(p_condition text) returns text
  language sql immutable as $$
  select regexp_replace(
    regexp_replace(p_condition, 'platform\.is_closed\(([a-z_.]+)\)',
      'coalesce(\1 = any ((select platform.closed_cases())::uuid[]), false)', 'g'),
    'platform\.(current_reach|current_country|current_organization)\(\)', '(select platform.\1())', 'g') $$;

do $$
declare p record;
begin
  perform set_config('search_path', 'pg_catalog', true); -- so that every name is written with its schema
  for p in
    select policy.polname as name, policy.polrelid::regclass as on_table,
      pg_get_expr(policy.polqual, policy.polrelid) as seen, pg_get_expr(policy.polwithcheck, policy.polrelid) as written
    from pg_policy policy join pg_class c on c.oid = policy.polrelid
    where c.relnamespace::regnamespace::text in ('platform', 'audit', 'directory', 'process', 'vault')
  loop
    if p.seen is not null then
      execute format('alter policy %I on %s using (%s)', p.name, p.on_table, platform.asked_once(p.seen));
    end if;
    if p.written is not null then
      execute format('alter policy %I on %s with check (%s)', p.name, p.on_table, platform.asked_once(p.written));
    end if;
  end loop;
end $$;
drop function platform.asked_once(text);

alter policy no_conflict on process.waiting
  using ((select cardinality(platform.closed_cases()) = 0)
    or exists (select from process.track t where t.id = track_id));
