-- What went without her yes, on a ground of the law, ends with that ground: one row from when an exception could disclose
-- something until it is over and what rested on it has ended.
create table process.exception_open (
  exception uuid primary key references process.consent_statement (id),
  case_id uuid not null,
  country char(2) not null,
  organization uuid not null,
  ends_at timestamptz not null,
  foreign key (case_id, country) references process.case_record (id, country)
);
comment on table process.exception_open is 'Exceptions on which something may still rest; the row goes when that has ended';
comment on column process.exception_open.organization is 'Who was responsible for the case when the exception was recorded';
comment on column process.exception_open.ends_at is 'When it lapses unapproved, or its time is over; domain reference 3.7, emergency override';
create index exception_by_end on process.exception_open (ends_at, exception);
create index exception_open_of_case on process.exception_open (case_id);

alter table process.exception_open enable row level security;
alter table process.exception_open force row level security;
create policy of_the_node on process.exception_open using ((select platform.current_reach()) = 'node');
create policy no_conflict on process.exception_open as restrictive
  using (not coalesce(case_id = any ((select platform.closed_cases())::uuid[]), false));
grant select, insert, update (ends_at), delete on process.exception_open to uputnica_app;

create function process.keep_exception_open() returns trigger language plpgsql set uputnica.reach = 'node' as $$
begin
  insert into process.exception_open as o (exception, case_id, country, organization, ends_at)
    select s.id, s.case_id, s.country, s.case_organization,
      case when new.approves is null then s.lapses_at else s.expires_at end
    from process.consent_statement s
    where s.id = coalesce(new.approves, new.id) and (s.effective = 'at-once' or new.approves is not null)
    on conflict (exception) do update set ends_at = excluded.ends_at;
  return null;
end $$;
revoke execute on function process.keep_exception_open() from public;
grant execute on function process.keep_exception_open() to uputnica_app;
create trigger keep_exception_open after insert on process.consent_statement for each row
  when (new.status = 'CR-OVERRIDE') execute function process.keep_exception_open();

select set_config('uputnica.reach', 'node', true);
insert into process.exception_open (exception, case_id, country, organization, ends_at)
  select s.id, s.case_id, s.country, s.case_organization,
    case when approved.done then s.expires_at else s.lapses_at end
  from process.consent_statement s
    cross join lateral (select exists (select from process.consent_statement a where a.approves = s.id)) as approved (done)
  where s.status = 'CR-OVERRIDE' and s.approves is null and (s.effective = 'at-once' or approved.done);
