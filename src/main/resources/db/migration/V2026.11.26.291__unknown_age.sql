-- Nobody knows the age: that is doubt too, and doubt counts for the child.
create or replace function process.is_child(p_age_state text, p_age smallint) returns boolean
  language sql immutable as $$
  select p_age_state in ('CHILD', 'PRESUMED_CHILD') or p_age_state = 'UNKNOWN' and coalesce(p_age < 18, true) $$;

-- The index was made by the function as it was before.
drop index process.case_without_guardian;
create index case_without_guardian on process.case_record (country, registered_at, id)
  where open and process.is_child(age_state, age) and guardian_organization is null;
