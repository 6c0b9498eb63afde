-- A case that is closed to somebody by a conflict of interest is closed in the rooms that came with it too.
create policy no_conflict on process.notice as restrictive using (not platform.is_closed(case_id));
create policy no_conflict on process.case_condition as restrictive using (not platform.is_closed(case_id));
create policy no_conflict on process.erasure as restrictive using (not platform.is_closed(case_id));
create policy no_conflict on vault.attachment as restrictive to uputnica_vault using (not platform.is_closed(case_id));
create policy no_conflict on vault.searcher as restrictive to uputnica_vault using (not platform.is_closed(case_id));
create policy no_conflict on vault.search_token as restrictive to uputnica_vault using (not platform.is_closed(case_id));
