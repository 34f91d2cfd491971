-- An event told by mistake is withdrawn (撤销): what it changed goes back to what it was.
alter table resident_events
  add column changes           jsonb,                -- ChangedRow[]: which rows the event changed, and what they were before
  add column withdrawn_at      timestamptz,
  add column withdrawn_by      uuid,
  add column withdrawal_reason text,
  add constraint withdrawal_has_a_reason check ((withdrawn_at is null) = (withdrawal_reason is null));

grant update (changes, withdrawn_at, withdrawn_by, withdrawal_reason) on resident_events to qianyue_app;
-- A place in a household that never was leaves nothing.
grant delete on household_memberships to qianyue_app;
