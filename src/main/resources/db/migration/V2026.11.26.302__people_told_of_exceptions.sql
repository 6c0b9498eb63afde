-- Whoever was disclosed without being asked is told of it. Only ever added: told, or why not yet.
create table process.exception_telling (
  id uuid primary key,
  exception uuid not null references process.consent_statement (id),
  case_id uuid not null,
  country char(2) not null,
  organization uuid not null,
  recorder text not null,
  outcome text not null check (outcome in ('TOLD', 'NOT_YET')),
  reason text check (reason in ('ENDANGERS_SOMEBODY', 'CANNOT_UNDERSTAND_NOW', 'OUT_OF_REACH')),
  language text,
  interpreter text,
  contact uuid,
  device_time timestamptz not null,
  recorded_at timestamptz not null,
  check ((outcome = 'NOT_YET') = (reason is not null)),
  check ((outcome = 'TOLD') = (language is not null and contact is not null)),
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on table process.exception_telling is 'GDPR art. 14; domain reference 3.7, emergency override';
comment on column process.exception_telling.recorder is 'Opaque id of who told her, or could not';
create index telling_of_exception on process.exception_telling (exception);
create unique index told_once on process.exception_telling (exception) where outcome = 'TOLD';
create index telling_of_case on process.exception_telling (case_id);

alter table process.exception_telling enable row level security;
alter table process.exception_telling force row level security;
create policy of_the_case on process.exception_telling
  using ((select platform.current_reach()) = 'node'
    or country = (select platform.current_country())
      and ((select platform.current_reach()) = 'country' or exists (select from process.case_record c where c.id = case_id)));
create policy no_conflict on process.exception_telling as restrictive
  using (not coalesce(case_id = any ((select platform.closed_cases())::uuid[]), false));
grant select, insert on process.exception_telling to uputnica_app;

-- That nobody has told her in time was put before a desk, once.
create table process.exception_untold (
  exception uuid primary key references process.consent_statement (id),
  case_id uuid not null,
  country char(2) not null,
  organization uuid not null,
  noticed_at timestamptz not null,
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on column process.exception_untold.organization is 'Who was responsible for the case when the exception was recorded';
alter table process.exception_untold enable row level security;
alter table process.exception_untold force row level security;
create policy of_the_node on process.exception_untold using ((select platform.current_reach()) = 'node');
create policy no_conflict on process.exception_untold as restrictive
  using (not coalesce(case_id = any ((select platform.closed_cases())::uuid[]), false));
grant select, insert on process.exception_untold to uputnica_app;

create index exception_by_time on process.consent_statement (country, recorded_at, id)
  where status = 'CR-OVERRIDE' and approves is null;
