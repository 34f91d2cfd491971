-- The figures of a month end among the people of each population, which no sum of the villages' figures tells. Month ends
-- that were kept before have none.
create table population_snapshots (
  taken_for     date not null,
  village_code  bigint not null,
  population    text not null,
  indicator     text not null,
  denominator   integer not null,
  numerator     integer not null,
  primary key (taken_for, population, indicator, village_code),
  constraint numerator_within_denominator check (numerator between 0 and denominator)
);
grant select on population_snapshots to qianyue_app;
