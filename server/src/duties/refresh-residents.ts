import { type LocalDate, yearOf } from '@qianyue/domain/days/local-date.ts'
import { dutiesOf } from '@qianyue/domain/duties/duties-of.ts'
import type { Duty } from '@qianyue/domain/duties/duty.ts'
import { dutyId } from '@qianyue/domain/duties/duty-id.ts'
import { indicatorPolicyOf, type Policy } from '@qianyue/domain/policy/policy.ts'
import type { ResidentFacts } from '@qianyue/domain/residents/resident-facts.ts'
import type { Database } from '../database/database.ts'
import { refreshStanding } from '../indicators/refresh-standing.ts'
import { policyOfEdition } from '../policy/policy.queries.ts'
import { putDuties } from './duties.queries.ts'
import { lineOf } from './duty-rows.ts'
import { type GatheredResident, gatherFacts } from './resident-facts.queries.ts'

/** A resident's facts as the rules saw them, and what follows from them on the day. */
export type RefreshedResident = { facts: ResidentFacts; duties: (Duty & { id: string })[] }

/** So many residents are taken together: one statement each to read, to write and to count. */
const TOGETHER = 2000

/**
 * Brings what is owed to residents, and with it their standing in the figures, up to date with what is known of them: in
 * the transaction of whatever changed. One read and one write however many they are.
 */
export async function refreshResidents(
  context: { db: Database; today: LocalDate },
  residentIds: readonly string[],
): Promise<RefreshedResident[]> {
  const refreshed: RefreshedResident[] = []
  await refreshMany(context, residentIds, (facts, duties) =>
    refreshed.push({
      facts,
      duties: duties.map((duty) => ({ ...duty, id: dutyId(facts.residentId, duty.key) })),
    }),
  )
  return refreshed
}

/** As {@link refreshResidents}, for so many that nobody asks what became of each: a rebuild, a register, the new day. */
export async function refreshMany(
  context: { db: Database; today: LocalDate },
  residentIds: readonly string[],
  onRefreshed: (facts: ResidentFacts, duties: Duty[]) => void = () => {},
): Promise<void> {
  for (let start = 0; start < residentIds.length; start += TOGETHER) {
    const { residents, edition } = await gatherFacts(
      context.db,
      residentIds.slice(start, start + TOGETHER),
      context.today,
    )
    if (residents.length === 0) continue
    const policy = await policyOfEdition(context.db, edition, context.today)
    for (const { facts, duties } of await refreshGathered(context, policy, residents))
      onRefreshed(facts, duties)
  }
}

/** As {@link refreshResidents} for residents whose facts are at hand. */
export async function refreshGathered(
  { db, today }: { db: Database; today: LocalDate },
  policy: Policy,
  residents: readonly GatheredResident[],
): Promise<{ facts: ResidentFacts; duties: Duty[] }[]> {
  const year = yearOf(today)
  const refreshed = residents.map(({ facts }) => ({ facts, duties: dutiesOf(facts, policy, today) }))
  // Neither needs the answer of the other: they travel together.
  await Promise.all([
    putDuties(
      db,
      residents.map((resident, index) => lineOf(resident, year, refreshed[index]!.duties)),
    ),
    refreshStanding({ db, today }, indicatorPolicyOf(policy), refreshed),
  ])
  return refreshed
}

/** The duties that a record has closed: what its writer is told. */
export function fulfilledBy(recordId: string, { duties }: RefreshedResident): string[] {
  return duties.filter((duty) => duty.fulfilledBy === recordId).map(({ id }) => id)
}
