-- As before, and led by a number made of the resident's id, by which the index is cheap to keep; what is equal is still told
-- by the id itself. As expressions, so that this index, slow to read, is never taken for looking a resident up.
alter table resident_populations drop constraint one_membership_at_a_time;
alter table resident_populations add constraint one_membership_at_a_time exclude using gist
  ((uuid_hash_extended(resident_id, 0)) with =, (resident_id::text) with =, population with =,
    daterange(since, until, '[]') with &&);
