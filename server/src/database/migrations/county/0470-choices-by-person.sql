-- Several people may stand in the lines of one row, and who each of them is is said of each for itself.
alter table register_import_choices add column line integer not null default 0;  -- of the row's cells, from 0
alter table register_import_choices drop constraint register_import_choices_pkey;
alter table register_import_choices add primary key (import_id, sheet, sheet_row, line);
