-- How far the viewer reaches for the contents of protected records; nobody when not set, as with every reach.
create function protected_from() returns bigint language sql stable parallel safe
  return nullif(current_setting('qianyue.protected_from', true), '')::bigint;
create function protected_to() returns bigint language sql stable parallel safe
  return nullif(current_setting('qianyue.protected_to', true), '')::bigint;
create function protected_units() returns bigint[] language sql stable parallel safe
  return nullif(current_setting('qianyue.protected_units', true), '')::bigint[];
create function protected_teams() returns uuid[] language sql stable parallel safe
  return nullif(current_setting('qianyue.protected_teams', true), '')::uuid[];
