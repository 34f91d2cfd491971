import { describe, expect, test } from 'vitest'
import { addDays, localDate } from '../days/local-date.ts'
import { belongsTo, owed, person, standing as stands, theDuty, visit } from '../duties/duty-facts.fixture.ts'
import type { FormValues } from '../forms/form.ts'
import { completed } from '../forms/form.ts'
import { noStanding } from '../indicators/flags.ts'
import { type IndicatorCode, isIn } from '../indicators/indicator.ts'
import { defaultIndicatorPolicy } from '../indicators/indicator-policy.ts'
import { standingOn } from '../indicators/standing.ts'
import type { ResidentFacts, ServiceDetails, ServiceFacts } from '../residents/resident-facts.ts'
import { nationalVaccinationPolicy } from '../vaccination/national-schedule.ts'
import { deferralsOf, owedDoses, type Vaccinated } from '../vaccination/plan.ts'
import { scheduleFor } from '../vaccination/schedule.ts'
import type { VaccineCode } from '../vaccination/vaccines.ts'
import { aboutOf, answer, type Case, checked, last, sheetOf } from './cases.fixture.ts'

/** Cases at the borders of public-health-spec.md §5 to §12, §16 and §17, with what follows worked out by hand. */

type Given = [VaccineCode, string]
const child = (birthDate: string, given: Given[], more: Partial<Vaccinated> = {}): Vaccinated => ({
  birthDate: localDate(birthDate),
  sex: 'female',
  doses: given.map(([vaccine, on]) => ({ vaccine, givenOn: localDate(on) })),
  ...more,
})
/** The next dose of a course: its number and first day. */
function next(who: Vaccinated, course: string): string | undefined {
  const found = owedDoses(scheduleFor(who.birthDate, nationalVaccinationPolicy)!, who).find(
    (dose) => dose.course === course,
  )
  return found && `${found.number} from ${found.from}`
}

