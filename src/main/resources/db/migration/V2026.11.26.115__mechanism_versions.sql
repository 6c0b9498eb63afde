-- Every version of a procedure that a case may have started with, whole: an old case runs on after the files have changed.
create table process.mechanism_version (
  country char(2) not null,
  version text not null check (version ~ '^[0-9a-f]{16}$'),
  files jsonb not null,
  kept_at timestamptz not null,
  primary key (country, version)
);
comment on column process.mechanism_version.files is 'Text of each file by its name; its digest is the version';
alter table process.mechanism_version enable row level security;
alter table process.mechanism_version force row level security;
create policy of_the_node on process.mechanism_version using (platform.current_reach() = 'node');
grant select, insert on process.mechanism_version to uputnica_app;

create index case_by_version on process.case_record (country, mechanism_version, id);
