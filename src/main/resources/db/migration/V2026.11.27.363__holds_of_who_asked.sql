-- Who asked records a yes that was given on the telephone, and sees as the house does whether a place is held for that request.
create policy of_the_referral on directory.place_hold for select
  using (exists (select from process.referral r where r.id = referral));
