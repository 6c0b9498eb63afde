-- The database roles of Uputnica. Run as a superuser or a role with CREATEROLE, once per server; running it again changes nothing.
-- Passwords are set apart (\password, or ALTER ROLE ... PASSWORD), never in a file.

do $$
begin
  -- Owns schemas and tables and runs the migrations at start; nothing else.
  if not exists (select from pg_roles where rolname = 'uputnica_owner') then
    create role uputnica_owner login nosuperuser nobypassrls nocreatedb nocreaterole noreplication;
  end if;
  -- The service at work: owns nothing, every row it sees passes row-level security.
  if not exists (select from pg_roles where rolname = 'uputnica_app') then
    create role uputnica_app login nosuperuser nobypassrls nocreatedb nocreaterole noreplication;
  end if;
  -- Owns the functions through which alone the vault is read and written; nobody signs in as it.
  if not exists (select from pg_roles where rolname = 'uputnica_vault') then
    create role uputnica_vault nologin nosuperuser nobypassrls nocreatedb nocreaterole noreplication;
  end if;
end
$$;

-- Migrations hand functions over to uputnica_vault; ownership can only be given to a role one may become.
grant uputnica_vault to uputnica_owner with inherit true, set true;

-- Some functions carry a setting in their definition: the reach of the node for one statement, the vault's door. Saying so needs leave.
grant set on parameter uputnica.reach, uputnica.vault_door to uputnica_owner;
