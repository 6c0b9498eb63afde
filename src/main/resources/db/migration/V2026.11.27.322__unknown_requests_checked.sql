-- Reads the table without keeping anybody from it.
alter table process.crossborder_request validate constraint crossborder_request_undelivered_check;
