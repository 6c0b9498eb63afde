-- Proofs of possession that were taken (RFC 9449, section 11.1), so that none is taken twice by any copy of the service.
-- A row says nothing about anybody: a hash, and until when it matters. The service reaches it only through the two functions.
create table platform.used_proof (
  proof bytea primary key check (octet_length(proof) = 32),
  until timestamptz not null
);
comment on table platform.used_proof is 'SHA-256 over key thumbprint and jti of DPoP proofs; kept minutes';
create index used_proof_until on platform.used_proof (until);
alter table platform.used_proof enable row level security;
alter table platform.used_proof force row level security;
create policy through_functions on platform.used_proof to uputnica_owner using (true) with check (true);

-- True for whoever comes first.
create function platform.take_proof(taken bytea, kept_until timestamptz) returns boolean
  language sql volatile security definer set search_path = pg_catalog as $$
  with fresh as (
    insert into platform.used_proof (proof, until) values (taken, kept_until) on conflict do nothing returning 1
  )
  select exists (select from fresh)
$$;

create function platform.forget_proofs(older_than timestamptz) returns void
  language sql volatile security definer set search_path = pg_catalog as $$
  delete from platform.used_proof where until < older_than
$$;

revoke execute on function platform.take_proof(bytea, timestamptz), platform.forget_proofs(timestamptz) from public;
grant execute on function platform.take_proof(bytea, timestamptz), platform.forget_proofs(timestamptz) to uputnica_app;
