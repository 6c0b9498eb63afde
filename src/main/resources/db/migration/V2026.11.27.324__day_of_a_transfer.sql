alter table process.processing_record add column day date;
comment on column process.processing_record.day is 'Day of the transfer (UTC); null: from before it was kept once a day';
