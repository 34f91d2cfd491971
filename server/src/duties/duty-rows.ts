import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { DutyReason, PlannedDuty } from '@qianyue/domain/duties/duty.ts'
import type { GatheredResident } from './resident-facts.queries.ts'

/** `[agreementId, packageCode, packageName]`, named once for a resident. */
export type ReasonPackage = [agreementId: string, packageCode: string, packageName: string]

/** One resident's duties as they are kept: one array a field, one element a duty. */
export type DutyRow = {
  resident_id: string
  village_code: number
  team_id: string | null
  year: number
  keys: string[]
  due_from: LocalDate[]
  due_by: LocalDate[]
  closes_on: LocalDate[]
  planned_on: (LocalDate | null)[]
  done_on: (LocalDate | null)[]
  fulfilled_by: (string | null)[]
  cancelled_on: (LocalDate | null)[]
  cancelled_because: (string | null)[]
  paused_from: (LocalDate | null)[]
  paused_until: (LocalDate | null)[]
  because: string[]
  packages: ReasonPackage[]
}

export function rowOf(
  { facts, villageCode, teamId }: GatheredResident,
  year: number,
  duties: readonly PlannedDuty[],
): DutyRow {
  const row: DutyRow = {
    resident_id: facts.residentId,
    village_code: villageCode,
    team_id: teamId,
    year,
    keys: [],
    due_from: [],
    due_by: [],
    closes_on: [],
    planned_on: [],
    done_on: [],
    fulfilled_by: [],
    cancelled_on: [],
    cancelled_because: [],
    paused_from: [],
    paused_until: [],
    because: [],
    packages: [],
  }
  for (const duty of duties) {
    row.keys.push(duty.key)
    row.due_from.push(duty.dueFrom)
    row.due_by.push(duty.dueBy)
    row.closes_on.push(duty.closesOn)
    row.planned_on.push(duty.plannedOn)
    row.done_on.push(duty.doneOn)
    row.fulfilled_by.push(duty.fulfilledBy)
    row.cancelled_on.push(duty.cancelledOn)
    row.cancelled_because.push(duty.cancelledBecause)
    row.paused_from.push(duty.pausedFrom)
    row.paused_until.push(duty.pausedUntil)
    row.because.push(duty.because.map((reason) => written(reason, row.packages)).join('|'))
  }
  return row
}

/** A reason in a few characters; {@link readReasons} reads it. */
function written(reason: DutyReason, packages: ReasonPackage[]): string {
  switch (reason.kind) {
    case 'specification':
      return `S${reason.rule}`
    case 'result':
      return `R${reason.recordId}/${reason.performedOn}/${reason.result}`
    case 'agreement': {
      const { agreementId, packageCode, packageName, times, every } = reason
      let at = packages.findIndex(([id, code]) => id === agreementId && code === packageCode)
      if (at === -1) at = packages.push([agreementId, packageCode, packageName]) - 1
      return `A${at}/${times}/${every}`
    }
  }
}

/** The reasons as data again. @param sourceOf the clause behind a rule of the policy. */
export function readReasons(
  text: string,
  packages: readonly ReasonPackage[],
  sourceOf: (rule: string) => string,
): DutyReason[] {
  return text.split('|').map((one): DutyReason => {
    const rest = one.slice(1)
    if (one.startsWith('S')) return { kind: 'specification', rule: rest, source: sourceOf(rest) }
    const [first, second, third] = rest.split('/') as [string, string, string]
    if (one.startsWith('R')) {
      return {
        kind: 'result',
        recordId: first,
        performedOn: second as LocalDate,
        result: third as Extract<DutyReason, { kind: 'result' }>['result'],
      }
    }
    const [agreementId, packageCode, packageName] = packages[Number(first)]!
    return { kind: 'agreement', agreementId, packageCode, packageName, times: Number(second), every: third }
  })
}