describe('catch-up §5.1', () => {
  const dtap: Given[] = [
    ['DTaP', '2025-10-31'],
    ['DTaP', '2025-12-31'],
  ]
  test.each<[string, Vaccinated, string, string | undefined]>([
    [
      'born on 31 August, the second at one month',
      child('2025-08-31', [['HepB', '2025-08-31']]),
      'hepatitis-b',
      '2 from 2025-09-30',
    ],
    [
      'the third at six months, the last of February',
      child('2025-08-31', [
        ['HepB', '2025-08-31'],
        ['HepB', '2025-09-30'],
      ]),
      'hepatitis-b',
      '3 from 2026-02-28',
    ],
    [
      'a second of 10 January puts the third sixty days on',
      child('2025-08-31', [
        ['HepB', '2025-08-31'],
        ['HepB', '2026-01-10'],
      ]),
      'hepatitis-b',
      '3 from 2026-03-11',
    ],
    [
      'a third on 27 February was a day early',
      child('2025-08-31', [
        ['HepB', '2025-08-31'],
        ['HepB', '2025-09-30'],
        ['HepB', '2026-02-27'],
      ]),
      'hepatitis-b',
      '3 from 2026-02-28',
    ],
    [
      'below 2000 g of a mother with HBsAg: again at one month',
      child('2025-08-31', [['HepB', '2025-08-31']], { lowBirthWeight: true }),
      'hepatitis-b',
      '2 from 2025-09-30',
    ],
    [
      '…at two',
      child(
        '2025-08-31',
        [
          ['HepB', '2025-08-31'],
          ['HepB', '2025-09-30'],
        ],
        { lowBirthWeight: true },
      ),
      'hepatitis-b',
      '3 from 2025-10-31',
    ],
    [
      '…and at seven',
      child(
        '2025-08-31',
        [
          ['HepB', '2025-08-31'],
          ['HepB', '2025-09-30'],
          ['HepB', '2025-10-31'],
        ],
        { lowBirthWeight: true },
      ),
      'hepatitis-b',
      '4 from 2026-03-31',
    ],
    [
      'the third DTaP at six months',
      child('2025-08-31', dtap),
      'diphtheria-pertussis-tetanus',
      '3 from 2026-02-28',
    ],
    [
      'the fourth six months after a late third',
      child('2025-08-31', [...dtap, ['DTaP', '2026-10-15']]),
      'diphtheria-pertussis-tetanus',
      '4 from 2027-04-15',
    ],
    [
      'the fifth twelve months after a late fourth',
      child('2025-08-31', [...dtap, ['DTaP', '2026-02-28'], ['DTaP', '2031-06-01']]),
      'diphtheria-pertussis-tetanus',
      '5 from 2032-06-01',
    ],
    [
      'the second JE twelve months after a late first',
      child('2025-08-31', [['JE-L', '2026-12-20']]),
      'japanese-encephalitis',
      '2 from 2027-12-20',
    ],
    [
      'inactivated JE a week later',
      child('2025-08-31', [['JE-I', '2026-05-05']]),
      'japanese-encephalitis',
      '2 from 2026-05-12',
    ],
    [
      'six days later does not count',
      child('2025-08-31', [
        ['JE-I', '2026-05-05'],
        ['JE-I', '2026-05-11'],
      ]),
      'japanese-encephalitis',
      '2 from 2026-05-12',
    ],
    [
      'the second meningitis A three months on',
      child('2025-08-31', [['MPSV-A', '2026-04-30']]),
      'meningitis-a',
      '2 from 2026-07-30',
    ],
    [
      'the second A and C three years on',
      child('2020-01-10', [
        ['MPSV-A', '2020-08-01'],
        ['MPSV-A', '2020-11-01'],
        ['MPSV-AC', '2024-06-30'],
      ]),
      'meningitis-ac',
      '2 from 2027-06-30',
    ],
    [
      'inactivated hepatitis A six months on',
      child('2025-08-31', [['HepA-I', '2027-08-31']]),
      'hepatitis-a',
      '2 from 2028-02-29',
    ],
    ['live hepatitis A once', child('2025-08-31', [['HepA-L', '2027-02-28']]), 'hepatitis-a', undefined],
    [
      'born on a leap day, MMR at eight months',
      child('2024-02-29', []),
      'measles-mumps-rubella',
      '1 from 2024-10-29',
    ],
    ['a girl born on 10 November 2011', child('2011-11-10', []), 'hpv', undefined],
    [
      'a girl born the day after: from the first day it was free',
      child('2011-11-11', []),
      'hpv',
      '1 from 2025-11-10',
    ],
    ['the second six months on', child('2011-11-11', [['2vHPV', '2025-11-30']]), 'hpv', '2 from 2026-05-30'],
    ['a boy', child('2012-05-05', [], { sex: 'male' }), 'hpv', undefined],
  ])('%s', (_what, who, course, expected) => {
    expect(next(who, course)).toBe(expected)
  })

  test('BCG is looked for until the day before the fourth birthday', () => {
    const bcg = owedDoses(
      scheduleFor(localDate('2024-02-29'), nationalVaccinationPolicy)!,
      child('2024-02-29', []),
    ).find(({ course }) => course === 'bcg')
    expect(bcg).toMatchObject({ from: '2024-02-29', by: '2024-05-28', notFrom: '2028-02-29' })
  })

  test('immunoglobulin puts off injected live vaccines for three months, but not BCG', () => {
    const putOff = (vaccine: VaccineCode, day: string) =>
      deferralsOf(vaccine, localDate(day), { doses: [] }, nationalVaccinationPolicy, {
        immunoglobulinOn: localDate('2025-11-30'),
      }).length
    expect([putOff('MMR', '2026-02-27'), putOff('MMR', '2026-02-28'), putOff('BCG', '2025-12-10')]).toEqual([
      1, 0, 0,
    ])
  })
})

