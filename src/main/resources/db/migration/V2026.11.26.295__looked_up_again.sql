-- What is asked hourly of every child, and of a case that is opened again: also of clocks that have ended.
create index clock_ever_of_case on process.clock (case_id, code);
create index case_of_child on process.case_record (id) where open and process.is_child(age_state, age);

-- Whether something was ever told about a run, answered or not.
create index notice_ever_of_track on process.notice (track_id, about);
