import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { agreement, belongsTo, owed, person, standing, theDuty, visit } from '../duties/duty-facts.fixture.ts'
import { type IndicatorCode, isIn } from '../indicators/indicator.ts'
import { defaultIndicatorPolicy } from '../indicators/indicator-policy.ts'
import { standingOn } from '../indicators/standing.ts'
import type { ResidentFacts, ServiceDetails, ServiceFacts } from '../residents/resident-facts.ts'

/** One resident in several populations, and what happens in the middle of it. Written from public-health-spec.md, by hand. */

const day = localDate
const sheet = (form: string, on: string, more: Partial<ServiceFacts> = {}): ServiceFacts =>
  visit(on, { form, controlled: null, complete: true, ...more })
const exam = (on: string) => sheet('health-assessment', on)
/** `key state` of what is owed of these services, in the order of their last days. */
const lines = (facts: ResidentFacts, today: string, services: RegExp) =>
  owed(facts, today)
    .filter(({ service }) => services.test(service))
    .sort((a, b) => (a.dueBy < b.dueBy ? -1 : a.dueBy > b.dueBy ? 1 : a.key < b.key ? -1 : 1))
    .map(({ key, state }) => `${key} ${state}`)

describe('a pregnancy over a leap day, and both of them after it §6, §7', () => {
  // From 22 November 2023: day 90 is 20 February, day 99 the 29th, day 112 13 March, day 280 28 August 2024.
  const lmp = '2023-11-22'
  const registered = sheet('pregnancy-registration', '2024-01-10', { details: { lastPeriodOn: day(lmp) } })
  const ended = (on: string, details: ServiceDetails) => sheet('pregnancy-outcome', on, { details })
  const mother = (services: ServiceFacts[] = [], facts: Partial<ResidentFacts> = {}) =>
    person({ birthDate: day('1990-02-28'), services: [registered, ...services], ...facts })
  const days = (facts: ResidentFacts, today: string) =>
    owed(facts, today)
      .filter(({ service }) => /antenatal|postpartum/.test(service))
      .map(({ key, dueFrom, dueBy }) => `${key.replace(`:L${lmp}`, ' ')} ${dueFrom}～${dueBy}`)
      .sort()

  test('each window by its days', () => {
    expect(days(mother(), '2024-02-01')).toEqual([
      'antenatal-booking w0 2023-11-22～2024-02-20',
      'antenatal-check w16 2024-03-13～2024-04-16',
      'antenatal-check w21 2024-04-17～2024-05-14',
      'antenatal-check w28 2024-06-05～2024-08-06',
      'antenatal-check w37 2024-08-07～2024-09-03',
    ])
  })

  const early = ended('2024-07-20', {
    endedOn: day('2024-07-15'),
    outcome: 1,
    dischargedOn: day('2024-07-20'),
  })
  test('born in the 34th week: the visit from the 37th is not owed, that from the 28th until the birth', () => {
    expect(days(mother([early]), '2024-07-21').filter((line) => !/w0|w16|w21/.test(line))).toEqual([
      'antenatal-check w28 2024-06-05～2024-07-15',
      'postpartum-42-day-check  2024-08-26～2024-09-09',
      'postpartum-visit  2024-07-20～2024-07-27',
    ])
  })

  test('with hypertension: her quarters go on beside the pregnancy and through the birth', () => {
    const ill = { populations: [belongsTo('hypertension')] }
    const seen = [visit('2024-02-10'), early, visit('2024-08-01')]
    expect(standing(mother(seen, ill), '2024-08-02', 'hypertension-follow-up')).toEqual([
      '2024Q1 done',
      '2024Q2 missed',
      '2024Q3 done',
      '2024Q4 upcoming',
    ])
  })

  test('the mother dies: what is owed to her ends, what is owed to the child goes on', () => {
    const dead = mother([early], { diedOn: day('2024-07-22') })
    expect(lines(dead, '2024-07-22', /postpartum/)).toEqual([
      `postpartum-visit:L${lmp} cancelled`,
      `postpartum-42-day-check:L${lmp} cancelled`,
    ])
    const child = person({ birthDate: day('2024-07-15'), registeredOn: day('2024-07-15') })
    expect(lines(child, '2024-07-22', /newborn|child-health/)).toEqual([
      'child-health-check:age1 upcoming',
      'newborn-home-visit:age0 due',
      'child-health-check:age3 upcoming',
    ])
  })

  test('moved away before day 42: that check is cancelled on the day, the home visit done stays done', () => {
    const visited = sheet('postpartum-visit', '2024-07-25')
    const moved = mother([early, visited], { movedOutOn: day('2024-08-10') })
    expect(lines(moved, '2024-08-09', /postpartum/)).toEqual([
      `postpartum-visit:L${lmp} done`,
      `postpartum-42-day-check:L${lmp} upcoming`,
    ])
    expect(lines(moved, '2024-08-10', /42-day/)).toEqual([`postpartum-42-day-check:L${lmp} cancelled`])
  })

  test('a loss in February and a new pregnancy in April are two, each with its own handbook', () => {
    const lost = ended('2024-02-05', { endedOn: day('2024-02-02'), outcome: 3 })
    const anew = sheet('pregnancy-registration', '2024-06-01', {
      details: { lastPeriodOn: day('2024-04-10') },
    })
    expect(lines(mother([lost, anew]), '2024-06-01', /booking|postpartum/)).toEqual([
      `antenatal-booking:L${lmp} missed`.replace(lmp, `${lmp}w0`),
      'antenatal-booking:L2024-04-10w0 due',
    ])
  })
})

