-- What a search by name may mean is read from the index of the keys alone.
alter table name_keys drop constraint name_keys_pkey, add primary key (key, name) include (is_whole);
