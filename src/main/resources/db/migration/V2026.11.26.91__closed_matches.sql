-- A possible match is closed to whoever one of its two cases is closed to.
create policy no_conflict on process.possible_match as restrictive
  using (not platform.is_closed(asking_case) and not platform.is_closed(other_case));
