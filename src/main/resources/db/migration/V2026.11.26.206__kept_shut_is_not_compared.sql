-- Nobody is searched by, or compared with, the tokens of who is kept shut, either.
create policy awaits_erasure on vault.search_token as restrictive to uputnica_vault
  using (not exists (select from vault.awaits_erasure a where a.case_id = search_token.case_id));
create policy awaits_erasure on vault.country_token as restrictive to uputnica_vault
  using (not exists (select from vault.awaits_erasure a where a.case_id = country_token.case_id));

-- Nobody waits for another copy of the service that has her in hand: what that one leaves, the next follow-up does.
create or replace function vault.take_follow_up(p_case uuid, p_reach integer) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  if not pg_catalog.pg_try_advisory_xact_lock(5275, pg_catalog.hashtext(p_case::text)) then
    return false;
  end if;
  return exists (select from vault.person p
    where p.case_id = p_case and p.erased_at is not null and p.followed_up < p_reach and platform.current_reach() = 'node');
end $$;
