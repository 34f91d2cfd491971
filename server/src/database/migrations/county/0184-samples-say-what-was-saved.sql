-- How many services a sample was drawn from, and how many it would have had if nobody had a clean record. Samples that were
-- drawn before do not know.
alter table spot_checks add column services integer;
alter table spot_checks add column full_sample integer;
grant update (services, full_sample) on spot_checks to qianyue_app;