describe('a child who became known late §6.1', () => {
  const known = (registeredOn: string, facts: Partial<ResidentFacts> = {}) =>
    person({ birthDate: localDate('2025-05-10'), registeredOn: localDate(registeredOn), ...facts })
  const checks = (facts: ResidentFacts, today: string) =>
    owed(facts, today)
      .filter(({ service }) => service === 'child-health-check')
      .map(({ key, dueFrom, dueBy, state }) => `${key.split(':')[1]} ${dueFrom}～${dueBy} ${state}`)

  test('in the seventh month: the check of six months until the day before eight, nothing of before', () => {
    expect(checks(known('2025-12-20'), '2025-12-20')).toEqual(['age6 2025-12-20～2026-01-09 due'])
  })
  test.each([
    ['2026-01-09', 'age6 2026-01-09～2026-01-09 due'],
    ['2026-01-10', 'age8 2026-01-10～2026-05-09 due'],
  ])('on %s: %s', (day, first) => {
    expect(checks(known(day), day)[0]).toBe(first)
  })
  test('born on the last day of the year, the newborn visit is owed into the next', () => {
    const newborn = person({ birthDate: localDate('2025-12-31'), registeredOn: localDate('2025-12-31') })
    expect(theDuty(newborn, '2026-01-05', 'newborn-home-visit:age0').state).toBe('due')
  })
  test('died at ten months: what was to come is cancelled, what was missed stays missed', () => {
    const states = checks(known('2025-05-10', { diedOn: localDate('2026-03-10') }), '2026-03-10')
    expect(states.sort()).toEqual([
      'age12 2026-05-10～2026-11-09 cancelled',
      'age18 2026-11-10～2027-05-09 cancelled',
      'age6 2025-11-10～2026-01-09 missed',
      'age8 2026-01-10～2026-05-09 cancelled',
    ])
  })
})

describe('a pregnancy at its borders §7', () => {
  const lmp = localDate('2025-12-20')
  const sheetOn = (form: string, on: string, details?: ServiceDetails): ServiceFacts =>
    visit(on, { form, controlled: null, ...(details ? { details } : {}) })
  const woman = (services: ServiceFacts[], facts: Partial<ResidentFacts> = {}) =>
    person({ birthDate: localDate('1996-01-01'), services, ...facts })
  const registration = sheetOn('pregnancy-registration', '2026-01-20', { lastPeriodOn: lmp })

  test.each([
    ['2026-03-20', 'in time'],
    ['2026-03-21', 'late'],
  ])('booked on %s, 12 weeks and 6 days or 13 weeks: %s', (on, when) => {
    const booked = woman([registration, sheetOn('first-antenatal-check', on, { lastPeriodOn: lmp })])
    const duty = theDuty(booked, '2026-04-01', `antenatal-booking:L${lmp}w0`)
    expect(duty.doneOn).toBe(on)
    expect(duty.doneOn! <= duty.dueBy ? 'in time' : 'late').toBe(when)
  })

  test('who moves here in the 22nd week is owed the visit of 21 to 24 weeks and those after it', () => {
    const registeredOn = addDays(lmp, 22 * 7)
    const here = woman([sheetOn('pregnancy-registration', registeredOn, { lastPeriodOn: lmp })], {
      registeredOn,
    })
    const periods = owed(here, registeredOn)
      .filter(({ service }) => service.startsWith('antenatal'))
      .map(({ key, state }) => `${key.split('w')[1]} ${state}`)
    expect(periods).toEqual(['21 due', '28 upcoming', '37 upcoming'])
  })

  test('discharged at the end of December: a week into January, and day 42 in February', () => {
    const born = { endedOn: localDate('2025-12-27'), outcome: 1, dischargedOn: localDate('2025-12-29') }
    const mother = woman([
      sheetOn('pregnancy-registration', '2025-05-01', { lastPeriodOn: localDate('2025-03-25') }),
      sheetOn('pregnancy-outcome', '2025-12-29', born),
    ])
    const day = (key: string) => theDuty(mother, '2026-01-02', `${key}:L2025-03-25`)
    expect(day('postpartum-visit')).toMatchObject({
      dueFrom: '2025-12-29',
      dueBy: '2026-01-05',
      state: 'due',
    })
    expect(day('postpartum-42-day-check').dueFrom).toBe('2026-02-07')
  })

  const about = {
    born: '1996-01-01',
    pregnancy: { lastPeriodOn: localDate('2025-10-01'), deliveredOn: null },
  }
  const fine = { systolicMmHg: 118, diastolicMmHg: 76, overall: 1 }
  test.each<[string, string, FormValues, string]>([
    ['139/89', 'antenatal-follow-up', { ...fine, systolicMmHg: 139, diastolicMmHg: 89 }, 'routine'],
    ['90 diastolic', 'antenatal-follow-up', { ...fine, diastolicMmHg: 90 }, 'refer'],
    ['110 diastolic', 'antenatal-follow-up', { ...fine, diastolicMmHg: 110 }, 'refer-urgently'],
    ['a fetal heart of 110', 'antenatal-follow-up', { ...fine, fetalHeartPerMinute: 110 }, 'routine'],
    ['of 109', 'antenatal-follow-up', { ...fine, fetalHeartPerMinute: 109 }, 'refer-urgently'],
    ['of 161', 'antenatal-follow-up', { ...fine, fetalHeartPerMinute: 161 }, 'refer-urgently'],
    ['orange', 'antenatal-follow-up', { ...fine, riskGrade: 3 }, 'watch-closely'],
    ['140/76 after birth', 'postpartum-visit', { ...fine, systolicMmHg: 140 }, 'refer'],
    [
      '139/89 on day 42',
      'postpartum-42-day-check',
      { systolicMmHg: 139, diastolicMmHg: 89, recovery: 1, disposal: 1 },
      'close',
    ],
    [
      'a case with 150/95 on day 42 was closed',
      'postpartum-42-day-check',
      { systolicMmHg: 150, diastolicMmHg: 95, recovery: 1, disposal: 1 },
      'refer',
    ],
    [
      'a case with 180/100 on day 42 was closed',
      'postpartum-42-day-check',
      { systolicMmHg: 180, diastolicMmHg: 100, recovery: 1, disposal: 1 },
      'refer-urgently',
    ],
  ])('%s', (_what, form, values, nextStep) => {
    expect(answer(form, values, about).nextStep).toBe(nextStep)
  })
})

