-- A request to erase goes with the case: whoever is responsible now sees and decides it, whoever was no longer does.
drop policy of_country on process.erasure;
create policy of_the_responsible on process.erasure
  using (platform.current_reach() = 'node'
    or country = platform.current_country()
      and (platform.current_reach() = 'country'
        or exists (select from process.case_record c
          where c.id = case_id and c.organization = platform.current_organization())));
