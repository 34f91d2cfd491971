import { describe, expect, test } from 'vitest'
import { localDate } from '../days/local-date.ts'
import { belongsTo, person, visit } from '../duties/duty-facts.fixture.ts'
import { noStanding } from '../indicators/flags.ts'
import { type IndicatorCode, indicatorOf, isIn } from '../indicators/indicator.ts'
import { defaultIndicatorPolicy } from '../indicators/indicator-policy.ts'
import { standingOn } from '../indicators/standing.ts'
import type { ResidentFacts, ServiceFacts } from '../residents/resident-facts.ts'
import { courses } from '../vaccination/vaccines.ts'

/** Every rate of public-health-spec.md §17 that is counted by residents, with the figure that answers it. */
const answeredBy: Record<string, readonly IndicatorCode[]> = {
  vaccineBookRate: ['vaccination-booklet'],
  vaccineRate: Object.keys(courses).map((course) => `vaccinated-${course}` as IndicatorCode),
  newbornVisitRate: ['newborn-visited'],
  childManageRate: ['child-managed'],
  earlyBookRate: ['early-booking'],
  postpartumVisitRate: ['postpartum-visited'],
  elderlyManageRate: ['elderly-managed'],
  htnStandardRate: ['hypertension-standardised'],
  htnControlRate: ['hypertension-controlled'],
  dmStandardRate: ['diabetes-standardised'],
  dmControlRate: ['diabetes-controlled'],
  smiStandardRate: ['smd-standardised'],
  smiStableRate: ['smd-stable'],
  tbManageRate: ['tb-managed'],
  tbRegularRate: ['tb-regular'],
  tcmElderRate: ['tcm-elderly'],
  tcmChildRate: ['tcm-child'],
  idReportRate: ['infection-reported'],
  idTimelyRate: ['infection-in-time'],
}

test.each(Object.entries(answeredBy))('%s is a figure that says how it is counted: %j', (_rate, codes) => {
  for (const code of codes) expect(indicatorOf(code)?.definition).toContain('÷')
})

const day = localDate('2026-12-31')
const sheet = (form: string, on: string, more: Partial<ServiceFacts> = {}) =>
  visit(on, { form, controlled: null, complete: true, ...more })

/** Where somebody stands in a figure: in the numerator, only in the denominator, or in neither. */
function standing(code: IndicatorCode, facts: ResidentFacts): 'counts' | 'missing' | 'not asked' {
  const found = standingOn(day, facts, [], defaultIndicatorPolicy)
  expect(isIn(noStanding, code, 'denominator')).toBe(false)
  if (isIn(found, code, 'numerator')) return 'counts'
  return isIn(found, code, 'denominator') ? 'missing' : 'not asked'
}

const ill = (population: Parameters<typeof belongsTo>[0], services: ServiceFacts[], since = '2020-01-01') =>
  person({ populations: [belongsTo(population, since)], services })
const four = (form: string, more: Partial<ServiceFacts> = {}) =>
  ['2026-02-01', '2026-05-01', '2026-08-01', '2026-11-01'].map((on) =>
    sheet(form, on, { controlled: true, ...more }),
  )
const exam = sheet('health-assessment', '2026-06-01')
const born = (birthDate: string, services: ServiceFacts[] = []) =>
  person({ birthDate: localDate(birthDate), services })