describe('old age §8.1', () => {
  /** Answers by their boxes: 1 可自理, 2 轻度依赖, 3 中度依赖, 4 不能自理. */
  const boxes = (eating: number, washing: number, dressing: number, toilet: number, moving: number) => ({
    selfCareEating: eating,
    selfCareWashing: washing,
    selfCareDressing: dressing,
    selfCareToileting: toilet,
    selfCareMoving: moving,
  })
  test.each<[string, FormValues, number, string]>([
    ['all by oneself', boxes(1, 1, 1, 1, 1), 0, 'independent'],
    ['help with bathing, toilet and stairs: 1 + 1 + 1', boxes(1, 2, 1, 2, 2), 3, 'independent'],
    ['with food and bathing: 3 + 1', boxes(3, 2, 1, 1, 1), 4, 'lightly-dependent'],
    ['with food and toilet: 3 + 5', boxes(3, 1, 1, 3, 1), 8, 'lightly-dependent'],
    ['and stairs: 9', boxes(3, 1, 1, 3, 2), 9, 'moderately-dependent'],
    ['3 + 0 + 5 + 5 + 5', boxes(3, 1, 4, 3, 3), 18, 'moderately-dependent'],
    ['and bathing: 19', boxes(3, 2, 4, 3, 3), 19, 'dependent'],
    ['everything: 37', boxes(4, 4, 4, 4, 4), 37, 'dependent'],
  ])('%s', (_what, values, score, classification) => {
    expect(completed(sheetOf('elderly-self-care'), values, aboutOf()).selfCareScore).toBe(score)
    expect(answer('elderly-self-care', values).classification).toBe(classification)
  })

  test.each([
    ['lightly dependent in eating cannot be chosen', boxes(2, 1, 1, 1, 1), 'selfCareEating'],
    ['nor in dressing', boxes(1, 1, 2, 1, 1), 'selfCareDressing'],
  ])('%s', (_what, values, refused) => {
    expect(checked('elderly-self-care', values).refused).toContain(refused)
  })

  const mmse = (language: number): FormValues => ({
    wordsRecalled: 2,
    oftenSad: 1,
    mmseOrientation: 7,
    mmseRegistration: 2,
    mmseAttention: 3,
    mmseRecall: 2,
    mmseLanguage: language,
  })
  test.each<[string, FormValues, string]>([
    ['17 of 30 who cannot read', { schooling: 1, ...mmse(3) }, 'refer'],
    ['18', { schooling: 1, ...mmse(4) }, 'routine'],
    ['20 with primary school', { schooling: 2, ...mmse(6) }, 'refer'],
    ['21', { schooling: 2, ...mmse(7) }, 'routine'],
    ['three words recalled: nothing more is asked', { wordsRecalled: 3, oftenSad: 1 }, 'routine'],
  ])('%s', (_what, values, nextStep) => {
    expect(answer('elderly-screening', values, { born: '1950-01-01' }).nextStep).toBe(nextStep)
  })
})

