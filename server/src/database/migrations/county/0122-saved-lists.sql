-- 自定义名单: what somebody asked for, by a name: which list, narrowed to what, with which columns. Filters are kept, never
-- people: who opens it sees whom they reach.
create table saved_lists (
  id          uuid primary key,                      -- chosen by the caller
  account_id  uuid not null,
  unit_code   bigint not null references org_units,
  unit_to     bigint not null,                       -- last village code of the unit
  name        text not null check (name <> ''),
  list        text not null check (list in ('residents', 'agreements', 'duties', 'service-records')),
  filters     jsonb not null,
  columns     text[] not null,
  is_shared   boolean not null,                      -- seen in the unit and below it
  saved_at    timestamptz not null,
  constraint a_unit_has_its_villages check (unit_to >= unit_code),
  constraint some_column check (cardinality(columns) > 0)
);
create index lists_of_account on saved_lists (account_id);
grant select, insert, delete on saved_lists to qianyue_app;
grant update (name, list, filters, columns, is_shared, saved_at) on saved_lists to qianyue_app;
alter table saved_lists enable row level security;
create policy of_the_unit_and_below on saved_lists using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
  or unit_code = any ((select platform.reach_units())::bigint[])
  or (is_shared and (select platform.reach_from()) between unit_code and unit_to)
);
