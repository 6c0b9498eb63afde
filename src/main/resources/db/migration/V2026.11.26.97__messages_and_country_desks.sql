-- Messages show to whom the request shows that they are about, not to the whole country; the node's own jobs carry them.
drop policy own_side on platform.outbox;
create policy of_the_request on platform.outbox
  using (platform.current_reach() = 'node'
    or country = platform.current_country()
      and exists (select from process.crossborder_request r
        where r.conversation = outbox.conversation and r.country = outbox.country));
drop policy own_side on platform.inbox;
create policy of_the_request on platform.inbox
  using (platform.current_reach() = 'node'
    or country = platform.current_country()
      and exists (select from process.crossborder_request r
        where r.conversation = inbox.conversation and r.country = inbox.country));

-- The first letter of who asks is the only one with identity in it; when the person is erased, it is not sent any more.
alter table platform.outbox drop constraint outbox_undelivered_check;
alter table platform.outbox add constraint outbox_undelivered_check
  check (undelivered in ('UNREADABLE', 'EXPIRED', 'TAKEN_BACK'));

-- A line for the desks of a country shows to who watches over the country and to who sees the run it is about, and to
-- nobody from whom a conflict of interest hides that run.
drop policy of_the_desk on process.waiting;
create policy of_the_desk on process.waiting
  using (platform.current_reach() = 'node'
    or country = platform.current_country()
      and (platform.current_reach() = 'country'
        or split_part(desk, '@', 2) = platform.current_organization()::text
        or exists (select from process.track t where t.id = track_id)))
  with check (platform.current_reach() = 'node' or country = platform.current_country());
