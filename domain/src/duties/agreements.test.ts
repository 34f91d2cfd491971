import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import {
  agreement,
  belongsTo,
  general,
  hypertensive,
  owed,
  person,
  standing,
  theDuty,
  visit,
} from './duty-facts.fixture.ts'

const item = (
  service: string,
  times: number,
  every: 'month' | 'quarter' | 'half-year' | 'year' | 'term' | 'on-need',
) => [{ service, times, every }]
const signed = (...agreements: ReturnType<typeof agreement>[]) => person({ agreements })
const of = (facts: ReturnType<typeof person>, service: string, today = '2026-11-21') =>
  owed(facts, today)
    .filter((duty) => duty.service === service)
    .sort((a, b) => (a.dueFrom < b.dueFrom ? -1 : 1))
    .map(({ dueFrom, dueBy }) => `${dueFrom}..${dueBy}`)

describe('an agreement item', () => {
  test.each([
    ['quarter', 1, ['2026-05-10..2026-06-30', '2026-07-01..2026-09-30', '2026-10-01..2026-12-31']],
    ['year', 4, ['2026-05-10..2026-06-30', '2026-07-01..2026-09-30', '2026-10-01..2026-12-31']],
    ['half-year', 2, ['2026-05-10..2026-06-30', '2026-07-01..2026-09-30', '2026-10-01..2026-12-31']],
    [
      'year',
      6,
      [
        '2026-05-10..2026-06-30',
        '2026-07-01..2026-08-31',
        '2026-09-01..2026-10-31',
        '2026-11-01..2026-12-31',
      ],
    ],
    ['year', 1, ['2026-05-10..2027-05-09']],
    ['term', 1, ['2026-05-10..2027-05-09']],
    ['half-year', 1, ['2026-05-10..2026-11-09', '2026-11-10..2027-05-09']],
    ['year', 2, ['2026-05-10..2026-11-09', '2026-11-10..2027-05-09']],
    ['year', 5, Array(5).fill('2026-05-10..2027-05-09')],
    ['on-need', 1, []],
  ] as const)('owed each %s %i times is owed in %j', (every, times, periods) => {
    const facts = signed(agreement('2026-05-10', '2027-05-09', item('medication-guidance', times, every)))
    expect(of(facts, 'medication-guidance')).toEqual(periods)
  })

  test.each([
    // A year and a day is a second year that has begun; a year from a leap day ends on the last of February.
    ['2026-05-10', '2027-05-10', '2027-06-01', ['2026-05-10..2027-05-09', '2027-05-10..2027-05-10']],
    ['2025-01-01', '2025-12-31', '2025-06-01', ['2025-01-01..2025-12-31']],
    ['2024-02-29', '2025-02-28', '2025-01-01', ['2024-02-29..2025-02-28']],
    ['2024-02-28', '2025-02-27', '2024-12-31', ['2024-02-28..2025-02-27']],
  ])('of an agreement from %s to %s what is owed each year is owed once a year', (from, to, today, years) => {
    const facts = signed(agreement(from, to, item('medication-guidance', 1, 'year')))
    expect(of(facts, 'medication-guidance', today)).toEqual(years)
  })

  test('five times a year: five records close five, the sixth nothing', () => {
    const services = [1, 2, 3, 4, 5, 6].map((month) => general(`2026-0${month}-20`, 'medication-guidance'))
    const facts = {
      ...signed(agreement('2026-01-01', '2026-12-31', item('medication-guidance', 5, 'year'))),
      services,
    }
    const closed = owed(facts, '2026-11-21').filter(({ service }) => service === 'medication-guidance')
    expect(closed.map(({ state }) => state)).toEqual(Array(5).fill('done'))
    expect(new Set(closed.map(({ fulfilledBy }) => fulfilledBy)).size).toBe(5)
  })

  test('of the second year of a long agreement', () => {
    const facts = signed(agreement('2025-03-01', '2028-02-29', item('electrocardiogram', 1, 'year')))
    expect(of(facts, 'electrocardiogram')).toEqual(['2025-03-01..2026-02-28', '2026-03-01..2027-02-28'])
  })

  test('says which package owes it', () => {
    const facts = signed(agreement('2026-01-01', '2026-12-31', item('electrocardiogram', 1, 'year')))
    expect(theDuty(facts, '2026-11-21', 'electrocardiogram:A2026-01-01').because).toEqual([
      {
        kind: 'agreement',
        agreementId: 'agreement-2026-01-01',
        packageCode: 'basic',
        packageName: '基础包',
        times: 1,
        every: 'year',
      },
    ])
  })

  test('that is no service of the catalogue owes nothing', () => {
    expect(of(signed(agreement('2026-01-01', '2026-12-31', item('gone', 1, 'year'))), 'gone')).toEqual([])
  })

  test('of an agreement that ended last year or begins next year is not of this year', () => {
    const facts = signed(
      agreement('2025-01-01', '2025-12-31', item('electrocardiogram', 1, 'year')),
      agreement('2027-01-01', '2027-12-31', item('electrocardiogram', 1, 'year')),
    )
    expect(of(facts, 'electrocardiogram')).toEqual([])
  })

  test('a service before the signing proves nothing', () => {
    const facts = {
      ...signed(agreement('2026-05-10', '2027-05-09', item('electrocardiogram', 1, 'year'))),
      services: [general('2026-05-09', 'electrocardiogram')],
    }
    expect(standing(facts, '2026-11-21', 'electrocardiogram')).toEqual(['A2026-05-10 due'])
  })
})

