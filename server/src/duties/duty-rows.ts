import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { DutyReason, PlannedDuty } from '@qianyue/domain/duties/duty.ts'
import type { AbnormalResult } from '@qianyue/domain/result-rechecks/judge-results.ts'
import type { ResultGroup } from '@qianyue/domain/result-rechecks/result-items.ts'
import type { GatheredResident } from './resident-facts.queries.ts'

/** `[agreementId, packageCode, packageName]`, named once for a resident. */
export type ReasonPackage = [agreementId: string, packageCode: string, packageName: string]

/** One resident's duties, written, and the number by which what is written is known. */
export type DutyLine = { residentId: string; hash: number; columns: string }

/**
 * One resident's duties as the database takes them: {@link LINE_COLUMNS} parted by tabs, each array as PostgreSQL writes
 * one. Nothing in it needs quoting but the reasons: days, ids and codes are plain.
 */
export function lineOf(
  { facts, villageCode, teamId }: GatheredResident,
  year: number,
  duties: readonly PlannedDuty[],
): DutyLine {
  const packages: ReasonPackage[] = []
  let keys = ''
  let dueFrom = ''
  let dueBy = ''
  let closesOn = ''
  let because = ''
  for (const duty of duties) {
    const comma = keys === '' ? '' : ','
    keys += comma + duty.key
    dueFrom += comma + duty.dueFrom
    dueBy += comma + duty.dueBy
    closesOn += comma + duty.closesOn
    because += `${comma}"${duty.because.map((reason) => written(reason, packages)).join('|')}"`
  }
  const columns = [
    facts.residentId,
    villageCode,
    teamId ?? '',
    year,
    `{${keys}}`,
    `{${dueFrom}}`,
    `{${dueBy}}`,
    `{${closesOn}}`,
    sparse(duties, 'plannedOn'),
    sparse(duties, 'doneOn'),
    sparse(duties, 'fulfilledBy'),
    sparse(duties, 'cancelledOn'),
    sparse(duties, 'cancelledBecause'),
    sparse(duties, 'pausedFrom'),
    sparse(duties, 'pausedUntil'),
    `{${because}}`,
    packages.length === 0 ? '[]' : JSON.stringify(packages),
  ].join('\t')
  return { residentId: facts.residentId, hash: hashOf(columns), columns }
}

/** The columns of `resident_duties` in the order of a line, behind the number that it is known by. */
export const LINE_COLUMNS = `line_hash, resident_id, village_code, team_id, year, keys, due_from, due_by, closes_on, planned_on,
  done_on, fulfilled_by, cancelled_on, cancelled_because, paused_from, paused_until, because, packages`

/** A whole number of 53 bits that tells a line from the one before it; two numbers are mixed as FNV-1a mixes one. */
function hashOf(line: string): number {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let index = 0; index < line.length; index++) {
    const code = line.charCodeAt(index)
    a = Math.imul(a ^ code, 2_654_435_761)
    b = Math.imul(b ^ code, 1_597_334_677)
  }
  return (b & 0x1fffff) * 2 ** 32 + (a >>> 0)
}

type Sparse =
  | 'plannedOn'
  | 'doneOn'
  | 'fulfilledBy'
  | 'cancelledOn'
  | 'cancelledBecause'
  | 'pausedFrom'
  | 'pausedUntil'

/** An array of one field, empty when it says nothing of any duty. */
function sparse(duties: readonly PlannedDuty[], field: Sparse): string {
  if (duties.every((duty) => duty[field] === null)) return '{}'
  return `{${duties.map((duty) => duty[field] ?? 'NULL').join(',')}}`
}

/** A reason in a few characters; {@link readReasons} reads it. */
function written(reason: DutyReason, packages: ReasonPackage[]): string {
  switch (reason.kind) {
    case 'specification':
      return `S${reason.rule}`
    case 'result':
      return `R${reason.recordId}/${reason.performedOn}/${reason.result}`
    case 'abnormal': {
      const { recordId, performedOn, group, refer, abnormal } = reason
      const items = abnormal.map(({ item, value, limit, beyond }) =>
        [item, value, limit, beyond].filter((part) => part !== undefined).join('~'),
      )
      return `X${recordId}/${performedOn}/${group}/${refer ? 1 : 0}/${items.join(';')}`
    }
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
    if (one.startsWith('X')) return readAbnormal(rest)
    const [agreementId, packageCode, packageName] = packages[Number(first)]!
    return { kind: 'agreement', agreementId, packageCode, packageName, times: Number(second), every: third }
  })
}

function readAbnormal(text: string): DutyReason {
  const [recordId, performedOn, group, refer, items] = text.split('/') as [
    string,
    string,
    string,
    string,
    string,
  ]
  return {
    kind: 'abnormal',
    recordId,
    performedOn: performedOn as LocalDate,
    group: group as ResultGroup,
    refer: refer === '1',
    abnormal: items === '' ? [] : items.split(';').map(readAbnormalItem),
  }
}

function readAbnormalItem(text: string): AbnormalResult {
  const [item, value, limit, beyond] = text.split('~')
  return {
    item: item as AbnormalResult['item'],
    ...(beyond === undefined
      ? {}
      : {
          value: Number(value),
          limit: Number(limit),
          beyond: beyond as NonNullable<AbnormalResult['beyond']>,
        }),
  }
}
