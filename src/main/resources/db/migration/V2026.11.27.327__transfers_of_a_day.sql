-- A transfer is kept once a day, however often it is read: the same items to the same recipient on the same ground.
-- Reads the whole table once, and keeps out who writes there, not who reads; hence apart from the column.
create unique index transfer_of_a_day on process.processing_record (case_id, recipient, day, scope, basis, items)
  where day is not null;

-- Asked before each transfer is kept, and mostly answered with nothing. Sees the case whoever opens, and tells nothing of it.
create function process.transfers_to_keep(about uuid, receiver uuid, scopes text[], bases text[], shown text[], today date)
  returns setof int
  language plpgsql stable
  set uputnica.reach = 'node'
as $$
begin
  if exists (select from process.case_record c where c.id = about and c.organization = receiver) then
    return;
  end if;
  return query
    select ground.place::int - 1 from unnest(scopes, bases) with ordinality as ground (scope, basis, place)
    where not exists (select from process.processing_record r where r.case_id = about and r.recipient = receiver
      and r.day = today and r.scope = ground.scope and r.basis = ground.basis and r.items = shown);
end $$;
comment on function process.transfers_to_keep(uuid, uuid, text[], text[], text[], date) is
  'Which of these grounds carry a transfer that is not on record of this day yet, by place; none to who answers for the case';
revoke execute on function process.transfers_to_keep(uuid, uuid, text[], text[], text[], date) from public;
grant execute on function process.transfers_to_keep(uuid, uuid, text[], text[], text[], date) to uputnica_app;
