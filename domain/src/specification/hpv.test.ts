import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { owed, person, visit } from '../duties/duty-facts.fixture.ts'
import type { DoseFacts } from '../residents/resident-facts.ts'

/** Cases written from public-health-spec.md §5.1: girls born after 2011-11-10 who have reached 13, two doses six months apart. */
const girl = (birthDate: string, doses: DoseFacts[] = [], sex: 'female' | 'male' = 'female') =>
  person({
    birthDate: localDate(birthDate),
    sex,
    services: doses.map((dose) =>
      visit(dose.givenOn, { form: 'vaccination', controlled: null, details: { doses: [dose] } }),
    ),
  })
const first = (givenOn: string): DoseFacts => ({ vaccine: '2vHPV', givenOn: localDate(givenOn) })
const duties = (facts: ReturnType<typeof girl>, today: string) =>
  owed(facts, today)
    .filter(({ service }) => service === 'vaccination')
    .map(({ dueFrom, dueBy, state }) => `${dueFrom}～${dueBy} ${state}`)

describe('HPV vaccination of a girl', () => {
  test.each<[string, string, string[]]>([
    ['2013-06-01', '2026-05-31', ['2026-06-01～2027-05-31 upcoming']],
    ['2013-06-01', '2026-06-01', ['2026-06-01～2027-05-31 due']],
    ['2014-01-01', '2026-12-31', []],
    ['2011-11-10', '2026-12-31', []],
    ['2011-11-11', '2026-12-31', ['2025-11-10～2025-11-10 overdue']],
  ])('born on %s, on %s: %j', (birthDate, today, expected) => {
    expect(duties(girl(birthDate), today)).toEqual(expected)
  })

  test('the second dose is owed six months after the first, and then nothing', () => {
    const once = girl('2012-06-01', [first('2026-01-15')])
    expect(duties(once, '2026-07-14')).toEqual([
      '2025-11-10～2026-05-31 done',
      '2026-07-15～2027-05-31 upcoming',
    ])
    const twice = girl('2012-06-01', [first('2026-01-15'), first('2026-07-15')])
    expect(duties(twice, '2026-12-31').every((one) => one.endsWith('done'))).toBe(true)
  })

  test('a boy owes none', () => {
    expect(duties(girl('2013-06-01', [], 'male'), '2026-12-31')).toEqual([])
  })
})
