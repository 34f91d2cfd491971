import { describe, expect, test } from 'vitest'
import { belongsTo, person, standing, theDuty, visit } from '../duties/duty-facts.fixture.ts'
import type { FormValues } from '../forms/form.ts'
import { answer, type Case, checked, last } from './cases.fixture.ts'

/** Cases written from public-health-spec.md §11, §12 and §14. */

const calm: FormValues = {
  visited: 1,
  dangerGrade: 0,
  symptomState: 1,
  insight: 1,
  selfCare: 1,
  housework: 2,
  work: 9,
  learning: 2,
  socialContact: 1,
  adverseDrugReaction: 1,
  physicalIllness: 1,
}

describe('severe mental disorder §11', () => {
  test.each<[string, FormValues, Case, string, string, string]>([
    ['grade 0, nothing else', {}, {}, 'stable', 'routine', '2026-06-01'],
    [
      'function fair in everything is stable',
      { selfCare: 2, housework: 2, work: 2, socialContact: 2 },
      {},
      'stable',
      'routine',
      '2026-06-01',
    ],
    ['work does not apply', { work: 9 }, {}, 'stable', 'routine', '2026-06-01'],
    ['grade 1', { dangerGrade: 1 }, {}, 'basically-stable', 'adjust-treatment', '2026-03-15'],
    ['grade 2', { dangerGrade: 2 }, {}, 'basically-stable', 'adjust-treatment', '2026-03-15'],
    ['grade 3', { dangerGrade: 3 }, {}, 'unstable', 'refer-urgently', '2026-03-15'],
    ['grade 4', { dangerGrade: 4 }, {}, 'unstable', 'refer-urgently', '2026-03-15'],
    ['grade 5', { dangerGrade: 5 }, {}, 'unstable', 'refer-urgently', '2026-03-15'],
    ['insight in part', { insight: 2 }, {}, 'basically-stable', 'adjust-treatment', '2026-03-15'],
    ['no insight', { insight: 3 }, {}, 'unstable', 'refer-urgently', '2026-03-15'],
    ['obvious symptoms', { symptomState: 3 }, {}, 'unstable', 'refer-urgently', '2026-03-15'],
    ['poor at learning', { learning: 3 }, {}, 'basically-stable', 'adjust-treatment', '2026-03-15'],
    [
      'a slight reaction',
      { adverseDrugReaction: 2, severeAdverseReaction: 1 },
      {},
      'stable',
      'routine',
      '2026-06-01',
    ],
    [
      'a severe reaction',
      { adverseDrugReaction: 2, severeAdverseReaction: 2 },
      {},
      'unstable',
      'refer-urgently',
      '2026-03-15',
    ],
    ['a severe physical illness', { physicalIllness: 3 }, {}, 'unstable', 'refer-urgently', '2026-03-15'],
    [
      'two weeks later, tending to stable',
      { dangerGrade: 1, tendsToStable: 2 },
      last('basically-stable'),
      'basically-stable',
      'routine',
      '2026-06-01',
    ],
    [
      'two weeks later, no better',
      { dangerGrade: 1, tendsToStable: 1 },
      last('basically-stable'),
      'basically-stable',
      'consult-psychiatrist',
      '2026-04-01',
    ],
    [
      'no better on 31 January',
      { dangerGrade: 1, tendsToStable: 1 },
      { ...last('basically-stable'), on: '2026-01-31' },
      'basically-stable',
      'consult-psychiatrist',
      '2026-02-28',
    ],
    ['stable again', {}, last('unstable'), 'stable', 'routine', '2026-06-01'],
  ])('%s', (_what, change, given, classification, nextStep, nextDueOn) => {
    const found = answer('severe-mental-disorder-follow-up', { ...calm, ...change }, given)
    expect(found).toMatchObject({
      classification,
      nextStep,
      nextDueOn,
      controlled: classification === 'stable' ? true : null,
    })
    expect(found.referred).toBe(classification === 'unstable')
  })

  test('a sheet without danger grade, insight or function is refused; who was not met needs only the reason', () => {
    const { dangerGrade: _, insight: __, ...rest } = calm
    expect(checked('severe-mental-disorder-follow-up', rest).refused).toEqual(['dangerGrade', 'insight'])
    expect(checked('severe-mental-disorder-follow-up', { visited: 2, lostBecause: 4 }).refused).toEqual([])
    expect(checked('severe-mental-disorder-follow-up', { visited: 2 }).refused).toEqual(['lostBecause'])
    expect(checked('severe-mental-disorder-follow-up', { visited: 3 }).refused).toEqual(['diedOn'])
  })

  test('an assessment when taken in, four visits and an examination a year', () => {
    const facts = person({ populations: [belongsTo('severe-mental-disorder', '2026-01-01')] })
    expect(standing(facts, '2026-01-02', 'severe-mental-disorder-assessment')).toHaveLength(1)
    expect(standing(facts, '2026-01-02', 'severe-mental-disorder-follow-up')).toHaveLength(4)
    expect(standing(facts, '2026-01-02', 'chronic-examination')).toHaveLength(1)
  })
})

const first: FormValues = {
  notifiedAt: '2026-02-26T09:30',
  visitedAt: '2026-03-01T09:30',
  patientType: 1,
  stage: 1,
  supervisor: 2,
}
const dosed: FormValues = {
  treatmentMonth: 2,
  stage: 1,
  supervisor: 2,
  missedDoses: 0,
  adverseDrugReaction: 1,
  complication: 1,
}