describe('who is counted, on both sides', () => {
  test.each<[string, IndicatorCode, ResidentFacts, string]>([
    [
      'four visits and an examination',
      'hypertension-standardised',
      ill('hypertension', [...four('hypertension-follow-up'), exam]),
      'counts',
    ],
    [
      'no examination',
      'hypertension-standardised',
      ill('hypertension', four('hypertension-follow-up')),
      'missing',
    ],
    [
      'one of four by telephone',
      'hypertension-standardised',
      ill('hypertension', [
        ...four('hypertension-follow-up').slice(1),
        sheet('hypertension-follow-up', '2026-02-01', { mode: 'phone' }),
        exam,
      ]),
      'missing',
    ],
    [
      'taken in on 1 July: two are enough',
      'hypertension-standardised',
      ill('hypertension', [...four('hypertension-follow-up').slice(2), exam], '2026-07-01'),
      'counts',
    ],
    [
      'taken in on 30 June: three are not',
      'hypertension-standardised',
      ill('hypertension', [...four('hypertension-follow-up').slice(2), exam], '2026-06-30'),
      'missing',
    ],
    [
      'the last visit on target',
      'hypertension-controlled',
      ill('hypertension', [
        sheet('hypertension-follow-up', '2026-02-01', { controlled: false }),
        sheet('hypertension-follow-up', '2026-11-01', { controlled: true }),
      ]),
      'counts',
    ],
    [
      'the last visit off target',
      'hypertension-controlled',
      ill('hypertension', [
        sheet('hypertension-follow-up', '2026-02-01', { controlled: true }),
        sheet('hypertension-follow-up', '2026-11-01', { controlled: false }),
      ]),
      'missing',
    ],
    [
      'not seen this year',
      'hypertension-controlled',
      ill('hypertension', [sheet('hypertension-follow-up', '2025-12-31', { controlled: true })]),
      'missing',
    ],
    [
      'four visits and an examination',
      'diabetes-standardised',
      ill('type2-diabetes', [...four('type2-diabetes-follow-up'), exam]),
      'counts',
    ],
    [
      'the last visit below 7.0',
      'diabetes-controlled',
      ill('type2-diabetes', four('type2-diabetes-follow-up')),
      'counts',
    ],
    ['never seen', 'diabetes-controlled', ill('type2-diabetes', []), 'missing'],
    [
      'four visits',
      'smd-standardised',
      ill('severe-mental-disorder', four('severe-mental-disorder-follow-up')),
      'counts',
    ],
    [
      'three visits',
      'smd-standardised',
      ill('severe-mental-disorder', four('severe-mental-disorder-follow-up').slice(1)),
      'missing',
    ],
    [
      'stable at the last visit',
      'smd-stable',
      ill('severe-mental-disorder', four('severe-mental-disorder-follow-up')),
      'counts',
    ],
    ['65 this year, examined in full', 'elderly-managed', born('1961-12-31', [exam]), 'counts'],
    [
      'examined with boxes left empty',
      'elderly-managed',
      born('1950-01-01', [{ ...exam, complete: false }]),
      'missing',
    ],
    ['65 tomorrow', 'elderly-managed', born('1962-01-01', [exam]), 'not asked'],
    [
      'constitution told',
      'tcm-elderly',
      born('1950-01-01', [sheet('tcm-constitution', '2026-03-01')]),
      'counts',
    ],
    [
      'told last year',
      'tcm-elderly',
      born('1950-01-01', [sheet('tcm-constitution', '2025-12-31')]),
      'missing',
    ],
    [
      'notified and visited',
      'tb-managed',
      ill('tuberculosis', [sheet('tuberculosis-first-visit', '2026-03-03')], '2026-03-01'),
      'counts',
    ],
    ['notified and not visited', 'tb-managed', ill('tuberculosis', [], '2026-03-01'), 'missing'],
    ['notified last year', 'tb-managed', ill('tuberculosis', [], '2025-12-31'), 'not asked'],
    [
      'finished, doses taken regularly',
      'tb-regular',
      person({ services: [sheet('tuberculosis-closing', '2026-08-01', { controlled: true })] }),
      'counts',
    ],
    [
      'finished, not regularly',
      'tb-regular',
      person({ services: [sheet('tuberculosis-closing', '2026-08-01', { controlled: false })] }),
      'missing',
    ],
    [
      'closed for another reason',
      'tb-regular',
      person({ services: [sheet('tuberculosis-closing', '2026-08-01')] }),
      'not asked',
    ],
    [
      'registered and not reported',
      'infection-reported',
      person({ services: [sheet('infectious-disease-report', '2026-08-01')] }),
      'missing',
    ],
    [
      'reported late',
      'infection-reported',
      person({ services: [sheet('infectious-disease-report', '2026-08-01', { controlled: false })] }),
      'counts',
    ],
    [
      'reported late',
      'infection-in-time',
      person({ services: [sheet('infectious-disease-report', '2026-08-01', { controlled: false })] }),
      'missing',
    ],
    [
      'reported in time',
      'infection-in-time',
      person({ services: [sheet('infectious-disease-report', '2026-08-01', { controlled: true })] }),
      'counts',
    ],
    [
      'examined once',
      'child-managed',
      born('2022-05-01', [sheet('child-check-3-6-years', '2026-05-03')]),
      'counts',
    ],
    ['never', 'child-managed', born('2022-05-01'), 'missing'],
    ['seven yesterday', 'child-managed', born('2019-12-30'), 'not asked'],
    [
      'born and visited',
      'newborn-visited',
      born('2026-05-01', [sheet('newborn-home-visit', '2026-05-09')]),
      'counts',
    ],
    ['born last year', 'newborn-visited', born('2025-12-31'), 'not asked'],
    ['taught', 'tcm-child', born('2025-05-01', [sheet('tcm-child', '2026-05-03')]), 'counts'],
    ['five months old', 'tcm-child', born('2026-07-02'), 'not asked'],
  ])('%s: %s', (_what, code, facts, expected) => {
    expect(standing(code, facts)).toBe(expected)
  })

  const dose = (vaccine: string, givenOn: string) => ({ vaccine, givenOn: localDate(givenOn) })
  const booklet = (doses: ReturnType<typeof dose>[], more = {}) =>
    born('2026-01-01', [sheet('vaccination', '2026-12-01', { details: { doses, ...more } })])
  test.each<[string, IndicatorCode, ResidentFacts, string]>([
    ['at birth', 'vaccinated-bcg', booklet([dose('BCG', '2026-01-01')]), 'counts'],
    ['never', 'vaccinated-bcg', booklet([]), 'missing'],
    ['made up for late', 'vaccinated-bcg', booklet([dose('BCG', '2026-11-01')]), 'counts'],
    [
      'two of three, the third in time until 12 months',
      'vaccinated-hepatitis-b',
      booklet([dose('HepB', '2026-01-01'), dose('HepB', '2026-02-01')]),
      'counts',
    ],
    ['one of two that are due', 'vaccinated-hepatitis-b', booklet([dose('HepB', '2026-01-01')]), 'missing'],
    ['not due yet', 'vaccinated-hepatitis-a', booklet([]), 'not asked'],
    [
      'a girl of 14 without a dose',
      'vaccinated-hpv',
      person({ birthDate: localDate('2012-06-01') }),
      'missing',
    ],
    [
      'a boy of 14',
      'vaccinated-hpv',
      person({ birthDate: localDate('2012-06-01'), sex: 'male' }),
      'not asked',
    ],
    ['a booklet', 'vaccination-booklet', booklet([], { bookletOn: localDate('2026-01-20') }), 'counts'],
    ['none', 'vaccination-booklet', booklet([]), 'missing'],
  ])('vaccination: %s: %s', (_what, code, facts, expected) => {
    expect(standing(code, facts)).toBe(expected)
  })

  const pregnancy = (booked: string, visited: string | null) =>
    person({
      services: [
        sheet('first-antenatal-check', booked, { details: { lastPeriodOn: localDate('2025-10-01') } }),
        sheet('pregnancy-outcome', '2026-07-12', {
          details: { endedOn: localDate('2026-07-08'), outcome: 1, dischargedOn: localDate('2026-07-12') },
        }),
        ...(visited === null ? [] : [sheet('postpartum-visit', visited, { mode: 'home' })]),
      ],
    })
  test.each<[string, IndicatorCode, ResidentFacts, string]>([
    ['12 weeks and 6 days', 'early-booking', pregnancy('2025-12-30', null), 'counts'],
    ['13 weeks', 'early-booking', pregnancy('2025-12-31', null), 'missing'],
    ['28 days after discharge', 'postpartum-visited', pregnancy('2025-12-01', '2026-08-09'), 'counts'],
    ['29 days', 'postpartum-visited', pregnancy('2025-12-01', '2026-08-10'), 'missing'],
  ])('births: %s: %s', (_what, code, facts, expected) => {
    expect(standing(code, facts)).toBe(expected)
  })
})
