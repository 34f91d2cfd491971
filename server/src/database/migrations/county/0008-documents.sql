-- Texts of the county's papers by the day from which they are printed. Without one the text as shipped is printed.
create table document_templates (
  id              uuid primary key,                  -- chosen by the caller
  kind            text not null check (kind in ('agreement', 'service-card', 'contact-card', 'resident-letter')),
  format          text not null check (format in ('text', 'word', 'word-withdrawn')),
  body            text,
  word_file       bytea,
  file_name       text,
  effective_from  date not null,
  note            text not null default '',
  created_at      timestamptz not null default clock_timestamp(),
  created_by      uuid not null,
  created_by_name text not null,
  constraint text_has_a_body       check ((format = 'text') = (body is not null)),
  constraint word_has_a_file       check ((format = 'word') = (word_file is not null)),
  constraint card_has_no_word_file check (kind <> 'service-card' or format = 'text')
);
create index templates_of_kind on document_templates (kind, effective_from, created_at);
grant select, insert on document_templates to qianyue_app;

-- Service cards (服务卡) by the number in their QR code, which says nothing about the resident.
create table service_cards (
  code         text primary key check (code ~ '^QY(-[2-9A-HJ-NP-Z]{4}){4}$'),
  resident_id  uuid not null references residents,
  issued_at    timestamptz not null default clock_timestamp(),
  issued_by    uuid not null,
  replaced_at  timestamptz
);
create unique index one_valid_card_a_resident on service_cards (resident_id) where replaced_at is null;
alter table service_cards enable row level security;
create policy within_reach on service_cards using (exists (select from residents r where r.id = resident_id));
grant select, insert on service_cards to qianyue_app;
grant update (replaced_at) on service_cards to qianyue_app;
