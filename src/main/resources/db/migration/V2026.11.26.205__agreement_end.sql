-- A country leaves what it agreed with another, or stays after all: the last word counts, none is changed. Public, about nobody.
create table process.agreement_end (
  id uuid primary key,
  number bigint generated always as identity,
  country char(2) not null,
  partner char(2) not null check (partner <> country),
  last_day date,
  source text not null,
  said_by text not null,
  said_at timestamptz not null
);
comment on column process.agreement_end.country is 'Who leaves';
comment on column process.agreement_end.last_day is 'Last day on which it holds, of that country; null: what the files say counts again';
comment on column process.agreement_end.source is 'Where it is published';
create unique index last_word_on_agreement on process.agreement_end (country, partner, number desc);

alter table process.agreement_end enable row level security;
alter table process.agreement_end force row level security;
create policy everybody_reads on process.agreement_end for select using (platform.current_reach() <> 'none');
create policy own_country_says on process.agreement_end for insert
  with check (country = (select platform.current_country())::bpchar);
grant select, insert on process.agreement_end to uputnica_app;
