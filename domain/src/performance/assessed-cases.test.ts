import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { flatSheets, sheetsOf } from '../policy-profiles/assessment-sheets.ts'
import { type AssessedCase, type CaseKind, casesOf, countOf } from './assessed-cases.ts'
import { faultsOf } from './assessment-sheet.ts'
import { defaultTeamSheet } from './default-sheet.ts'

const [township, village, other] = [320399101000, 320399101201, 320399102201]
const found = (kind: CaseKind, unitCode: number, staffId: string | null = null): AssessedCase => ({
  kind,
  unitCode,
  staffId,
  on: localDate('2026-08-03'),
  words: '东岭村',
})
const team = { teamId: 't', unitCode: township, villageCodes: [village] }
const unit = (unitCode: number) => ({ teamId: null, unitCode, villageCodes: [] })
const members = new Set(['a'])

describe('系统计数', () => {
  const cases = [
    found('complaints', village),
    found('complaints', township),
    found('complaints', other),
    found('false-services', township, 'a'),
    found('false-services', village, 'b'),
    found('late-reports', township),
    found('late-reports', village),
  ]
  test.each<[string, CaseKind, Parameters<typeof casesOf>[2], number]>([
    ['complaints about its villages are a team’s', 'complaints', team, 1],
    ['those about itself and its villages are a township’s', 'complaints', unit(township), 2],
    ['a village answers for itself', 'complaints', unit(village), 1],
    ['a team answers for its members, wherever they work', 'false-services', team, 1],
    ['a township for all its people', 'false-services', unit(township), 2],
    ['a report is late for who sends it', 'late-reports', unit(township), 1],
    ['a team sends none', 'late-reports', team, 0],
  ])('%s', (_name, kind, assessed, count) => {
    expect(countOf(casesOf(kind, cases, assessed, members))).toEqual({ kind: 'cases', cases: count })
  })

  const sheetWith = (cases: CaseKind, perFault: number | null) => ({
    ...defaultTeamSheet,
    sections: [
      {
        code: 'A',
        name: '服务质量',
        lines: [
          {
            code: 'A1',
            name: '投诉',
            weight: 100,
            method:
              perFault === null
                ? ({ kind: 'all-or-nothing' } as const)
                : ({ kind: 'deduction', perFault } as const),
            value: { from: 'cases', cases } as const,
          },
        ],
      },
    ],
  })

  test('a line counts cases only to take something off for each; a team has no reports', () => {
    expect(faultsOf(sheetWith('complaints', 2))).toEqual([])
    expect(faultsOf(sheetWith('complaints', null))).toEqual([{ fault: 'cases-are-deducted', line: 'A1' }])
    expect(faultsOf(sheetWith('late-reports', 2))).toEqual([{ fault: 'teams-send-no-reports', line: 'A1' }])
  })

  test('as a row of a profile it is read back as it was', () => {
    const sheets = [sheetWith('overdue-rectifications', 2)]
    expect(sheetsOf(flatSheets(sheets), sheets)).toEqual(sheets)
  })
})
