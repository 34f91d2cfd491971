-- Notices tell the levels of finance apart, and have packages in up to six paid steps.
alter table package_versions drop constraint tier_is_known;
alter table package_versions add constraint tier_is_known
  check (tier in ('basic', 'primary', 'intermediate', 'advanced', 'premium', 'exclusive', 'supreme'));
alter table agreement_fees drop constraint payer_is_known;
alter table agreement_fees add constraint payer_is_known check (payer in (
  'public-health-fund', 'insurance-fund', 'local-finance', 'central-finance', 'provincial-finance', 'city-finance',
  'county-finance', 'institution', 'policy-relief', 'other-funds', 'resident'
));
