-- 重复签约: two teams signed one resident while apart. The part that does not stand is kept with what it lost to and why.
alter table agreement_members
  add column lost_to uuid references agreements deferrable initially deferred,
  add column lost_because text check (lost_because in ('signed-first', 'village-team', 'made-first')),
  add constraint loss_has_reason check ((lost_to is null) = (lost_because is null)),
  add constraint lost_part_gives_no_cover check (lost_to is null or declined);
create index parts_lost_to on agreement_members (lost_to) where lost_to is not null;

alter table agreements
  drop constraint agreements_declined_check,
  drop constraint declined_is_not_signed,
  add constraint agreements_declined_check check (declined in ('rejected', 'withdrawn', 'superseded')),
  add constraint declined_is_not_signed check (declined is null or declined = 'superseded' or signed_on is null);

-- Every hold on these residents that shares a day with a term: those that stand, and those that lost to one that stands.
create function claims_on(residents_wanted uuid[], first_day date, last_day date)
returns table (
  resident_id uuid, agreement_id uuid, team_name text, starts_on date, ends_on date, signed_on date,
  team_of_village boolean, lost_to uuid
)
language sql stable as $$
  with held as (
    select m.resident_id, m.agreement_id, m.team_id, m.starts_on, coalesce(m.terminated_on - 1, m.ends_on) as ends_on,
      m.terminated_on, m.lost_to
    from agreement_members m
    where m.resident_id = any (residents_wanted) and (not m.declined or m.lost_to is not null)
      and m.starts_on <= coalesce(m.terminated_on - 1, m.ends_on)
  )
  select h.resident_id, h.agreement_id, t.name, h.starts_on, h.ends_on, a.signed_on,
    exists (select from team_villages v where v.team_id = h.team_id and v.village_code = r.village_code
      and v.since <= coalesce(a.signed_on, h.starts_on)
      and (v.until is null or v.until >= coalesce(a.signed_on, h.starts_on))),
    h.lost_to
  from held h
  join agreements a on a.id = h.agreement_id
  join teams t on t.id = h.team_id
  join residents r on r.id = h.resident_id
  where (h.starts_on <= last_day and h.ends_on >= first_day or exists (
      select from held near where near.resident_id = h.resident_id and near.starts_on <= last_day
        and near.ends_on >= first_day and near.starts_on <= h.ends_on and near.ends_on >= h.starts_on))
    and (h.lost_to is null or exists (select from held winner where winner.resident_id = h.resident_id
      and winner.agreement_id = h.lost_to and winner.terminated_on is null))
$$;

-- An agreement of which no part stands is superseded; one that has a part that stands is not. It runs past the viewer's
-- reach, because other members may live beyond it.
create function note_superseded(agreement uuid) returns void
language sql security definer set search_path from current
begin atomic
  update agreements a set declined = case
      when exists (select from agreement_members m where m.agreement_id = a.id and m.lost_to is null) then null
      else 'superseded' end
  where a.id = agreement and (a.declined is null or a.declined = 'superseded');
end;
revoke execute on function note_superseded from public;
grant execute on function note_superseded to qianyue_app;
