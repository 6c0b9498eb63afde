-- Devices that were locked, or not met, long ago are forgotten. The service itself may not delete a row of this table; it may only
-- ask for the oldest ones to go, in batches, one copy of the service at a time. Whatever it asks, nothing younger than thirty days
-- goes: a lock outlives every session and every token of the device it closed.
create index device_by_age on platform.device ((coalesce(locked_at, seen_at)));

create function platform.forget_devices(before timestamptz, at_most integer)
  returns table (of_device uuid, of_country char(2), of_organization uuid, of_account text)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not pg_try_advisory_xact_lock(hashtextextended('platform.device', 0)) then
    return;
  end if;
  return query
    delete from platform.device d
      where d.id in (select o.id from platform.device o
        where coalesce(o.locked_at, o.seen_at) < least(before, now() - interval '30 days')
        order by coalesce(o.locked_at, o.seen_at) limit at_most)
      returning d.id, d.country, d.organization, d.account;
end $$;
comment on function platform.forget_devices is 'Deletes up to at_most devices locked or met last before a time, and names them; none while another session does it';
revoke all on function platform.forget_devices from public;
grant execute on function platform.forget_devices to uputnica_app;
