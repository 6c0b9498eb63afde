-- Who has handed her over has no way to go any more.
create or replace function directory.open_address(p_referral uuid) returns table (service uuid, address text)
  language plpgsql
as $$
declare
  asked uuid;
begin
  select r.service into asked
    from process.referral r join process.track t on t.id = r.id
    where r.id = p_referral
      and t.state = 'RF-MOVE'
      and r.sent_at is not null
      and r.handed_over_at is null
      and platform.current_organization() in (r.organization, r.registering_organization);
  if not found then
    return;
  end if;
  perform set_config('uputnica.opened_service', asked::text, true);
  return query select h.service, h.address from directory.house_address h where h.service = asked;
  perform set_config('uputnica.opened_service', '', true);
end
$$;
