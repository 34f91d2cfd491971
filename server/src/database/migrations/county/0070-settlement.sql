-- 抽查结论: what a check found of one record. The last word on a record stands; what it said before is in the audit trail.
create table service_verdicts (
  record_id   uuid primary key references service_records,
  verdict     text not null check (verdict in ('genuine', 'doubtful', 'fake')),
  reason      text not null check (reason <> ''),
  decided_at  timestamptz not null default now(),
  decided_by  uuid not null
);
alter table service_verdicts enable row level security;
create policy within_reach on service_verdicts using (
  exists (select from service_records s where s.id = record_id)
);
grant select, insert on service_verdicts to qianyue_app;
grant update (verdict, reason, decided_at, decided_by) on service_verdicts to qianyue_app;

-- 结算: one payment of a fund for the pools below a unit. Computed anew while it is a draft; frozen when it is approved.
create table settlements (
  id            uuid primary key,                    -- chosen by the caller
  unit_code     bigint not null references org_units,
  fund_code     text not null,
  year          integer not null,
  part          text not null,                       -- of the fund: advance, year-end
  number        integer not null,                    -- which payment of the part
  from_day      date not null,                       -- services of these days count
  to_day        date not null,
  state         text not null default 'draft'
    check (state in ('draft', 'submitted', 'frozen', 'paid')),
  entered       jsonb not null default '{}',         -- per unit: enteredFen, scoreHundredths
  computed      jsonb,                               -- the fund, the points policy and the pools as they were computed
  computed_at   timestamptz,
  note          text,                                -- why it was returned
  created_at    timestamptz not null default now(),
  created_by    uuid not null,
  submitted_by  uuid,
  frozen_by     uuid,
  frozen_at     timestamptz,
  paid_on       date,
  constraint days_run_forward check (to_day >= from_day),
  constraint frozen_is_computed check (state = 'draft' or computed is not null),
  constraint a_payment_is_settled_once unique (unit_code, fund_code, year, part, number)
);
grant select, insert on settlements to qianyue_app;
grant update (state, entered, computed, computed_at, note, submitted_by, frozen_by, frozen_at, paid_on, from_day, to_day)
  on settlements to qianyue_app;

-- What the person who prepares it enters for one of the staff: factors and deductions, each with its reason.
create table settlement_entries (
  settlement_id  uuid not null references settlements,
  staff_id       uuid not null references staff,
  quality        integer not null default 10000,     -- basis points
  satisfaction   integer not null default 10000,
  deduction_fen  bigint not null default 0,
  reason         text not null check (reason <> ''),
  primary key (settlement_id, staff_id),
  constraint factors_are_shares check (quality between 0 and 20000 and satisfaction between 0 and 10000),
  constraint deduction_is_no_gift check (deduction_fen >= 0)
);
grant select, insert, update, delete on settlement_entries to qianyue_app;

-- 分配结果: one row a person.
create table settlement_shares (
  settlement_id  uuid not null references settlements,
  staff_id       uuid not null references staff,
  pool_unit      bigint not null,
  staff_unit     bigint not null,
  services       integer not null,
  refused        integer not null,
  points         bigint not null,                    -- hundredths
  quality        integer not null,
  satisfaction   integer not null,
  verified       integer not null,
  signed         integer not null,
  share_fen      bigint not null,
  remainder_fen  smallint not null,
  capped         boolean not null,
  deducted_fen   bigint not null,
  paid_fen       bigint not null,
  primary key (settlement_id, staff_id),
  constraint paid_is_share_less_deduction check (paid_fen = share_fen - deducted_fen and paid_fen >= 0)
);
create index shares_of_staff on settlement_shares (staff_id);
grant select, insert, delete on settlement_shares to qianyue_app;

-- The services behind the points of a frozen settlement, each with the points it had and why.
create table settlement_services (
  settlement_id  uuid not null references settlements,
  record_id      uuid not null references service_records,
  staff_id       uuid not null,
  points         integer not null,                   -- hundredths
  because        text not null,
  primary key (settlement_id, record_id)
);
create index settled_services_of_staff on settlement_services (settlement_id, staff_id);
grant select, insert on settlement_services to qianyue_app;

