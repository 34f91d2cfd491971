import { rangeOf } from '../access/org-unit.ts'
import type { LocalDate } from '../days/local-date.ts'
import type { LineValue } from './scoring.ts'

/** What is known to have gone wrong in a period, counted for a line that takes so much off for each (按问题扣分). */
export const caseKinds = {
  complaints: {
    name: '受理的投诉',
    definition: '期间收到并已受理的投诉；团队按所辖村，机构按本机构及下级。',
  },
  'false-services': {
    name: '核查认定不实的疑点',
    definition:
      '服务日期在期间内、最终认定不实的真实性疑点，申诉未结的不计；团队按成员，机构按本机构及下级。',
  },
  'overdue-rectifications': {
    name: '逾期未改的督导问题',
    definition: '整改期限在期间内、到统计日仍未整改的督导问题；团队按所辖村，机构按本机构及下级。',
  },
  'late-reports': {
    name: '迟报、漏报的月报',
    definition: '报送期限在期间内、未在期限内报送的月报，按本机构；团队不报月报，不计。',
  },
} as const
export type CaseKind = keyof typeof caseKinds

export type AssessedCase = {
  kind: CaseKind
  unitCode: number
  /** Whose services they were; null for what is of a unit. */
  staffId: string | null
  on: LocalDate
  words: string
}

export type Assessed = { teamId: string | null; unitCode: number; villageCodes: readonly number[] }

/** The cases of one of the assessed: of a team its villages' and members', of a unit its own and those below. */
export function casesOf(
  kind: CaseKind,
  cases: readonly AssessedCase[],
  { teamId, unitCode, villageCodes }: Assessed,
  members: ReadonlySet<string>,
): AssessedCase[] {
  const { from, to } = rangeOf(unitCode)
  const within = (one: AssessedCase): boolean => {
    if (kind === 'late-reports') return teamId === null && one.unitCode === unitCode
    if (teamId === null) return from <= one.unitCode && one.unitCode <= to
    return kind === 'false-services'
      ? one.staffId !== null && members.has(one.staffId)
      : villageCodes.includes(one.unitCode)
  }
  return cases.filter((one) => one.kind === kind && within(one))
}

export function countOf(cases: readonly AssessedCase[]): LineValue {
  return { kind: 'cases', cases: cases.length }
}