describe('tuberculosis §12', () => {
  test.each<[string, FormValues, string, string, string]>([
    ['72 hours to the minute', {}, 'in-time', 'routine', '2026-03-11'],
    ['a minute more', { visitedAt: '2026-03-01T09:31' }, 'late', 'routine', '2026-03-11'],
    [
      'found at the third attempt: two in vain were reported',
      { failedVisits: 2 },
      'in-time',
      'report-upward',
      '2026-03-11',
    ],
    ['found at the second', { failedVisits: 1 }, 'in-time', 'routine', '2026-03-11'],
    ['supervised by a health worker', { supervisor: 1 }, 'in-time', 'routine', '2026-04-01'],
    ['by the family in the continuation phase', { stage: 2 }, 'in-time', 'routine', '2026-04-01'],
  ])('first visit: %s', (_what, change, classification, nextStep, nextDueOn) => {
    expect(answer('tuberculosis-first-visit', { ...first, ...change })).toMatchObject({
      classification,
      nextStep,
      nextDueOn,
    })
  })

  test.each<[string, FormValues, string, string]>([
    ['the family supervises the intensive phase: every 10 days', {}, 'routine', '2026-03-11'],
    ['a health worker: monthly', { supervisor: 1 }, 'routine', '2026-04-01'],
    ['continuation phase: monthly', { stage: 2 }, 'routine', '2026-04-01'],
    ['a break of six days', { missedDoses: 6, longestGapDays: 6, supervisor: 1 }, 'routine', '2026-04-01'],
    [
      'a break of a week is reported',
      { missedDoses: 7, longestGapDays: 7, supervisor: 1 },
      'report-upward',
      '2026-04-01',
    ],
    ['a reaction is referred', { adverseDrugReaction: 2, supervisor: 1 }, 'refer', '2026-03-15'],
    ['a complication is referred', { complication: 2, supervisor: 1 }, 'refer', '2026-03-15'],
    [
      'a reaction in the intensive phase under the family put the visit of the tenth day off to two weeks',
      { adverseDrugReaction: 2 },
      'refer',
      '2026-03-11',
    ],
  ])('follow-up: %s', (_what, change, nextStep, nextDueOn) => {
    expect(answer('tuberculosis-follow-up', { ...dosed, ...change })).toMatchObject({ nextStep, nextDueOn })
  })

  test.each([
    [180, 162, 'regular'],
    [180, 161, 'irregular'],
    [1, 0, 'irregular'],
    [0, 0, null],
  ])('of %i doses %i taken is %s', (dosesDue, dosesTaken, classification) => {
    const closing = {
      stoppedOn: '2026-02-28',
      stopReason: 1,
      visitsDue: 8,
      visitsDone: 8,
      dosesDue,
      dosesTaken,
    }
    expect(answer('tuberculosis-closing', closing)).toMatchObject({ classification, nextStep: 'close' })
  })

  test('who died, was lost or went over to another treatment did not finish and is in no rate of regular takers', () => {
    for (const stopReason of [2, 3, 4]) {
      const closing = {
        stoppedOn: '2026-02-28',
        stopReason,
        visitsDue: 8,
        visitsDone: 8,
        dosesDue: 100,
        dosesTaken: 100,
      }
      expect(answer('tuberculosis-closing', closing).controlled).toBeNull()
    }
  })

  test('the first visit is owed within three days of the notice, and follow-ups each month until the end', () => {
    const facts = person({ populations: [belongsTo('tuberculosis', '2026-03-01', '2026-06-30')] })
    expect(standing(facts, '2026-03-04', 'tuberculosis-first-visit').map((one) => one.split(' ')[1])).toEqual(
      ['due'],
    )
    expect(standing(facts, '2026-03-05', 'tuberculosis-first-visit').map((one) => one.split(' ')[1])).toEqual(
      ['overdue'],
    )
    expect(standing(facts, '2026-07-01', 'tuberculosis-follow-up')).toHaveLength(4)
  })
})

describe('infectious disease §14', () => {
  const card = (disease: string, reportedAt?: string): FormValues => ({
    disease,
    diagnosedAt: '2026-03-01T08:00',
    ...(reportedAt ? { reportedAt } : {}),
    treatedAtHome: 2,
  })
  test.each([
    ['plague', '2026-03-01T10:00', 'in-time'],
    ['plague', '2026-03-01T10:01', 'late'],
    ['pulmonary-anthrax', '2026-03-01T10:01', 'late'],
    ['mumps', '2026-03-02T08:00', 'in-time'],
    ['mumps', '2026-03-02T08:01', 'late'],
    ['mumps', undefined, null],
  ])('%s reported at %s is %s', (disease, reportedAt, classification) => {
    expect(answer('infectious-disease-report', card(disease, reportedAt))).toMatchObject({
      classification,
      nextDueOn: '2026-03-08',
    })
  })

  test('ill at home is visited at least once', () => {
    const facts = person({ populations: [belongsTo('infectious-disease', '2026-03-01')] })
    expect(standing(facts, '2026-03-08', 'infectious-disease-visit')[0]).toMatch(/due$/)
    const seen = {
      ...facts,
      services: [visit('2026-03-05', { form: 'infectious-disease-visit', controlled: null })],
    }
    expect(standing(seen, '2026-03-08', 'infectious-disease-visit')[0]).toMatch(/done$/)
  })
})

test.each([
  ['disabled', 'yearly-home-visit'],
  ['fp-special-family', 'yearly-home-visit'],
  ['lone-elder', 'yearly-home-visit'],
] as const)('%s: followed and educated at least once a year', (population, service) => {
  const facts = person({ populations: [belongsTo(population)] })
  expect(standing(facts, '2026-12-31', service)).toEqual(['2026 due'])
  const seen = {
    ...facts,
    services: [visit('2026-12-31', { form: 'yearly-home-visit', controlled: null, mode: 'home' })],
  }
  expect(theDuty(seen, '2026-12-31', `${service}:2026`).state).toBe('done')
})
