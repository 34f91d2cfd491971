-- How many bear the names of a search is read from the index alone: it also holds what reach and merging look at.
drop index residents_by_name;
create index residents_by_name on residents (name, village_code, id) include (team_id, merged_into_id);
