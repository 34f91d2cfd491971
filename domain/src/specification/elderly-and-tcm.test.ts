import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { belongsTo, person, standing } from '../duties/duty-facts.fixture.ts'
import type { FormValues } from '../forms/form.ts'
import { completed } from '../forms/form.ts'
import { aboutOf, answer, checked, sheetOf } from './cases.fixture.ts'

/** Cases written from public-health-spec.md §8 and §13. */

/** The 33 answers: 1 everywhere (5 for energy), with these others. */
function answers(others: Record<number, number> = {}): FormValues {
  const values: Record<string, number> = {}
  for (let question = 1; question <= 33; question++) {
    values[`q${String(question).padStart(2, '0')}`] = others[question] ?? (question === 1 ? 5 : 1)
  }
  return values
}
const filled = (values: FormValues) => completed(sheetOf('tcm-constitution'), values, aboutOf())

describe('constitution sheet §13.1', () => {
  test.each([
    ['qiDeficient', [2, 3, 4, 14]],
    ['yangDeficient', [11, 12, 13, 29]],
    ['yinDeficient', [10, 21, 26, 31]],
    ['phlegmDamp', [9, 16, 28, 32]],
    ['dampHeat', [23, 25, 27, 30]],
    ['bloodStasis', [19, 22, 24, 33]],
    ['qiStagnant', [5, 6, 7, 8]],
    ['special', [15, 17, 18, 20]],
  ] as const)('%s is the sum of its four: 8 no, 9 and 10 tends, 11 is', (type, questions) => {
    const [a, b, c, d] = questions
    const judged = (score: number) => {
      const rest = score - 4
      const values = filled(
        answers({ [a]: 1 + Math.min(4, rest), [b]: 1 + Math.max(0, rest - 4), [c]: 1, [d]: 1 }),
      )
      expect(values[`${type}Score`]).toBe(score)
      return values[`${type}Judgement`]
    }
    expect([judged(8), judged(9), judged(10), judged(11)]).toEqual([3, 2, 2, 1])
  })

  test('balanced: 25 with the best answers; 17 and others to 8 is, to 10 largely, 16 or 11 not', () => {
    expect(filled(answers())).toMatchObject({ balancedScore: 25, balancedJudgement: 1 })
    // 2, 4, 5 and 13 count 6 − answer.
    expect(filled(answers({ 1: 1, 2: 2, 4: 2, 5: 2, 13: 2 }))).toMatchObject({
      balancedScore: 17,
      balancedJudgement: 1,
    })
    expect(filled(answers({ 1: 1, 2: 3, 4: 2, 5: 2, 13: 2 }))).toMatchObject({
      balancedScore: 16,
      balancedJudgement: 3,
    })
    const damp = (score: number) => filled(answers({ 9: 5, 16: score - 7 })).balancedJudgement
    expect(filled(answers({ 9: 5, 16: 2 }))).toMatchObject({ phlegmDampScore: 9 })
    expect(damp(8)).toBe(1)
    expect([damp(9), damp(10), damp(11)]).toEqual([2, 2, 3])
  })

  test('several at once: all are named and the highest guides; equal scores are for the doctor of TCM', () => {
    const two = answer('tcm-constitution', answers({ 9: 5, 16: 4, 28: 3, 23: 5, 25: 5, 27: 3 }))
    expect(two.classification).toBe('damp-heat')
    expect(two.advice[0]!.text).toContain('湿热质、痰湿质')
    const tied = answer('tcm-constitution', answers({ 9: 5, 16: 5, 23: 5, 25: 5 }))
    expect(tied.classification).toBeNull()
    expect(tied.advice.map(({ code }) => code)).toContain('tied')
    expect(
      answer('tcm-constitution', { ...answers({ 9: 5, 16: 5, 23: 5, 25: 5 }), decidedConstitution: 4 })
        .classification,
    ).toBe('phlegm-damp')
  })

  test('none of the nine: again after two weeks', () => {
    const none = answers({ 1: 1, 2: 3, 4: 2, 5: 2, 13: 2 })
    expect(answer('tcm-constitution', none)).toMatchObject({
      nextStep: 'repeat-sheet',
      nextDueOn: '2026-03-15',
    })
  })

  test('every question has to be answered', () => {
    const { q33: _, ...rest } = answers()
    expect(checked('tcm-constitution', rest).refused).toEqual(['q33'])
  })

  test('yearly from the year of the 65th birthday', () => {
    const elder = (birthDate: string) => person({ birthDate: localDate(birthDate) })
    expect(standing(elder('1961-12-16'), '2026-12-31', 'tcm-constitution')).toHaveLength(1)
    expect(standing(elder('1962-01-01'), '2026-12-31', 'tcm-constitution')).toEqual([])
  })
})

