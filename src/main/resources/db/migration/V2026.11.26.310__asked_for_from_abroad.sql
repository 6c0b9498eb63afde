-- What another country had sent is asked for by its message; where its word that ended the yes is known already, nothing new was said here.
comment on column process.recall.statement is 'The withdrawal or the finding of invalidity; null when the person was erased, or when another country asks for what it had sent';
comment on table process.recall is 'Asked of every recorded recipient when a yes is taken back or found not to be valid, when a person is erased, and when another country asks back; GDPR art. 19';
