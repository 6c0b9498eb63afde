-- Where the two sides have no word (any more), nobody comes: she took her yes back, has died or is erased. And a yes that
-- the asking side noted down opens no way to the house. Both were asked by the service alone.
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
      and r.code_word is not null
      and r.answered_by is distinct from 'TELEPHONE'
      and platform.current_organization() in (r.organization, r.registering_organization);
  if not found then
    return;
  end if;
  perform set_config('uputnica.opened_service', asked::text, true);
  return query select h.service, h.address from directory.house_address h where h.service = asked;
  perform set_config('uputnica.opened_service', '', true);
end
$$;

comment on column process.referral.code_word is
  'From acceptance until the two sides have met, or nobody comes any more; the way is open as long as there is one';

-- How she comes is no longer kept with the answers to writes; what was kept of it with a referral or a request abroad is
-- forgotten. What a repeat may see of it is read anew.
update platform.idempotency
  set body = convert_to(
    (convert_from(body, 'UTF8')::jsonb - '{codeWord,meetingPlace,meetAt,companion}'::text[])::text, 'UTF8')
  where position('"codeWord":"'::bytea in body) > 0
    or (position('"identityOpen":'::bytea in body) > 0
      and (position('"meetAt":"'::bytea in body) > 0 or position('"meetingPlace":"'::bytea in body) > 0
        or position('"companion":"'::bytea in body) > 0));

update platform.idempotency
  set body = convert_to((convert_from(body, 'UTF8')::jsonb - 'input')::text, 'UTF8')
  where position('"resourceType":"Task"'::bytea in body) > 0;

comment on table platform.idempotency is
  'First answer to each write; holds no identity data and nothing of how she comes: a repeat reads that anew';
