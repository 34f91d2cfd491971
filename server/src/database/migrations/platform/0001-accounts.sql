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
  second_factor_secret  bytea,                       -- encrypted
  second_factor_demanded boolean not null default false,
  failed_sign_ins       integer not null default 0,
  locked_until          timestamptz,
  disabled_at           timestamptz,
  created_at            timestamptz not null default now(),
  constraint username_is_taken unique (username)
);

-- A role is held at a unit: its reach is that unit and what is below it.
create table account_roles (
  account_id  uuid not null references accounts on delete cascade,
  role        text not null,
  unit_code   bigint not null,
  primary key (account_id, role, unit_code)
);

create table sessions (
  id            text primary key,                    -- hash of what the cookie holds
  account_id    uuid references accounts on delete cascade,
  content       jsonb not null,
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
