-- 签约服务责任书: a text that a county edits, as the papers for residents are.
alter table document_templates drop constraint document_templates_kind_check,
  add constraint document_templates_kind_check
    check (kind in ('agreement', 'service-card', 'contact-card', 'resident-letter', 'responsibility-letter'));
