-- A country leaves what it agreed with another, or stays after all: the last word counts, none is changed. Public, about nobody.
create table directory.agreement_end (
  id uuid primary key,
  number bigint generated always as identity,
  country char(2) not null,
  partner char(2) not null check (partner <> country),
  last_day date,
  source text not null,
  said_by text not null,
  said_at timestamptz not null
);
comment on column directory.agreement_end.country is 'Who leaves';
comment on column directory.agreement_end.last_day is 'Last day on which it holds, of that country; null: what the files say counts again';
comment on column directory.agreement_end.source is 'Where it is published';
create unique index last_word_on_agreement on directory.agreement_end (country, partner, number desc);

alter table directory.agreement_end enable row level security;
alter table directory.agreement_end force row level security;
create policy everybody_reads on directory.agreement_end for select using ((select platform.current_reach()) <> 'none');
create policy own_country_says on directory.agreement_end for insert
  with check (country = (select platform.current_country())::bpchar);
grant select, insert on directory.agreement_end to uputnica_app;
