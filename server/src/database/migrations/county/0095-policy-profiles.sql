-- 政策方案: a notice as one bundle. While it is a draft its content stands here; once it is published the content is the
-- versions of policies and packages that it wrote, and nothing is kept twice.
create table policy_profiles (
  id            uuid primary key,                    -- chosen by the caller
  name          text not null,
  source        text not null,                       -- the notice
  origin        text,                                -- the shipped profile it began from
  draft         jsonb,                               -- ProfileContent; null once it is published
  created_at    timestamptz not null default now(),
  created_by    uuid not null,
  changed_at    timestamptz not null default now(),
  valid_from    date,
  published_at  timestamptz,
  published_by  uuid,
  edition       bigint,                              -- the newest policy edition when it was published
  constraint a_profile_is_a_draft_or_published
    check ((draft is null) = (published_at is not null) and (published_at is null) = (valid_from is null))
);
grant select, insert, update, delete on policy_profiles to qianyue_app;

alter table policy_versions add column profile_id uuid references policy_profiles;
alter table package_versions add column profile_id uuid references policy_profiles;
create index policies_of_profile on policy_versions (profile_id) where profile_id is not null;

create function published_profile_stays() returns trigger language plpgsql set search_path from current as $$
begin
  if old.published_at is not null then
    raise exception 'a published profile does not change';
  end if;
  return coalesce(new, old);
end $$;
create trigger published_profile_stays before update or delete on policy_profiles
  for each row execute function published_profile_stays();

-- A fourth paid step (特级包), and two more payers: a notice may name the county's own purse or somebody else's.
alter table package_versions drop constraint package_versions_tier_check;
alter table package_versions add constraint tier_is_known
  check (tier in ('basic', 'primary', 'intermediate', 'advanced', 'premium'));
alter table agreement_fees drop constraint agreement_fees_payer_check;
alter table agreement_fees add constraint payer_is_known check (payer in (
  'public-health-fund', 'insurance-fund', 'local-finance', 'institution', 'policy-relief', 'other-funds', 'resident'
));
