-- How often the present step of an import was begun without getting on: a file that ends the worker is not begun for ever.
alter table register_imports add column tries integer not null default 0;
