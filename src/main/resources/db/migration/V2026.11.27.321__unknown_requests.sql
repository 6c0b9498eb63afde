-- What the other country cannot place is shown by the side that wrote it.
alter table process.crossborder_request drop constraint crossborder_request_undelivered_check;
alter table process.crossborder_request add constraint crossborder_request_undelivered_check
  check (undelivered in ('UNREADABLE', 'EXPIRED', 'UNKNOWN')) not valid;
