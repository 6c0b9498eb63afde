-- Which services of a country are of a kind. Row security asks its own question first, and lets only such conditions go to
-- an index that cannot tell what they looked at: a comparison of texts can, one of arrays cannot. So the kinds stand apart.
create table directory.service_kind (
  country char(2) not null,
  kind text not null,
  service uuid not null,
  organization uuid not null,
  primary key (country, kind, service),
  foreign key (service, organization, country) references directory.service (id, organization, country)
);
comment on table directory.service_kind is 'Active services by country and code of service-types.csv; written with the service';
create index service_kind_by_service on directory.service_kind (service);
alter table directory.service_kind enable row level security;
alter table directory.service_kind force row level security;
create policy everybody_reads on directory.service_kind for select using ((select platform.current_reach()) <> 'none');
create policy own_or_office_adds on directory.service_kind for insert
  with check ((select platform.current_reach()) = 'node'
    or organization = (select platform.current_organization())
    or (select platform.current_reach()) = 'country' and country = (select platform.current_country()));
create policy own_or_office_removes on directory.service_kind for delete
  using ((select platform.current_reach()) = 'node'
    or organization = (select platform.current_organization())
    or (select platform.current_reach()) = 'country' and country = (select platform.current_country()));
grant select, insert, delete on directory.service_kind to uputnica_app;

create function directory.keep_kinds() returns trigger
  language plpgsql
as $$
begin
  delete from directory.service_kind where service = new.id and not (new.active and kind = any(new.service_types));
  if new.active then
    insert into directory.service_kind (country, kind, service, organization)
      select new.country, kind, new.id, new.organization from unnest(new.service_types) as kind
      on conflict do nothing;
  end if;
  return null;
end
$$;
create trigger keep_kinds after insert or update of active, service_types on directory.service
  for each row execute function directory.keep_kinds();

select set_config('uputnica.reach', 'node', true);
insert into directory.service_kind (country, kind, service, organization)
  select country, kind, id, organization from directory.service, unnest(service_types) as kind where active;

drop index directory.service_by_type;
