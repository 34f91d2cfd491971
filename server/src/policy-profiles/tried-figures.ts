import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { dutiesOf } from '@qianyue/domain/duties/duties-of.ts'
import { type Counts, countStandings, noCounts, sumCounts } from '@qianyue/domain/indicators/count.ts'
import { indicators } from '@qianyue/domain/indicators/indicator.ts'
import type { Rate } from '@qianyue/domain/indicators/rate.ts'
import { standingOn } from '@qianyue/domain/indicators/standing.ts'
import { indicatorPolicyOf, type Policy } from '@qianyue/domain/policy/policy.ts'
import { sameValue } from '@qianyue/domain/policy/same-value.ts'
import { gatherFacts } from '../duties/resident-facts.queries.ts'
import type { Context } from '../http/context.ts'
import { currentCounts } from '../indicators/counts.queries.ts'
import { markHouseholds } from '../indicators/refresh-standing.ts'
import { REBUILDS } from '../policy/save-policy.ts'
import { type PlacedResident, residentsOfUnit } from './try-out.queries.ts'

/** Counts of each village, by the policy as it holds and by the profile. */
export type FiguresTried = {
  recomputed: 'as-kept' | 'anew' | 'too-many'
  before: ReadonlyMap<number, Counts>
  after: ReadonlyMap<number, Counts>
}

/** So many people are counted anew while somebody waits; of more a township is to be chosen. */
const COUNTED_ANEW_AT_MOST = 30_000

const TOGETHER = 1000

/** The figures under both policies: as they are kept where the profile counts nobody otherwise, else from the facts. */
export async function figuresTried(
  context: Context,
  unitCode: number,
  before: Policy,
  after: Policy,
): Promise<FiguresTried> {
  const range = rangeOf(unitCode)
  const kept = await keptCounts(context, range)
  if (REBUILDS.every((kind) => sameValue(before[kind], after[kind]))) {
    return { recomputed: 'as-kept', before: kept, after: kept }
  }
  const residents = await residentsOfUnit(context.db, range, COUNTED_ANEW_AT_MOST + 1)
  if (residents.length > COUNTED_ANEW_AT_MOST) {
    return { recomputed: 'too-many', before: kept, after: kept }
  }
  return { recomputed: 'anew', before: kept, after: await countedAnew(context, residents, after) }
}

async function keptCounts(
  context: Context,
  range: { from: number; to: number },
): Promise<Map<number, Counts>> {
  const at = new Map(indicators.map(({ code }, index) => [code as string, index]))
  const counts = new Map<number, Counts>()
  for (const { unitCode, indicator, numerator, denominator } of await currentCounts(
    context,
    range,
    'village',
    null,
  )) {
    const index = at.get(indicator)
    if (index === undefined) continue
    const village = counts.get(unitCode) ?? noCounts()
    village.numerators[index] = numerator
    village.denominators[index] = denominator
    counts.set(unitCode, village)
  }
  return counts
}

async function countedAnew(
  { db, today }: Context,
  residents: readonly PlacedResident[],
  policy: Policy,
): Promise<Map<number, Counts>> {
  const placed = new Map(residents.map((one) => [one.residentId, one]))
  const indicatorPolicy = indicatorPolicyOf(policy)
  const rows = []
  for (let start = 0; start < residents.length; start += TOGETHER) {
    const ids = residents.slice(start, start + TOGETHER).map(({ residentId }) => residentId)
    const { residents: gathered } = await gatherFacts(db, ids, today)
    for (const { facts } of gathered) {
      const standing = standingOn(today, facts, dutiesOf(facts, policy, today), indicatorPolicy)
      const { residentId, villageCode, householdId, headId } = placed.get(facts.residentId)!
      rows.push({ row: { residentId, householdId, villageCode, ...standing }, headId })
    }
  }
  markHouseholds(rows, indicatorPolicy)
  const byVillage = Map.groupBy(rows, ({ row }) => row.villageCode)
  return new Map(
    [...byVillage].map(([village, members]) => [
      village,
      countStandings(members.map(({ row }) => ({ ...row, residents: 1 }))),
    ]),
  )
}

/** One figure over villages; all of them when none are named. */
export function rateIn(
  counts: ReadonlyMap<number, Counts>,
  code: string,
  villages: readonly number[] = [...counts.keys()],
): Rate {
  const index = indicators.findIndex((indicator) => indicator.code === code)
  const sum = sumCounts(villages.flatMap((village) => counts.get(village) ?? []))
  return { numerator: sum.numerators[index] ?? 0, denominator: sum.denominators[index] ?? 0 }
}