describe('a child whose months end where others have no such day §6.1, §13.2', () => {
  const spans = (birthDate: string, years: number[], services: RegExp) =>
    years
      .flatMap((year) =>
        owed(person({ birthDate: day(birthDate), registeredOn: day(birthDate) }), `${year}-12-31`).filter(
          ({ service, dueBy }) => services.test(service) && dueBy.startsWith(`${year}`),
        ),
      )
      .map(({ key, dueFrom, dueBy }) => `${key.split(':')[1]} ${dueFrom}～${dueBy}`)
      .sort()

  test('born on 29 February', () => {
    expect(spans('2024-02-29', [2024, 2025, 2026, 2027], /child-health-check/)).toEqual([
      'age1 2024-03-28～2024-03-30',
      'age12 2025-02-28～2025-08-28',
      'age18 2025-08-29～2026-02-27',
      'age24 2026-02-28～2026-08-28',
      'age3 2024-05-29～2024-08-28',
      'age30 2026-08-29～2027-02-27',
      'age6 2024-08-29～2024-10-28',
      'age8 2024-10-29～2025-02-27',
    ])
  })
  test('born on 31 August: half a year on is the last of February, of a leap year the 29th', () => {
    expect(spans('2025-08-31', [2026, 2027, 2028], /tcm-child/)).toEqual([
      'age12 2026-08-31～2027-02-27',
      'age18 2027-02-28～2027-08-30',
      'age24 2027-08-31～2028-02-28',
      'age30 2028-02-29～2028-08-30',
      'age6 2026-02-28～2026-08-30',
    ])
  })
  test('one visit at twelve months closes the check and the guidance only by their own sheets', () => {
    const child = person({
      birthDate: day('2025-03-31'),
      registeredOn: day('2025-03-31'),
      services: [sheet('child-check-12-30-months', '2026-03-31')],
    })
    expect(theDuty(child, '2026-04-01', 'child-health-check:age12').state).toBe('done')
    expect(theDuty(child, '2026-04-01', 'tcm-child:age12').state).toBe('due')
  })
})

describe('sixty-five, hypertensive, diabetic, poor and with a mental disorder §8 to §11', () => {
  const populations = [
    belongsTo('hypertension'),
    belongsTo('type2-diabetes'),
    belongsTo('severe-mental-disorder'),
    belongsTo('registered-poor'),
  ]
  const old = (services: ServiceFacts[] = [], facts: Partial<ResidentFacts> = {}) =>
    person({ birthDate: day('1961-09-30'), populations, services, ...facts })

  test('one examination is that of the old, of both diseases and of the disorder', () => {
    const seen = old([exam('2026-10-09')])
    expect(lines(seen, '2026-10-09', /examination|health-assessment/)).toEqual([
      'chronic-examination:2026 done',
      'elderly-examination:2026 done',
    ])
  })
  test('each disease keeps its quarters', () => {
    const seen = old([visit('2026-01-15'), visit('2026-01-15', { form: 'severe-mental-disorder-follow-up' })])
    expect(lines(seen, '2026-03-31', /follow-up/).filter((line) => line.includes('Q1'))).toEqual([
      'hypertension-follow-up:2026Q1 done',
      'severe-mental-disorder-follow-up:2026Q1 done',
      'type2-diabetes-follow-up:2026Q1 due',
    ])
  })
  test('referred for pressure on the last of the quarter: the look two weeks on is the second quarter’s too', () => {
    const referred = visit('2026-03-31', { controlled: false, referred: true, nextDueOn: day('2026-04-14') })
    const looked = old([referred, visit('2026-04-14')])
    expect(lines(looked, '2026-04-14', /hypertension-follow-up/)).toEqual([
      'hypertension-follow-up:2026Q1 done',
      `hypertension-follow-up:R${referred.recordId} done`,
      'hypertension-follow-up:2026Q2 done',
      'hypertension-follow-up:2026Q3 upcoming',
      'hypertension-follow-up:2026Q4 upcoming',
    ])
    // The sheet of the other disease says nothing of what the referral came to.
    const other = old([referred, visit('2026-04-14', { form: 'type2-diabetes-follow-up' })])
    expect(theDuty(other, '2026-04-14', `hypertension-follow-up:R${referred.recordId}`).state).toBe('due')
    expect(theDuty(other, '2026-04-15', `hypertension-follow-up:R${referred.recordId}`).state).toBe('overdue')
  })
  test('away from the day after the referral: the look is put off, and owed on the day back', () => {
    const referred = visit('2026-03-31', { controlled: false, referred: true, nextDueOn: day('2026-04-14') })
    const away = old([referred], { awaySince: day('2026-04-01'), awayUntil: day('2026-04-12') })
    const state = (on: string) => theDuty(away, on, `hypertension-follow-up:R${referred.recordId}`).state
    expect(['2026-03-31', '2026-04-14', '2026-04-15'].map(state)).toEqual(['due', 'due', 'overdue'])
  })
  test('off the list of hypertension in May: that quarter is owed until then, the other disease goes on', () => {
    const cured = old([], {
      populations: [belongsTo('hypertension', '2020-01-01', '2026-05-15'), belongsTo('type2-diabetes')],
    })
    expect(lines(cured, '2026-12-31', /follow-up/).map((line) => line.split(' ')[0])).toEqual([
      'hypertension-follow-up:2026Q1',
      'type2-diabetes-follow-up:2026Q1',
      'hypertension-follow-up:2026Q2',
      'type2-diabetes-follow-up:2026Q2',
      'type2-diabetes-follow-up:2026Q3',
      'type2-diabetes-follow-up:2026Q4',
    ])
    expect(theDuty(cured, '2026-04-01', 'hypertension-follow-up:2026Q2').dueBy).toBe('2026-05-15')
  })
})

