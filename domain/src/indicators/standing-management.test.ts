import { describe, expect, test } from 'vitest'
import { addDays, localDate } from '../days/local-date.ts'
import { belongsTo } from '../duties/duty-facts.fixture.ts'
import type { ServiceFacts } from '../residents/resident-facts.ts'
import { isFaceToFace, serviceModes } from '../service-records/service-mode.ts'
import type { Trait } from './flags.ts'
import { defaultIndicatorPolicy } from './indicator-policy.ts'
import {
  agreement,
  assessment,
  followUp,
  in2026,
  owed,
  service,
  TODAY,
  traitsOf,
  undone,
} from './standing.fixture.ts'
import { householdTraits, isStandardised, type OwedService, visitsRequired } from './standing.ts'

describe('what is to be done next', () => {
  test.each([
    ['a day before its first day', { dueFrom: addDays(TODAY, 1), dueBy: in2026('12-31') }, false],
    ['on its first day', { dueFrom: TODAY, dueBy: in2026('12-31') }, true],
    ['on its last day', { dueBy: TODAY }, true],
    ['a day late', { dueBy: addDays(TODAY, -1) }, false],
    ['cancelled', { dueBy: TODAY, cancelledOn: TODAY }, false],
    ['while away', { dueBy: TODAY, pausedFrom: TODAY }, false],
  ] as [string, Partial<OwedService>, boolean][])('a service is due %s: %o', (_when, days, due) => {
    expect(traitsOf({}, [owed({ ...undone, ...days })]).includes('service-due')).toBe(due)
  })

  test('what is done is not due', () => {
    expect(traitsOf({}, [owed({ dueBy: TODAY, doneOn: TODAY })])).not.toContain('service-due')
  })

  test.each([
    ['2026-12-22', false, 'a day before the window'],
    ['2026-12-21', true, '30 days ahead'],
    ['2026-11-21', true, 'its last day'],
    ['2026-11-20', false, 'over'],
  ])('an agreement that ends on %s is about to end: %s (%s)', (endsOn, expiring) => {
    const agreements = [agreement('2026-01-01', endsOn)]
    expect(traitsOf({ agreements }).includes('agreement-expiring')).toBe(expiring)
  })

  test('one that is followed by another is not about to end', () => {
    const agreements = [agreement('2026-01-01', '2026-12-01'), agreement('2026-12-02', '2027-12-01')]
    expect(traitsOf({ agreements })).not.toContain('agreement-expiring')
  })
})

describe('规范管理: face-to-face visits by the quarter of coming in', () => {
  test.each([
    ['2025-12-31', 4, 'last year'],
    ['2026-01-01', 4, 'first quarter'],
    ['2026-03-31', 4, 'its last day'],
    ['2026-04-01', 3, 'second quarter'],
    ['2026-06-30', 3, 'its last day'],
    ['2026-07-01', 2, 'third quarter'],
    ['2026-09-30', 2, 'its last day'],
    ['2026-10-01', 1, 'fourth quarter'],
    ['2026-12-31', 1, 'its last day'],
    ['2027-01-01', 0, 'not this year'],
  ])('taken in on %s: %i visits in 2026 (%s)', (day, visits) => {
    expect(visitsRequired(2026, localDate(day), 4)).toBe(visits)
  })

  test('another number a year is shared over the quarters and rounded up', () => {
    expect(
      ['2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01'].map((day) =>
        visitsRequired(2026, localDate(day), 6),
      ),
    ).toEqual([6, 5, 3, 2])
  })

  test.each([
    [4, 1, true],
    [3, 1, false],
    [4, 0, false],
    [5, 2, true],
    [0, 0, false],
  ])('%i visits and %i examinations in a full year: %s', (faceToFaceVisits, examinations, standardised) => {
    const done = { faceToFaceVisits, examinations }
    expect(isStandardised(TODAY, localDate('2024-01-01'), done, defaultIndicatorPolicy)).toBe(standardised)
  })

  const four = ['2026-02-01', '2026-05-01', '2026-08-01', '2026-11-01']
  const patient = (services: ServiceFacts[], since = '2024-01-01') =>
    traitsOf({ populations: [belongsTo('hypertension', since)], services }).includes(
      'hypertension-standardised',
    )

  test('four visits and an examination are the standard', () => {
    expect(patient([...four.map((day) => followUp(day)), assessment('2026-05-01')])).toBe(true)
  })

  test('a telephone call is not face to face, a home visit is', () => {
    const visits = (mode: ServiceFacts['mode']) => [
      ...four.slice(0, 3).map((day) => followUp(day)),
      followUp('2026-11-01', { mode }),
      assessment('2026-05-01'),
    ]
    expect(patient(visits('phone'))).toBe(false)
    expect(patient(visits('online'))).toBe(false)
    expect(patient(visits('home'))).toBe(true)
  })

  test('a visit at a gathering (集中) closed the duty of its quarter and was missing from the rate', () => {
    const visits = [
      ...four.slice(0, 3).map((day) => followUp(day)),
      followUp('2026-11-01', { mode: 'group' }),
    ]
    expect(patient([...visits, assessment('2026-05-01')])).toBe(true)
  })

  test.each(Object.keys(serviceModes) as ServiceFacts['mode'][])(
    'by %s: what fulfils a face-to-face duty is what the rate counts',
    (mode) => {
      expect(defaultIndicatorPolicy.faceToFaceModes.includes(mode)).toBe(isFaceToFace(mode))
    },
  )

  test('a visit of last year, or of another disease, does not help', () => {
    const three = four.slice(1).map((day) => followUp(day))
    expect(patient([followUp('2025-12-31'), ...three, assessment('2026-05-01')])).toBe(false)
    const other = service('type2-diabetes-follow-up', '2026-02-01')
    expect(patient([other, ...three, assessment('2026-05-01')])).toBe(false)
  })

  test('who came in during the third quarter needs two', () => {
    const services = [followUp('2026-08-01'), assessment('2026-08-01'), followUp('2026-11-01')]
    expect(patient(services, '2026-07-01')).toBe(true)
    expect(patient(services, '2026-06-30')).toBe(false)
  })

  test('an earlier spell that has ended does not make somebody an old patient', () => {
    const populations = [
      belongsTo('hypertension', '2019-01-01', '2025-06-30'),
      belongsTo('hypertension', '2026-10-08'),
    ]
    const services = [assessment('2026-10-20'), followUp('2026-11-01')]
    expect(traitsOf({ populations, services })).toContain('hypertension-standardised')
  })

  test('diabetes is judged by its own visits', () => {
    const visits = four.map((day) => service('type2-diabetes-follow-up', day))
    const found = traitsOf({
      populations: [belongsTo('hypertension'), belongsTo('type2-diabetes')],
      services: [...visits, assessment('2026-11-02')],
    })
    expect(found).toContain('diabetes-standardised')
    expect(found).not.toContain('hypertension-standardised')
  })
})

