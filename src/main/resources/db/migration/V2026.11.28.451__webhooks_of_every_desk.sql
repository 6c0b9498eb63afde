-- Every role that has an inbox and works for an organisation may add a webhook, so all of them are told of one that was given up.
create or replace function platform.webhook_changed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp set uputnica.reach = 'node' as $$
begin
  perform process.note_change('WEBHOOK', new.id, new.country, array(
    select r || '@' || new.organization
      from unnest(array['R-FRONT', 'R-BORDER', 'R-CASE', 'R-SHELTER', 'R-LAW', 'R-GUARD', 'R-ID', 'R-COORD', 'R-XB']) as r));
  return null;
end $$;
