import { type LocalDate, yearOf } from '@qianyue/domain/days/local-date.ts'
import { dutiesOf } from '@qianyue/domain/duties/duties-of.ts'
import type { Duty } from '@qianyue/domain/duties/duty.ts'
import { dutyId } from '@qianyue/domain/duties/duty-id.ts'
import { indicatorPolicyOf, type Policy } from '@qianyue/domain/policy/policy.ts'
import type { ResidentFacts } from '@qianyue/domain/residents/resident-facts.ts'
import type { CompiledQuery } from 'kysely'
import type { Database } from '../database/database.ts'
import { recordsToCheck } from '../health-records/quality.queries.ts'
import { checkedHealthRecords } from '../health-records/refresh-health-records.ts'
import { type NewStanding, refreshedStandings, standingOf } from '../indicators/refresh-standing.ts'
import { standingsToRefresh } from '../indicators/standing.queries.ts'
import { policyOfEdition } from '../policy/policy.queries.ts'
import { dutiesWritten, type putManyDuties } from './duties.queries.ts'
import { type DutyLine, lineOf } from './duty-rows.ts'
import { gatherOneByOne } from './resident-facts.queries.ts'

/** A resident's facts as the rules saw them, and what follows from them on the day. */
export type RefreshedResident = { facts: ResidentFacts; duties: (Duty & { id: string })[] }

/** So many residents are taken together: one statement each to read, to write and to count. */
const TOGETHER = 2000

/** What to do with a statement whose answer tells nothing; without one it is sent at once. */
type Write = (statement: CompiledQuery) => unknown

type Writing = {
  /**
   * For who reads nothing of it afterwards in the same transaction: keeps the statements until it is closed. Only where it
   * refreshes once.
   */
  write?: Write | undefined
  /** What else the transaction writes last: sent together with the last of what is written here. */
  alongside?: () => Promise<unknown>
}

/**
 * Brings what is owed to residents, and with it their standing in the figures, up to date with what is known of them: in
 * the transaction of whatever changed. One read and one write however many they are.
 */
export async function refreshResidents(
  context: { db: Database; today: LocalDate },
  residentIds: readonly string[],
  writing: Writing = {},
): Promise<RefreshedResident[]> {
  const refreshed: RefreshedResident[] = []
  const note = (facts: ResidentFacts, duties: Duty[]) =>
    refreshed.push({
      facts,
      duties: duties.map((duty) => ({ ...duty, id: dutyId(facts.residentId, duty.key) })),
    })
  await refreshMany(context, residentIds, note, writing)
  return refreshed
}

/** As {@link refreshResidents}, for so many that nobody asks what became of each: a register, the new day. */
export async function refreshMany(
  context: { db: Database; today: LocalDate },
  residentIds: readonly string[],
  onRefreshed: OnRefreshed = () => {},
  { write, alongside }: Writing = {},
): Promise<void> {
  for (let start = 0; start < residentIds.length; start += TOGETHER) {
    const ids = residentIds.slice(start, start + TOGETHER)
    const isLast = start + TOGETHER >= residentIds.length
    await refreshOwed({ ...context, write }, ids, onRefreshed, {
      read: () => recordsToCheck(context, ids),
      written: (policy, healthRecords) => checkedHealthRecords(context, policy, healthRecords),
      ...(isLast && alongside ? { alongside } : {}),
    })
  }
}

type OnRefreshed = (facts: ResidentFacts, duties: Duty[]) => void

/** What else is read and written of the same residents, sent together with their facts and with what follows from them. */
type Besides<Read> = {
  read: () => Promise<Read>
  written: (policy: Policy, read: Read) => CompiledQuery[]
  alongside?: () => Promise<unknown>
}

type RefreshContext = {
  db: Database
  today: LocalDate
  write?: Write | undefined
  /** Another way to write the lines of duties. */
  put?: typeof putManyDuties
}

/**
 * Duties and standing of some thousand residents, and nothing else of what follows from their facts. Of each only what is
 * written is held on to: the facts of a thousand would be most of what is cleared away behind a rebuild.
 */
export async function refreshOwed<Read>(
  { db, today, write = (statement) => db.executeQuery(statement), put }: RefreshContext,
  ids: readonly string[],
  onRefreshed: OnRefreshed = () => {},
  besides?: Besides<Read>,
): Promise<void> {
  // Sent together: the standings are locked before the facts are read.
  const [placed, { residents, found, edition }, read] = await Promise.all([
    standingsToRefresh(db, ids),
    gatherOneByOne(db, ids, today),
    besides?.read(),
  ])
  if (found === 0) return
  const policy = await policyOfEdition(db, edition, today)
  const indicatorPolicy = indicatorPolicyOf(policy)
  const lines: DutyLine[] = []
  const standings = new Map<string, NewStanding>()
  for (const resident of residents) {
    const { facts } = resident
    const duties = dutiesOf(facts, policy, today)
    lines.push(lineOf(resident, yearOf(today), duties))
    standings.set(facts.residentId, standingOf({ facts, duties }, today, indicatorPolicy))
    onRefreshed(facts, duties)
  }
  // None needs the answer of another: they travel together.
  await Promise.all([
    put ? put(db, lines) : write(dutiesWritten(db, lines)),
    ...refreshedStandings(db, indicatorPolicy, standings, placed).map(write),
    ...(besides?.written(policy, read as Read) ?? []).map(write),
    besides?.alongside?.(),
  ])
}

/** The duties that a record has closed: what its writer is told. */
export function fulfilledBy(recordId: string, { duties }: RefreshedResident): RefreshedResident['duties'] {
  return duties.filter((duty) => duty.fulfilledBy === recordId)
}