-- 申诉: a person's question about their share, with the answer.
create table settlement_appeals (
  id             uuid primary key,                   -- chosen by the caller
  settlement_id  uuid not null references settlements,
  staff_id       uuid not null references staff,
  words          text not null check (words <> ''),
  made_at        timestamptz not null default now(),
  answer         text,
  upheld         boolean,
  answered_by    uuid,
  answered_at    timestamptz,
  constraint an_answer_decides check ((answer is null) = (upheld is null))
);
create index appeals_of_settlement on settlement_appeals (settlement_id);
grant select, insert on settlement_appeals to qianyue_app;
grant update (answer, upheld, answered_by, answered_at) on settlement_appeals to qianyue_app;

-- 专账: what reached the earmarked account of a fund, and what left it.
create table fund_ledger (
  id             uuid primary key,                   -- chosen by the caller
  fund_code      text not null,
  unit_code      bigint not null references org_units,
  happened_on    date not null,
  kind           text not null check (kind in ('received', 'paid', 'withheld', 'clawed-back', 'returned')),
  fen            bigint not null check (fen > 0),
  settlement_id  uuid references settlements,
  words          text not null,
  entered_at     timestamptz not null default now(),
  entered_by     uuid not null
);
create index ledger_of_fund on fund_ledger (unit_code, fund_code, happened_on);
grant select, insert on fund_ledger to qianyue_app;

-- A settlement exists for those who reach its unit; a share also for those who reach the clinic of its person.
alter table settlements enable row level security;
create policy of_the_unit on settlements using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
  or exists (
    select from settlement_shares s
    where s.settlement_id = id and s.staff_unit between (select platform.reach_from()) and (select platform.reach_to())
  )
) with check (unit_code between (select platform.reach_from()) and (select platform.reach_to()));
alter table settlement_shares enable row level security;
create policy of_the_clinic on settlement_shares using (
  staff_unit between (select platform.reach_from()) and (select platform.reach_to())
);
alter table settlement_entries enable row level security;
create policy of_the_settlement on settlement_entries using (
  exists (select from settlements s where s.id = settlement_id)
);
alter table settlement_services enable row level security;
create policy of_the_person on settlement_services using (
  exists (select from settlement_shares s where s.settlement_id = settlement_services.settlement_id
    and s.staff_id = settlement_services.staff_id)
);
alter table settlement_appeals enable row level security;
create policy of_the_clinic on settlement_appeals using (
  exists (select from staff p where p.id = staff_id
    and p.unit_code between (select platform.reach_from()) and (select platform.reach_to()))
);
alter table fund_ledger enable row level security;
create policy of_the_unit on fund_ledger using (
  unit_code between (select platform.reach_from()) and (select platform.reach_to())
);

-- 冻结: what was approved does not move, whoever writes.
create function frozen_stays() returns trigger language plpgsql set search_path from current as $$
begin
  if exists (select from settlements s
             where s.id = coalesce(new.settlement_id, old.settlement_id) and s.state in ('frozen', 'paid')) then
    raise exception 'a frozen settlement does not change';
  end if;
  return coalesce(new, old);
end $$;
create trigger frozen_shares_stay before insert or update or delete on settlement_shares
  for each row execute function frozen_stays();
create trigger frozen_entries_stay before insert or update or delete on settlement_entries
  for each row execute function frozen_stays();
create function frozen_settlement_stays() returns trigger language plpgsql as $$
begin
  if old.state in ('frozen', 'paid') and (
    (new.computed, new.entered, new.from_day, new.to_day) is distinct from (old.computed, old.entered, old.from_day, old.to_day)
    or not (new.state = old.state or (old.state = 'frozen' and new.state = 'paid'))
  ) then
    raise exception 'a frozen settlement does not change';
  end if;
  return new;
end $$;
create trigger frozen_settlement_stays before update on settlements
  for each row execute function frozen_settlement_stays();