describe('what two sources owe is owed once, with both reasons', () => {
  const quarterly = item('hypertension-follow-up', 1, 'quarter')

  test('a package and the specification, each quarter', () => {
    const facts = hypertensive([], { agreements: [agreement('2026-01-01', '2026-12-31', quarterly)] })
    expect(standing(facts, '2026-11-21', 'hypertension-follow-up')).toHaveLength(4)
    expect(
      theDuty(facts, '2026-11-21', 'hypertension-follow-up:2026Q4').because.map(({ kind }) => kind),
    ).toEqual(['specification', 'agreement'])
  })

  test('before the signing the quarter has one reason', () => {
    const facts = hypertensive([], { agreements: [agreement('2026-07-01', '2027-06-30', quarterly)] })
    expect(theDuty(facts, '2026-11-21', 'hypertension-follow-up:2026Q2').because).toHaveLength(1)
  })

  test('two packages of one agreement', () => {
    const facts = signed(
      agreement('2026-01-01', '2026-12-31', [], {
        packages: ['basic', 'primary'].map((packageCode) => ({
          packageCode,
          name: packageCode,
          paid: false,
          items: item('electrocardiogram', 1, 'year'),
        })),
      }),
    )
    const duty = theDuty(facts, '2026-11-21', 'electrocardiogram:A2026-01-01')
    expect(duty.because.map((reason) => reason.kind === 'agreement' && reason.packageCode)).toEqual([
      'basic',
      'primary',
    ])
  })

  test('one owes two times a year, the other eight: eight are owed', () => {
    const facts = signed(
      agreement('2026-01-01', '2026-12-31', [
        { service: 'medication-guidance', times: 1, every: 'year' },
        { service: 'medication-guidance', times: 5, every: 'year' },
      ]),
    )
    expect(of(facts, 'medication-guidance')).toHaveLength(5)
  })

  test('each year and each quarter: the yearly one goes with the last quarter', () => {
    const facts = hypertensive([], {
      agreements: [agreement('2026-01-01', '2026-12-31', item('hypertension-follow-up', 1, 'year'))],
    })
    expect(standing(facts, '2026-02-01', 'hypertension-follow-up')).toEqual([
      '2026Q1 due',
      '2026Q2 upcoming',
      '2026Q3 upcoming',
      '2026Q4 upcoming',
    ])
    expect(theDuty(facts, '2026-02-01', 'hypertension-follow-up:2026Q4').because).toHaveLength(2)
  })

  test('and with the quarter whose visit did it', () => {
    const facts = hypertensive([visit('2026-02-03')], {
      agreements: [agreement('2026-01-01', '2026-12-31', item('hypertension-follow-up', 1, 'year'))],
    })
    expect(standing(facts, '2026-02-04', 'hypertension-follow-up')).toHaveLength(4)
    expect(theDuty(facts, '2026-02-04', 'hypertension-follow-up:2026Q1').because).toHaveLength(2)
    expect(theDuty(facts, '2026-02-04', 'hypertension-follow-up:2026Q4').because).toHaveLength(1)
  })

  test('an examination by age and by agreement is one, by the nearer day', () => {
    const facts = person({
      birthDate: localDate('1950-03-02'),
      agreements: [agreement('2026-11-21', '2027-11-20', item('elderly-examination', 1, 'year'))],
    })
    expect(of(facts, 'elderly-examination')).toEqual(['2026-01-01..2026-12-31'])
    expect(theDuty(facts, '2026-11-21', 'elderly-examination:2026').because).toHaveLength(2)
  })

  test('one done before the signing leaves that of the agreement owed', () => {
    const facts = person({
      birthDate: localDate('1950-03-02'),
      agreements: [agreement('2026-11-21', '2027-11-20', item('elderly-examination', 1, 'year'))],
      services: [visit('2026-03-05', { form: 'health-assessment', controlled: null })],
    })
    expect(standing(facts, '2026-11-21', 'elderly-examination')).toEqual(['2026 done', 'A2026-11-21 due'])
  })

  test('who has hypertension and diabetes is owed one examination for both', () => {
    const facts = person({ populations: [belongsTo('hypertension'), belongsTo('type2-diabetes')] })
    expect(of(facts, 'chronic-examination')).toHaveLength(1)
    expect(theDuty(facts, '2026-11-21', 'chronic-examination:2026').because).toHaveLength(2)
  })

  test('who belongs to two groups of one rule is owed its visit for one reason', () => {
    const facts = person({ populations: [belongsTo('disabled'), belongsTo('lone-elder')] })
    expect(theDuty(facts, '2026-11-21', 'yearly-home-visit:2026').because).toHaveLength(1)
  })
})

