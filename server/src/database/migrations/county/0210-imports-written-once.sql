-- Staged rows and problems are written in transactions that hold their import, which is never deleted: it is not looked up
-- for each of them.
alter table register_import_rows drop constraint register_import_rows_import_id_fkey;
alter table register_import_problems drop constraint register_import_problems_import_id_fkey;

-- Whoever has no team is not looked for by it.
drop index residents_of_team;
create index residents_of_team on residents (team_id) where team_id is not null;
