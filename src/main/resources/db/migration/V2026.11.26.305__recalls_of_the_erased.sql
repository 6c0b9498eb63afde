-- What was shown of a person who is erased is asked back as well: nobody said anything that ended a yes.
alter table process.recall alter column statement drop not null;
comment on column process.recall.statement is 'The withdrawal or the finding of invalidity; null when the person was erased';
comment on table process.recall is 'Asked of every recorded recipient when a yes is taken back or found not to be valid, and when a person is erased; GDPR art. 19';
