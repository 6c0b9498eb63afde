-- The service looks for what is still asked for somebody who has died; there are few.
create index track_of_the_dead on process.track (case_id) where track = 'overall' and state = 'ST-DEAD';