describe('who has signed', () => {
  test('is owed an assessment within ninety days of the first signing, and it is the one of the year', () => {
    const facts = signed(agreement('2026-03-01', '2027-02-28'))
    expect(theDuty(facts, '2026-03-01', 'health-assessment:2026')).toMatchObject({ dueBy: '2026-05-30' })
    expect(theDuty(facts, '2026-03-01', 'health-assessment:2026').because).toHaveLength(2)
  })

  test('has it done by an assessment up to thirty days before', () => {
    const assessed = (day: string) => ({
      ...signed(agreement('2026-03-01', '2027-02-28')),
      services: [visit(day, { form: 'health-assessment', controlled: null })],
    })
    expect(standing(assessed('2026-01-30'), '2026-03-01', 'health-assessment')).toContain('S2026-03-01 done')
    expect(standing(assessed('2026-01-29'), '2026-03-01', 'health-assessment')).toEqual(['2026 due'])
  })

  test('who took over was looked for without end where one ended before it began', () => {
    const facts = signed(
      agreement('2026-02-01', '2027-01-31', [], { terminatedOn: localDate('2026-03-01') }),
      agreement('2026-03-01', '2027-02-28', [], { terminatedOn: localDate('2026-02-01') }),
    )
    expect(standing(facts, '2026-04-10', 'health-plan')).toEqual(['S2026-02-01 cancelled'])
  })

  test('an agreement voided on its first day took the plan of the real first signing with it', () => {
    const voided = agreement('2026-03-01', '2027-02-28', [], { terminatedOn: localDate('2026-03-01') })
    const facts = signed(voided, agreement('2026-03-02', '2027-03-01'))
    expect(standing(facts, '2026-03-10', 'health-plan')).toEqual(['S2026-03-02 due'])
  })

  test.each([
    [
      '2026-03-21',
      '2026-04-10',
      'S2026-03-01 due',
      'the new team owes the plan that the old one did not make',
    ],
    ['2026-03-22', '2026-04-10', 'S2026-03-01 cancelled', 'after a day without cover nobody took it over'],
  ])('signed on 1 March, ended on 21 March, another team from %s: on %s %s, %s', (from, today, plan) => {
    const old = agreement('2026-03-01', '2027-02-28', [], { terminatedOn: localDate('2026-03-21') })
    const facts = signed(old, agreement(from, '2027-03-20'))
    expect(standing(facts, today, 'health-plan')).toEqual([plan])
  })

  test('again is no first signing', () => {
    const twice = signed(agreement('2025-03-01', '2026-02-28'), agreement('2026-03-01', '2027-02-28'))
    const facts = { ...twice, services: [visit('2025-03-10', { form: 'health-assessment' })] }
    expect(of(facts, 'health-assessment')).toEqual(['2026-01-01..2026-12-31'])
  })

  test('with fourteen days left in the year owes the yearly ones only from the next', () => {
    expect(of(signed(agreement('2026-12-18', '2027-12-17')), 'health-education', '2026-12-20')).toEqual([])
    expect(of(signed(agreement('2026-12-17', '2027-12-16')), 'health-education', '2026-12-20')).toEqual([
      '2026-12-17..2026-12-31',
    ])
  })
})

describe('one visit closes several duties', () => {
  test('an assessment closes every examination, the assessment and a blood-pressure check', () => {
    const facts = {
      ...hypertensive([visit('2026-05-02', { form: 'health-assessment', controlled: null })]),
      birthDate: localDate('1950-03-02'),
      agreements: [agreement('2026-05-01', '2027-04-30', item('blood-pressure-check', 1, 'quarter'))],
    }
    const closed = owed(facts, '2026-05-03').filter(({ fulfilledBy }) => fulfilledBy !== null)
    expect(closed.map(({ key }) => key).sort()).toEqual([
      'blood-pressure-check:2026Q2',
      'chronic-examination:2026',
      'elderly-examination:2026',
      'health-assessment:2026',
    ])
  })

  test('a diabetes follow-up closes the glucose test of its quarter', () => {
    const facts = person({
      populations: [belongsTo('type2-diabetes')],
      services: [visit('2026-05-02', { form: 'type2-diabetes-follow-up' })],
    })
    expect(standing(facts, '2026-05-03', 'fasting-glucose')).toEqual([
      '2026Q1 missed',
      '2026Q2 done',
      '2026Q3 upcoming',
      '2026Q4 upcoming',
    ])
  })
})
