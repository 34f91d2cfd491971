import { addDays, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

type Range = { from: number; to: number }

/** A unit and all below it, each before those below it. */
export async function unitsWithin(db: Database, { from, to }: Range) {
  return await db
    .selectFrom('orgUnits')
    .select(['code', 'level', 'areaName'])
    .where('code', '>=', from)
    .where('code', '<=', to)
    .orderBy('code')
    .execute()
}

export type VillageCount = { villageCode: number; column: string; count: number }

/**
 * 本期新签、续签、终止、转入、转出 of each village. Somebody who was covered on the day before is renewed (续签), or
 * transferred (改签) when the agreement says so; whom another agreement covers on the first day without is not ended.
 */
export async function movedBetween(
  db: Database,
  villages: Range,
  from: LocalDate,
  to: LocalDate,
): Promise<VillageCount[]> {
  const { rows } = await sql<VillageCount>`
    with covers as (
      select m.resident_id, r.village_code, m.agreement_id, a.kind, m.end_reason, m.starts_on,
             coalesce(m.terminated_on, m.ends_on + 1) as over_on
      from agreement_members m
      join agreements a on a.id = m.agreement_id and a.signed_on is not null
      join residents r on r.id = m.resident_id and r.merged_into_id is null
        and r.village_code between ${villages.from} and ${villages.to}
      where not m.declined and coalesce(m.terminated_on, m.ends_on + 1) > m.starts_on
        and m.starts_on <= ${to}::date and coalesce(m.terminated_on, m.ends_on + 1) >= ${from}::date
    ), moves as (
      select village_code, case
          when kind = 'transfer' then 'transferred-in'
          when exists (select from covers o where o.resident_id = c.resident_id and o.agreement_id <> c.agreement_id
            and o.starts_on < c.starts_on and o.over_on >= c.starts_on) then 'renewed'
          else 'added' end as moved
      from covers c where starts_on between ${from}::date and ${to}::date
      union all
      select village_code, case when end_reason = 'transfer' then 'transferred-out' else 'ended' end
      from covers c
      where over_on between ${from}::date and ${to}::date and (
        end_reason = 'transfer' or not exists (
          select from covers o where o.resident_id = c.resident_id and o.agreement_id <> c.agreement_id
            and o.starts_on <= c.over_on and o.over_on > c.over_on))
    )
    select village_code, moved as column, count(*)::int as count from moves group by 1, 2`.execute(db)
  return rows
}

/** People under agreement on a day, by the tier of their packages. */
export async function packageHolders(db: Database, villages: Range, on: LocalDate): Promise<VillageCount[]> {
  const { rows } = await sql<VillageCount>`
    select r.village_code, 'package-' || p.tier as column, count(distinct m.resident_id)::int as count
    from agreement_members m
    join agreements a on a.id = m.agreement_id and a.signed_on is not null
    join residents r on r.id = m.resident_id and r.merged_into_id is null
      and r.village_code between ${villages.from} and ${villages.to}
    join package_versions p on p.id = any (m.package_version_ids)
    where not m.declined and m.starts_on <= ${on}::date and m.ends_on >= ${on}::date
      and (m.terminated_on is null or m.terminated_on > ${on}::date)
    group by 1, 2`.execute(db)
  return rows
}

/** Fees of the agreements signed in the days, fen, by who pays. */
export async function feesSigned(
  db: Database,
  villages: Range,
  from: LocalDate,
  to: LocalDate,
): Promise<VillageCount[]> {
  const { rows } = await sql<VillageCount>`
    select r.village_code, 'fee-' || f.payer as column, sum(f.fee_fen)::float8 as count
    from agreement_fees f
    join agreements a on a.id = f.agreement_id and a.signed_on >= ${from}::date and a.signed_on < ${addDays(to, 1)}::date
    join residents r on r.id = f.resident_id and r.village_code between ${villages.from} and ${villages.to}
    group by 1, 2`.execute(db)
  return rows
}
