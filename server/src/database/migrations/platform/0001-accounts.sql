-- What is common to all counties: the counties themselves, accounts, sessions and programs' tokens.
do $$ begin
  if not exists (select from pg_roles where rolname = 'qianyue_app') then
    create role qianyue_app nologin;
  end if;
  execute format('grant qianyue_app to %I', current_user);
end $$;

create extension if not exists btree_gist with schema public;
create extension if not exists pgcrypto with schema public;
grant usage on schema platform to qianyue_app;

create table counties (
  code  integer primary key check (code between 100000 and 999999),   -- GB/T 2260
  name  text not null
);
grant select on counties to qianyue_app;

create table accounts (
  id                    uuid primary key,
  county_code           integer not null references counties,
  username              text not null check (username = lower(username)),
  name                  text not null,
  password_hash         text not null,
  staff_id              uuid,                        -- who of the county's staff
  resident_id           uuid,                        -- or which resident
  must_change_password  boolean not null default false,
  one_time_until        timestamptz,                 -- until when a password that somebody else made may be used
  last_reset_id         uuid,                        -- so that a reset sent twice resets once
  password_changed_at   timestamptz,
  second_factor_secret  bytea,                       -- encrypted
  second_factor_pending bytea,                       -- encrypted: shown to the person, not yet confirmed with a code
  second_factor_since   timestamptz,
  second_factor_step    bigint,                      -- of the last code taken: a code is taken once
  second_factor_demanded boolean not null default false,
  failed_sign_ins       integer not null default 0,
  locked_until          timestamptz,
  last_signed_in_at     timestamptz,
  disabled_at           timestamptz,
  created_at            timestamptz not null default now(),
  constraint username_is_taken unique (username),
  constraint second_factor_has_a_day check ((second_factor_secret is null) = (second_factor_since is null))
);
create index accounts_of_county on accounts (county_code, username);
create index accounts_of_staff on accounts (staff_id);

-- A role is held at a unit: its reach is that unit and what is below it.
create table account_roles (
  account_id  uuid not null references accounts on delete cascade,
  role        text not null,
  unit_code   bigint not null,
  primary key (account_id, role, unit_code)
);
create index roles_at_unit on account_roles (unit_code);

-- Roles whose holders must have a second factor, by county.
create table second_factor_roles (
  county_code  integer not null references counties,
  role         text not null,
  primary key (county_code, role)
);

create table sessions (
  id            text primary key,                    -- hash of what the cookie holds
  account_id    uuid references accounts on delete cascade,
  content       jsonb not null,
  started_at    timestamptz not null default now(),
  last_seen_at  timestamptz not null default now(),
  expires_at    timestamptz not null
);
create index sessions_of_account on sessions (account_id);

create table api_tokens (
  id          uuid primary key,
  account_id  uuid not null references accounts on delete cascade,
  name        text not null,
  token_hash  bytea not null unique,
  scopes      text[] not null,                       -- actions of the access table
  created_at  timestamptz not null default now(),
  created_by  uuid not null references accounts,
  expires_at  timestamptz,
  revoked_at  timestamptz
);
create index tokens_of_account on api_tokens (account_id);

-- One-time codes with which the first administrator of an installation is made (首个管理员).
create table first_administrator_codes (
  code_hash   bytea primary key,
  made_at     timestamptz not null default now(),
  expires_at  timestamptz not null,
  used_at     timestamptz
);

-- The county of the present transaction: what a request sees of accounts is its own county's.
create function present_county() returns integer language sql stable parallel safe
  return nullif(current_setting('qianyue.county', true), '')::integer;

alter table accounts enable row level security;
create policy own_county on accounts using (county_code = (select platform.present_county()));
alter table account_roles enable row level security;
create policy own_county on account_roles using (exists (select from accounts a where a.id = account_id));
alter table sessions enable row level security;
create policy own_county on sessions using (exists (select from accounts a where a.id = account_id));
alter table api_tokens enable row level security;
create policy own_county on api_tokens using (exists (select from accounts a where a.id = account_id));
alter table second_factor_roles enable row level security;
create policy own_county on second_factor_roles using (county_code = (select platform.present_county()));

-- Hashes and secrets can be set by a request and not read: signing in reads them, outside any request's transaction.
grant select (id, county_code, username, name, staff_id, resident_id, must_change_password, one_time_until,
  last_reset_id, password_changed_at, second_factor_since, second_factor_demanded, failed_sign_ins, locked_until,
  last_signed_in_at, disabled_at, created_at), insert, update on accounts to qianyue_app;
grant select, insert, delete on account_roles, second_factor_roles to qianyue_app;
grant select (id, account_id, content, started_at, last_seen_at, expires_at), delete on sessions to qianyue_app;
grant select (id, account_id, name, scopes, created_at, created_by, expires_at, revoked_at), insert,
  update (revoked_at) on api_tokens to qianyue_app;

-- The reach of the present transaction. Null when nothing was set, and also when a setting that was once set LOCAL
-- reads as an empty string on a pooled connection: both mean no reach.
create function reach_from() returns bigint language sql stable parallel safe
  return nullif(current_setting('qianyue.reach_from', true), '')::bigint;
create function reach_to() returns bigint language sql stable parallel safe
  return nullif(current_setting('qianyue.reach_to', true), '')::bigint;
create function reach_units() returns bigint[] language sql stable parallel safe
  return nullif(current_setting('qianyue.reach_units', true), '')::bigint[];
create function reach_teams() returns uuid[] language sql stable parallel safe
  return nullif(current_setting('qianyue.reach_teams', true), '')::uuid[];
create function reach_resident() returns uuid language sql stable parallel safe
  return nullif(current_setting('qianyue.reach_resident', true), '')::uuid;
