import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AssessmentSheet,
  faultsOf,
  gradeOf,
  linesOf,
  rankingOf,
  type SheetLine,
  scoreSheet,
} from './assessment-sheet.ts'
import { defaultTeamSheet } from './default-sheet.ts'
import { type LineValue, pointsOf } from './scoring.ts'

const rate = (numerator: number, denominator: number): LineValue => ({
  kind: 'rate',
  rate: { numerator, denominator },
})
const cases = (count: number): LineValue => ({ kind: 'cases', cases: count })
const answer = (yes: boolean): LineValue => ({ kind: 'answer', yes })

/** Worked example of performance-and-funds.md §3.1, with the figures of the seeds where they have one. */
const example: [line: string, value: LineValue, points: number][] = [
  ['A1', answer(true), 3],
  ['A2', answer(true), 2],
  ['A3', cases(11), 1.83],
  ['A4', cases(3), 2.25],
  ['B1', rate(4454, 11_416), 7.8],
  ['B2', rate(8280, 13_482), 7.68],
  ['B3', rate(2302, 2447), 6.59],
  ['C1', rate(4300, 8280), 7.42],
  ['C2', rate(36, 400), 4.5],
  ['C3', rate(412, 600), 8],
  ['C4', rate(940, 1300), 5],
  ['C5', rate(1800, 2000), 3.6],
  ['C6', rate(57, 60), 3],
  ['D1', cases(1), 6],
  ['D2', rate(46, 50), 3.87],
  ['D3', rate(820, 900), 3],
  ['D4', answer(false), 0],
  ['E1', rate(87, 100), 9.67],
  ['E2', rate(80, 100), 5],
]
const values = new Map(example.map(([line, value]) => [line, value]))

describe('考核计分', () => {
  test('the worked example makes 90.21 points, line by line, and is 优秀', () => {
    const scored = scoreSheet(defaultTeamSheet, values)
    expect(scored.lines.map(({ line, hundredths }) => [line, (hundredths ?? 0) / 100])).toEqual(
      example.map(([line, , points]) => [line, points]),
    )
    expect(scored).toMatchObject({ hundredths: 9021, grade: '优秀', vetoedBy: [] })
  })

  test.each([
    [9000, '优秀'],
    [8999, '良好'],
    [8000, '良好'],
    [7999, '合格'],
    [7000, '合格'],
    [6999, '不合格'],
    [0, '不合格'],
  ])('%i hundredths are %s', (score, grade) => {
    expect(gradeOf(defaultTeamSheet.grades, score)).toBe(grade)
  })

  test.each([
    [90, 100, 10],
    [8999, 10_000, 8],
    [80, 100, 8],
    [7999, 10_000, 5],
    [70, 100, 5],
    [6999, 10_000, 0],
  ])('by steps, %i of %i are %i points', (numerator, denominator, points) => {
    const bands = [
      { fromPercent: 80, points: 8 },
      { fromPercent: 90, points: 10 },
      { fromPercent: 70, points: 5 },
    ]
    expect(pointsOf({ kind: 'steps', bands }, 1000, rate(numerator, denominator))).toBe(points * 100)
  })

  test('faults take no more than the line has', () => {
    expect(pointsOf({ kind: 'deduction', perFault: 2 }, 800, cases(4))).toBe(0)
    expect(pointsOf({ kind: 'deduction', perFault: 2 }, 800, cases(5))).toBe(0)
  })

  test('a bonus goes no higher than its line', () => {
    expect(pointsOf({ kind: 'bonus', perCase: 1.5 }, 200, cases(1))).toBe(150)
    expect(pointsOf({ kind: 'bonus', perCase: 1.5 }, 200, cases(2))).toBe(200)
  })

  test('a proved mass falsification takes the whole sheet', () => {
    const scored = scoreSheet(defaultTeamSheet, new Map([...values, ['D4', answer(true)]]))
    expect(scored).toMatchObject({ hundredths: 0, grade: '不合格', vetoedBy: ['D4'] })
  })

  test('a veto of a section leaves the other sections', () => {
    const sheet = withVetoOf('section')
    const scored = scoreSheet(sheet, new Map([...values, ['D4', answer(true)]]))
    expect(scored.hundredths).toBe(9021 - 600 - 387 - 300)
  })

  test('a line that does not apply is left out and the others make the hundred', () => {
    const sheet = twoLines(60, 40)
    const scored = scoreSheet(
      sheet,
      new Map([
        ['one', rate(0, 0)],
        ['two', rate(1, 2)],
      ]),
    )
    expect(scored.lines[0]).toEqual({ line: 'one', hundredths: null, state: 'not-applicable' })
    expect(scored.hundredths).toBe(5000)
  })

  test('a value that nobody entered is no points, and is said to be missing', () => {
    const scored = scoreSheet(twoLines(60, 40), new Map([['two', rate(1, 1)]]))
    expect(scored.lines[0]).toEqual({ line: 'one', hundredths: null, state: 'missing' })
    expect(scored.hundredths).toBe(4000)
  })

  test('what is above a target comes on top of the hundred, and is no part of it', () => {
    const sheet = twoLines(60, 40)
    const [first] = sheet.sections
    const extra: SheetLine = {
      ...first!.lines[0]!,
      code: 'extra',
      weight: 5,
      method: { kind: 'surplus', targetPercent: 40, perPoint: 0.5 },
    }
    const withExtra = {
      ...sheet,
      sections: [{ ...first!, lines: [...first!.lines, extra] }, ...sheet.sections.slice(1)],
    }
    expect(faultsOf(withExtra)).toEqual([])
    const values = new Map([
      ['one', rate(1, 1)],
      ['two', rate(1, 1)],
      ['extra', rate(43, 100)],
    ])
    expect(scoreSheet(withExtra, values).hundredths).toBe(10_150)
  })

  test('equal scores share a place', () => {
    const scores = [
      { of: 'a', hundredths: 8000 },
      { of: 'b', hundredths: 9000 },
      { of: 'c', hundredths: 8000 },
      { of: 'd', hundredths: 7000 },
    ]
    expect(rankingOf(scores)).toEqual([
      { of: 'b', place: 1 },
      { of: 'a', place: 2 },
      { of: 'c', place: 2 },
      { of: 'd', place: 4 },
    ])
  })

  test('a method does not read a value of another kind', () => {
    expect(() => pointsOf({ kind: 'deduction', perFault: 1 }, 100, rate(1, 2))).toThrow(RangeError)
    expect(() => pointsOf({ kind: 'proportional', targetPercent: 50 }, 100, cases(1))).toThrow(RangeError)
    expect(() => pointsOf({ kind: 'veto', of: 'sheet' }, 100, cases(1))).toThrow(RangeError)
  })

  test('more done never scores less, and never more than the weight', () => {
    const whole = fc.integer({ min: 1, max: 5000 })
    fc.assert(
      fc.property(
        whole,
        fc.nat(5000),
        whole,
        fc.integer({ min: 1, max: 100 }),
        (denominator, done, more, target) => {
          const method = { kind: 'proportional', targetPercent: target } as const
          const numerator = Math.min(done, denominator)
          const before = pointsOf(method, 800, rate(numerator, denominator))!
          const after = pointsOf(method, 800, rate(Math.min(numerator + more, denominator), denominator))!
          expect(after).toBeGreaterThanOrEqual(before)
          expect(after).toBeLessThanOrEqual(800)
        },
      ),
    )
  })
})

