-- As before, and led by a number made of the resident's id, by which the index is cheap to keep; what is equal is still told
-- by the id itself, and an agreement that another overlaps is still refused by this name.
alter table agreement_members drop constraint one_agreement_at_a_time;
alter table agreement_members add constraint one_agreement_at_a_time exclude using gist
  ((uuid_hash_extended(resident_id, 0)) with =, (resident_id::text) with =,
    daterange(starts_on, coalesce(terminated_on, ends_on + 1)) with &&)
  where (not declined);