const calm: FormValues = {
  visited: 1,
  dangerGrade: 0,
  symptomState: 1,
  insight: 1,
  selfCare: 1,
  housework: 1,
  work: 1,
  learning: 1,
  socialContact: 1,
  adverseDrugReaction: 1,
  physicalIllness: 1,
}

describe('severe mental disorder at the borders of its classes §11', () => {
  test.each<[string, FormValues, Case, string, string]>([
    [
      'an unstable physical illness that is not severe',
      { physicalIllness: 2 },
      {},
      'basically-stable',
      '2026-03-15',
    ],
    ['grade 2 with obvious symptoms', { dangerGrade: 2, symptomState: 3 }, {}, 'unstable', '2026-03-15'],
    ['grade 0 after an attempt at suicide', { suicideAttemptTimes: 1 }, {}, 'unstable', '2026-03-15'],
    [
      'better after unstable: two weeks, not three months',
      { dangerGrade: 1, tendsToStable: 2 },
      last('unstable'),
      'basically-stable',
      '2026-03-15',
    ],
    ['worse after basically stable', { insight: 3 }, last('basically-stable'), 'unstable', '2026-03-15'],
    ['poor only at housework', { housework: 3 }, {}, 'basically-stable', '2026-03-15'],
    ['stable on 30 November', {}, { on: '2025-11-30' }, 'stable', '2026-02-28'],
    ['stable on 29 February', {}, { on: '2024-02-29' }, 'stable', '2024-05-29'],
  ])('%s', (_what, change, given, classification, nextDueOn) => {
    expect(answer('severe-mental-disorder-follow-up', { ...calm, ...change }, given)).toMatchObject({
      classification,
      nextDueOn,
    })
  })
})

describe('tuberculosis supervision §12', () => {
  const dosed: FormValues = {
    treatmentMonth: 2,
    stage: 1,
    supervisor: 2,
    missedDoses: 0,
    adverseDrugReaction: 1,
    complication: 1,
  }
  test.each<[string, FormValues, Case, string, string]>([
    ['the family on 20 February: ten days on', {}, { on: '2026-02-20' }, 'routine', '2026-03-02'],
    [
      'a health worker on 31 January: a month on',
      { supervisor: 1 },
      { on: '2026-01-31' },
      'routine',
      '2026-02-28',
    ],
    ['continuation on 31 December', { stage: 2 }, { on: '2025-12-31' }, 'routine', '2026-01-31'],
    [
      'a week without a dose',
      { missedDoses: 7, longestGapDays: 7 },
      { on: '2026-02-20' },
      'report-upward',
      '2026-03-02',
    ],
    [
      'seven doses missed, never two in a row',
      { missedDoses: 7, longestGapDays: 1 },
      { on: '2026-02-20' },
      'routine',
      '2026-03-02',
    ],
    [
      'a reaction in the continuation phase',
      { stage: 2, adverseDrugReaction: 2 },
      { on: '2026-02-20' },
      'refer',
      '2026-03-06',
    ],
  ])('%s', (_what, change, given, nextStep, nextDueOn) => {
    expect(answer('tuberculosis-follow-up', { ...dosed, ...change }, given)).toMatchObject({
      nextStep,
      nextDueOn,
    })
  })
})