describe('考核表', () => {
  test('the default sheet can be published', () => {
    expect(faultsOf(defaultTeamSheet)).toEqual([])
  })

  test('everything that is wrong is said at once', () => {
    const sheet = twoLines(60, 30)
    const [one, two] = linesOf(sheet)
    const wrong: AssessmentSheet = {
      ...sheet,
      sections: [
        {
          code: 'S',
          name: '',
          lines: [
            { ...one!, method: { kind: 'proportional', targetPercent: 0 } },
            { ...two!, code: 'one', method: { kind: 'steps', bands: [{ fromPercent: 0, points: 31 }] } },
          ],
        },
      ],
      grades: [{ name: '合格', fromPoints: 60 }],
    }
    expect(faultsOf(wrong).map(({ fault }) => fault)).toEqual([
      'target-not-above-zero',
      'code-twice',
      'bands-exceed-weight',
      'weights-not-100',
      'grades-without-floor',
    ])
    expect(faultsOf({ ...sheet, sections: [] })).toEqual([{ fault: 'no-lines' }])
  })
})

function withVetoOf(of: 'section' | 'sheet'): AssessmentSheet {
  return {
    ...defaultTeamSheet,
    sections: defaultTeamSheet.sections.map((section) => ({
      ...section,
      lines: section.lines.map((line) =>
        line.method.kind === 'veto' ? { ...line, method: { kind: 'veto' as const, of } } : line,
      ),
    })),
  }
}

function twoLines(first: number, second: number): AssessmentSheet {
  const line = (code: string, weight: number) => ({
    code,
    name: code,
    weight,
    method: { kind: 'proportional' as const, targetPercent: 100 },
    value: { from: 'entry' as const, ask: '', proof: 'optional' as const },
  })
  return {
    ...defaultTeamSheet,
    sections: [{ code: 'S', name: '', lines: [line('one', first), line('two', second)] }],
  }
}