describe('a course of tuberculosis that ends otherwise §12', () => {
  const ill = (facts: Partial<ResidentFacts> = {}, until: string | null = null) =>
    person({ populations: [belongsTo('tuberculosis', '2026-05-20', until)], ...facts })
  const months = (facts: ResidentFacts) =>
    lines(facts, '2026-12-31', /tuberculosis/).map((line) => line.replace('tuberculosis-', ''))

  test('died in August: the months before stand as missed, what could still be done and what was to come is cancelled', () => {
    expect(months(ill({ diedOn: day('2026-08-05') }))).toEqual([
      'first-visit:J2026-05-20 cancelled',
      'follow-up:2026M5 missed',
      'follow-up:2026M6 missed',
      'follow-up:2026M7 missed',
      ...[8, 9, 10, 11, 12].map((month) => `follow-up:2026M${month} cancelled`),
    ])
  })
  test('off the list on 20 November, the treatment over: November is owed for its twenty days', () => {
    expect(months(ill({}, '2026-11-20')).at(-1)).toBe('follow-up:2026M11 missed')
    expect(months(ill({}, '2026-11-09')).at(-1)).toBe('follow-up:2026M10 missed')
  })
})

describe('who moves from team to team', () => {
  const quarterly = [{ service: 'medication-guidance', times: 4, every: 'year' as const }]
  const first = agreement('2026-01-01', '2026-12-31', quarterly, { terminatedOn: day('2026-05-10') })
  const second = agreement('2026-05-10', '2027-05-09', quarterly, { teamId: 'other' })

  test('with a late signing of the second team no quarter is owed twice, and none is left out', () => {
    const moved = person({ agreements: [first, second] })
    expect(lines(moved, '2026-12-31', /medication/).map((line) => line.split(' ')[0])).toEqual([
      'medication-guidance:2026Q1',
      'medication-guidance:2026Q2',
      'medication-guidance:2026Q3',
      'medication-guidance:2026Q4',
    ])
  })
})

describe('figures of somebody in several of them §17', () => {
  const where = (code: IndicatorCode, facts: ResidentFacts) => {
    const found = standingOn(day('2026-12-31'), facts, [], defaultIndicatorPolicy)
    if (isIn(found, code, 'numerator')) return 'counts'
    return isIn(found, code, 'denominator') ? 'missing' : 'not asked'
  }
  const four = (form: string, controlled: boolean | null) =>
    ['2026-02-01', '2026-05-01', '2026-08-01', '2026-11-01'].map((on) => sheet(form, on, { controlled }))
  const both = person({
    birthDate: day('1950-01-01'),
    populations: [
      belongsTo('hypertension'),
      belongsTo('type2-diabetes'),
      belongsTo('severe-mental-disorder'),
    ],
    agreements: [agreement('2026-01-01', '2026-12-31')],
    services: [
      ...four('hypertension-follow-up', true),
      ...four('type2-diabetes-follow-up', false).slice(0, 3),
      ...four('severe-mental-disorder-follow-up', null).slice(0, 1),
      exam('2026-06-01'),
    ].sort((a, b) => (a.performedOn < b.performedOn ? -1 : 1)),
  })
  test.each<[IndicatorCode, string]>([
    ['coverage', 'counts'],
    ['key-coverage', 'counts'],
    ['hypertension-standardised', 'counts'],
    ['hypertension-controlled', 'counts'],
    ['diabetes-standardised', 'missing'],
    ['diabetes-controlled', 'missing'],
    ['smd-standardised', 'missing'],
    ['elderly-managed', 'counts'],
    ['tcm-elderly', 'missing'],
    ['child-managed', 'not asked'],
  ])('%s: %s', (code, expected) => {
    expect(where(code, both)).toBe(expected)
  })
})