test.each<[string, FormValues, Case, string | null, string]>([
  ['SpO₂ 90 %', { spo2Percent: 90 }, {}, 'copd-stable', 'routine'],
  [
    'one exacerbation since the last visit',
    { exacerbationsSinceLast: 1 },
    {},
    'copd-unstable',
    'adjust-treatment',
  ],
  ['again', { exacerbationsSinceLast: 1 }, last('copd-unstable'), 'copd-unstable', 'refer'],
  ['recovered', {}, last('copd-exacerbation'), 'copd-stable', 'routine'],
  [
    'pressure 180 beside stable lungs',
    { systolicMmHg: 180, diastolicMmHg: 80 },
    {},
    'copd-stable',
    'refer-urgently',
  ],
])('copd §16: %s', (_what, change, given, classification, nextStep) => {
  const stable = { mmrc: 1, exacerbationsSinceLast: 0, exacerbatedNow: 1 }
  expect(answer('copd-follow-up', { ...stable, ...change }, given)).toMatchObject({
    classification,
    nextStep,
  })
})

describe('hypertension and diabetes: the visit before §9.2, §10', () => {
  const before = (performedOn: string, controlled: boolean | null): Case => ({
    previous: {
      performedOn: localDate(performedOn),
      classification: controlled === null ? null : controlled ? 'satisfactory' : 'unsatisfactory',
      controlled,
    },
  })
  test.each<[string, string, FormValues, Case, string]>([
    [
      'off target again after two years',
      'hypertension-follow-up',
      { systolicMmHg: 140, diastolicMmHg: 80 },
      before('2024-01-10', false),
      'refer',
    ],
    [
      'off target after a good one',
      'hypertension-follow-up',
      { systolicMmHg: 139, diastolicMmHg: 90 },
      before('2026-02-10', true),
      'adjust-treatment',
    ],
    [
      '7.0 again after a year',
      'type2-diabetes-follow-up',
      { fastingGlucoseMmolL: 7 },
      before('2025-02-10', false),
      'refer',
    ],
    [
      'on target again',
      'type2-diabetes-follow-up',
      { fastingGlucoseMmolL: 6.9 },
      before('2026-02-10', false),
      'routine',
    ],
    [
      '3.8',
      'type2-diabetes-follow-up',
      { fastingGlucoseMmolL: 3.8 },
      before('2026-02-10', true),
      'refer-urgently',
    ],
    [
      '179/110',
      'hypertension-follow-up',
      { systolicMmHg: 179, diastolicMmHg: 110 },
      before('2026-02-10', true),
      'refer-urgently',
    ],
  ])('%s', (_what, form, values, given, nextStep) => {
    expect(answer(form, values, given).nextStep).toBe(nextStep)
  })

  const both = (services: ServiceFacts[], facts: Partial<ResidentFacts> = {}) =>
    person({ populations: [belongsTo('hypertension'), belongsTo('type2-diabetes')], services, ...facts })

  test('two diseases in one visit: each sheet closes its own quarter, and one examination serves both', () => {
    const day = [
      visit('2026-03-31'),
      visit('2026-03-31', { form: 'type2-diabetes-follow-up' }),
      visit('2026-03-31', { form: 'health-assessment', controlled: null }),
    ]
    const facts = both(day)
    expect(stands(facts, '2026-03-31', 'hypertension-follow-up')[0]).toBe('2026Q1 done')
    expect(stands(facts, '2026-03-31', 'type2-diabetes-follow-up')[0]).toBe('2026Q1 done')
    expect(stands(facts, '2026-03-31', 'chronic-examination')).toEqual(['2026 done'])
  })

  test('one sheet leaves the other disease owed', () => {
    const facts = both([visit('2026-03-31')])
    expect(stands(facts, '2026-03-31', 'type2-diabetes-follow-up')[0]).toBe('2026Q1 due')
  })

  test('a visit on 31 December is of the old year, on 1 January of the new', () => {
    expect(stands(both([visit('2025-12-31')]), '2026-01-01', 'hypertension-follow-up')[0]).toBe('2026Q1 due')
    expect(stands(both([visit('2026-01-01')]), '2026-01-01', 'hypertension-follow-up')[0]).toBe('2026Q1 done')
  })

  test('back from work on 29 June: the quarter is owed again for its last two days', () => {
    const facts = both([], { awaySince: localDate('2026-02-01'), awayUntil: localDate('2026-06-28') })
    expect(theDuty(facts, '2026-06-28', 'hypertension-follow-up:2026Q2').state).not.toBe('due')
    expect(theDuty(facts, '2026-06-29', 'hypertension-follow-up:2026Q2').state).toBe('due')
  })
})