describe('控制: the last value of the year', () => {
  const controlled = (services: ServiceFacts[], on = TODAY) =>
    traitsOf({ populations: [belongsTo('hypertension')], services }, [], { on }).includes(
      'hypertension-controlled',
    )

  test.each([
    ['no visit: lost to follow-up counts as not controlled', [], false],
    ['the only visit controlled', [followUp('2026-02-01', { controlled: true })], true],
    ['the only visit not controlled', [followUp('2026-02-01', { controlled: false })], false],
    [
      'controlled, then not',
      [followUp('2026-02-01', { controlled: true }), followUp('2026-05-01', { controlled: false })],
      false,
    ],
    [
      'not, then controlled',
      [followUp('2026-02-01', { controlled: false }), followUp('2026-05-01', { controlled: true })],
      true,
    ],
    [
      'a later visit without a value leaves the last value',
      [followUp('2026-02-01', { controlled: true }), followUp('2026-05-01')],
      true,
    ],
    ['last year’s value does not count', [followUp('2025-12-31', { controlled: true })], false],
    [
      'a telephone visit has a value too',
      [followUp('2026-02-01', { controlled: true, mode: 'phone' })],
      true,
    ],
    [
      'a glucose value does not control blood pressure',
      [service('type2-diabetes-follow-up', '2026-02-01', { controlled: true })],
      false,
    ],
  ] as [string, ServiceFacts[], boolean][])('%s', (_what, services, expected) => {
    expect(controlled(services)).toBe(expected)
  })

  test('on an earlier day only what had happened by then counts', () => {
    const services = [
      followUp('2026-02-01', { controlled: true }),
      followUp('2026-05-01', { controlled: false }),
    ]
    expect(controlled(services, in2026('04-30'))).toBe(true)
    expect(controlled(services, in2026('05-01'))).toBe(false)
    expect(controlled(services, in2026('01-31'))).toBe(false)
  })

  test('who is not in the population is in none of its figures', () => {
    const visits = ['02', '05', '08', '11'].map((month) => followUp(`2026-${month}-01`, { controlled: true }))
    const found = traitsOf({ services: [...visits, assessment('2026-11-02')] })
    expect(found).not.toContain('hypertension-standardised')
    expect(found).not.toContain('hypertension-controlled')
  })
})

describe('户: who stands for a household, and whether it is signed', () => {
  test.each([
    ['nobody lives there', [], [], []],
    ['none signed', [false, false], ['household'], ['household']],
    ['one of two signed', [true, false], ['household', 'household-signed'], ['household']],
    ['all signed', [true, true], ['household', 'household-signed'], ['household', 'household-signed']],
  ] as [string, boolean[], Trait[], Trait[]][])('%s', (_what, signed, byAny, byAll) => {
    const members = signed.map((one) => ({ signed: one }))
    expect(householdTraits(members, { householdSignedBy: 'any-member' })).toEqual(byAny)
    expect(householdTraits(members, { householdSignedBy: 'all-members' })).toEqual(byAll)
  })
})

test.each([
  ['2026-01-01', 4],
  ['2026-04-10', 3],
  ['2026-07-10', 2],
  ['2026-10-10', 1],
])(
  'listed for years and known here from %s: %i visits are asked for, as are owed, not the four of a whole year',
  (registeredOn, visits) => {
    const standardised = (done: number) =>
      traitsOf({
        registeredOn: localDate(registeredOn),
        populations: [belongsTo('hypertension', '2012-01-01')],
        services: [
          assessment('2026-10-20'),
          ...Array.from({ length: done }, (_, index) => followUp(`2026-10-${11 + index}`)),
        ],
      }).includes('hypertension-standardised')
    expect(standardised(visits)).toBe(true)
    expect(standardised(visits - 1)).toBe(false)
  },
)