const selfCare = (
  eating: number,
  washing: number,
  dressing: number,
  toileting: number,
  moving: number,
): FormValues => ({
  selfCareEating: eating,
  selfCareWashing: washing,
  selfCareDressing: dressing,
  selfCareToileting: toileting,
  selfCareMoving: moving,
})

describe('self-care sheet §8.1', () => {
  test.each([
    [selfCare(1, 1, 1, 1, 1), 0, 1],
    [selfCare(1, 2, 1, 2, 2), 3, 1],
    [selfCare(3, 2, 1, 1, 1), 4, 2],
    [selfCare(3, 1, 1, 3, 1), 8, 2],
    [selfCare(3, 2, 1, 3, 1), 9, 3],
    [selfCare(3, 4, 3, 3, 1), 18, 3],
    [selfCare(3, 4, 3, 3, 2), 19, 4],
    [selfCare(4, 4, 4, 4, 4), 37, 4],
  ])('%j: %i points, class %i', (values, selfCareScore, selfCareClass) => {
    expect(completed(sheetOf('elderly-self-care'), values, aboutOf({ born: '1950-01-01' }))).toMatchObject({
      selfCareScore,
      selfCareClass,
    })
  })

  test('eating and dressing have no light dependence', () => {
    expect(checked('elderly-self-care', selfCare(2, 1, 1, 1, 1)).refused).toContain('selfCareEating')
    expect(checked('elderly-self-care', selfCare(1, 1, 2, 1, 1)).refused).toContain('selfCareDressing')
  })
})

test('a positive screen with a low scale is referred and followed within two weeks', () => {
  const scale = (mmseLanguage: number) => ({
    wordsRecalled: 2,
    schooling: 3,
    mmseOrientation: 10,
    mmseRegistration: 3,
    mmseAttention: 3,
    mmseRecall: 1,
    mmseLanguage,
    oftenSad: 1,
  })
  expect(answer('elderly-screening', scale(7))).toMatchObject({
    classification: 'screen-positive',
    nextStep: 'refer',
    nextDueOn: '2026-03-15',
  })
  expect(answer('elderly-screening', scale(8))).toMatchObject({ nextStep: 'routine', nextDueOn: null })
  expect(answer('elderly-screening', { wordsRecalled: 3, oftenSad: 1 }).classification).toBe(
    'screen-negative',
  )
})

describe('from 65 years §8', () => {
  test.each([
    ['1961-03-01', '2026-03-01', true],
    ['1961-03-02', '2026-03-01', false],
  ])('born %s is elderly on %s: %s', (birthDate, today, isElderly) => {
    const states = standing(person({ birthDate: localDate(birthDate) }), today, 'elderly-examination')
    expect(states.some((one) => one.endsWith('due'))).toBe(isElderly)
  })

  test('from 90 at home once a year', () => {
    expect(standing(person({ birthDate: localDate('1936-03-01') }), '2026-03-01', 'home-visit')).toEqual([
      '2026 due',
    ])
    expect(standing(person({ birthDate: localDate('1937-03-02') }), '2026-12-31', 'home-visit')).toEqual([])
  })

  test('a bed-ridden member is seen at home, whatever the age', () => {
    expect(standing(person({ populations: [belongsTo('bed-ridden')] }), '2026-12-31', 'home-visit')).toEqual([
      '2026 due',
    ])
  })
})