describe('rates at the end of a year §17', () => {
  const where = (code: IndicatorCode, facts: ResidentFacts, day = '2026-12-31') => {
    const found = standingOn(localDate(day), facts, [], defaultIndicatorPolicy)
    expect(isIn(noStanding, code, 'denominator')).toBe(false)
    if (isIn(found, code, 'numerator')) return 'counts'
    return isIn(found, code, 'denominator') ? 'missing' : 'not asked'
  }
  const followUps = (...days: string[]) => days.map((day) => visit(day, { complete: true }))
  const exam = visit('2026-06-01', { form: 'health-assessment', controlled: null, complete: true })
  const four = followUps('2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31')
  const ill = (services: ServiceFacts[], facts: Partial<ResidentFacts> = {}) =>
    person({ populations: [belongsTo('hypertension')], services, ...facts })

  test.each<[string, IndicatorCode, ResidentFacts, string, string]>([
    [
      'four on the last days of the quarters',
      'hypertension-standardised',
      ill([...four, exam]),
      '2026-12-31',
      'counts',
    ],
    [
      'the fourth is still to come',
      'hypertension-standardised',
      ill([...four, exam]),
      '2026-12-30',
      'missing',
    ],
    [
      'four in one quarter are four',
      'hypertension-standardised',
      ill([...followUps('2026-01-05', '2026-01-20', '2026-02-05', '2026-03-05'), exam]),
      '2026-12-31',
      'counts',
    ],
    [
      'the examination was last year',
      'hypertension-standardised',
      ill([...four, { ...exam, performedOn: localDate('2025-12-31') }]),
      '2026-12-31',
      'missing',
    ],
    [
      'died on the last day',
      'hypertension-standardised',
      ill([...four, exam], { diedOn: localDate('2026-12-31') }),
      '2026-12-31',
      'not asked',
    ],
    [
      'off the list on 30 December',
      'hypertension-standardised',
      person({
        populations: [belongsTo('hypertension', '2020-01-01', '2026-12-30')],
        services: [...four, exam],
      }),
      '2026-12-31',
      'not asked',
    ],
    [
      'a call after a good visit: the last that told stands',
      'hypertension-controlled',
      ill([...followUps('2026-05-01'), visit('2026-11-01', { mode: 'phone', controlled: null })]),
      '2026-12-31',
      'counts',
    ],
    [
      'taken in on 30 September: two',
      'hypertension-standardised',
      person({
        populations: [belongsTo('hypertension', '2026-09-30')],
        services: [...followUps('2026-09-30'), exam],
      }),
      '2026-12-31',
      'missing',
    ],
    [
      'taken in on 1 October: one',
      'hypertension-standardised',
      person({
        populations: [belongsTo('hypertension', '2026-10-01')],
        services: [...followUps('2026-10-01'), exam],
      }),
      '2026-12-31',
      'counts',
    ],
    [
      'moved here on 1 October, ill for years: one',
      'hypertension-standardised',
      ill([...followUps('2026-10-08'), exam], { registeredOn: localDate('2026-10-01') }),
      '2026-12-31',
      'counts',
    ],
    [
      'born on a leap day, 65 on 28 February 2025',
      'elderly-managed',
      person({
        birthDate: localDate('1960-02-29'),
        services: [visit('2025-02-28', { form: 'health-assessment', controlled: null, complete: true })],
      }),
      '2025-02-28',
      'counts',
    ],
    [
      'and not asked the day before',
      'elderly-managed',
      person({ birthDate: localDate('1960-02-29') }),
      '2025-02-27',
      'not asked',
    ],
  ])('%s', (_what, code, facts, day, expected) => {
    expect(where(code, facts, day)).toBe(expected)
  })
})
