-- Phones (外勤手机) on which somebody works with a copy of their own: known by the hash of what they hold, so that who reads
-- the table cannot speak for one.
create table phones (
  id              uuid primary key,                  -- chosen by the phone
  account_id      uuid not null references accounts on delete cascade,
  name            text not null,                     -- what it is, as the browser says
  token_hash      bytea not null unique,             -- it speaks with this
  contact_hash    bytea not null,                    -- it asks with this, while locked, whether it is still wanted
  secret          bytea not null,                    -- encrypted: opens its copy, with the PIN
  app_version     text not null default '',
  waiting         integer not null default 0,        -- records not yet sent, as it said last
  signed_in_at    timestamptz not null default now(),
  last_seen_at    timestamptz not null default now(),
  ended_at        timestamptz,                       -- it speaks no more
  wipe            boolean not null default false,    -- and is to forget everything
  wiped_at        timestamptz,                       -- it said that it has
  constraint only_an_ended_phone_is_wiped check (ended_at is not null or not wipe),
  constraint wiped_when_told check (wipe or wiped_at is null)
);
create index phones_of_account on phones (account_id);
alter table phones enable row level security;
create policy own_county on phones using (exists (select from accounts a where a.id = account_id));
grant select (id, account_id, name, app_version, waiting, signed_in_at, last_seen_at, ended_at, wipe, wiped_at, secret),
  insert, update on phones to qianyue_app;
