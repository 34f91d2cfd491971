-- Of two records of one person at least one has no number: those are looked at first, and each finds its namesakes of
-- its birth date at once.
create index residents_without_number on residents (id) where id_number_hash is null and merged_into_id is null;
drop index residents_by_birth;
create index residents_by_birth on residents (birth_date, name);
