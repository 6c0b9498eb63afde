-- Who is kept shut counts as erased for whoever compares.
create or replace function vault.is_erased(p_case uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select platform.current_reach() = 'node'
    and (exists (select from vault.person p where p.case_id = p_case and p.erased_at is not null)
      or exists (select from vault.awaits_erasure a where a.case_id = p_case))
$$;
