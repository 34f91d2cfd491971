import { describe, expect, test } from 'vitest'
import { localDate as day } from '../days/local-date.ts'
import {
  agreement,
  belongsTo,
  general,
  owed,
  person,
  standing as stands,
  visit,
} from '../duties/duty-facts.fixture.ts'
import type { FormValues } from '../forms/form.ts'
import { type IndicatorCode, isIn } from '../indicators/indicator.ts'
import { defaultIndicatorPolicy } from '../indicators/indicator-policy.ts'
import { standingOn } from '../indicators/standing.ts'
import type { ResidentFacts, ServiceDetails, ServiceFacts } from '../residents/resident-facts.ts'
import { answer, type Case, checked } from './cases.fixture.ts'

/** Cases where two rules, two periods or two illnesses meet, written from public-health-spec.md by hand. */

const pressure = 'hypertension-follow-up'
const glucose = 'type2-diabetes-follow-up'
const mental = 'severe-mental-disorder-follow-up'
const lungs = 'tuberculosis-follow-up'

const sheet = (form: string, on: string, more: Partial<ServiceFacts> = {}): ServiceFacts =>
  visit(on, { form, controlled: null, complete: true, ...more })
const inOrder = (...services: ServiceFacts[]) =>
  services.sort((a, b) => (a.performedOn < b.performedOn ? -1 : a.performedOn > b.performedOn ? 1 : 0))
/** Where somebody stands in a figure at the end of 2026, or on another day. */
function counted(code: IndicatorCode, facts: ResidentFacts, on = '2026-12-31') {
  const found = standingOn(day(on), facts, owed(facts, on), defaultIndicatorPolicy)
  if (isIn(found, code, 'numerator')) return 'counts'
  return isIn(found, code, 'denominator') ? 'missing' : 'not asked'
}
/** `key first day～last day state`, in the order of the last days. */
const lines = (facts: ResidentFacts, on: string, services: RegExp) =>
  owed(facts, on)
    .filter(({ service }) => services.test(service))
    .sort((a, b) => (a.dueBy < b.dueBy ? -1 : a.dueBy > b.dueBy ? 1 : 0))
    .map(({ key, dueFrom, dueBy, state }) => `${key} ${dueFrom}～${dueBy} ${state}`)

describe('over the end of a year, and on a birthday', () => {
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
  const dosed: FormValues = {
    treatmentMonth: 2,
    stage: 1,
    supervisor: 2,
    missedDoses: 0,
    adverseDrugReaction: 1,
    complication: 1,
  }
  const mmHg = (systolicMmHg: number, diastolicMmHg: number): FormValues => ({ systolicMmHg, diastolicMmHg })
  const before = (
    on: string,
    classification: NonNullable<Case['previous']>['classification'],
    controlled: boolean | null = null,
  ): Case => ({ previous: { performedOn: day(on), classification, controlled } })
  const old = { born: '1960-12-20' }
  const off = (on: string) => before(on, 'unsatisfactory', false)

  test.each<[string, string, FormValues, Case, string | null, string, string]>([
    [
      '168/96 at 66',
      pressure,
      mmHg(168, 96),
      { ...old, on: '2026-12-20' },
      'unsatisfactory',
      'adjust-treatment',
      '2027-01-03',
    ],
    [
      '150/95 two weeks on',
      pressure,
      mmHg(150, 95),
      { ...old, on: '2027-01-03', ...off('2026-12-20') },
      'unsatisfactory',
      'refer',
      '2027-01-17',
    ],
    [
      '149/89 two weeks on',
      pressure,
      mmHg(149, 89),
      { ...old, on: '2027-01-03', ...off('2026-12-20') },
      'satisfactory',
      'routine',
      '2027-04-03',
    ],
    [
      '145/85 on the day before 65',
      pressure,
      mmHg(145, 85),
      { born: '1961-12-21', on: '2026-12-20' },
      'unsatisfactory',
      'adjust-treatment',
      '2027-01-03',
    ],
    [
      '145/85 on the day of 65',
      pressure,
      mmHg(145, 85),
      { born: '1961-12-20', on: '2026-12-20' },
      'satisfactory',
      'routine',
      '2027-03-20',
    ],
    [
      'born on a leap day, 65 on 28 February',
      pressure,
      mmHg(149, 80),
      { born: '1960-02-29', on: '2025-02-28' },
      'satisfactory',
      'routine',
      '2025-05-28',
    ],
    [
      'three months after 30 November',
      pressure,
      mmHg(120, 80),
      { on: '2027-11-30' },
      'satisfactory',
      'routine',
      '2028-02-29',
    ],
    [
      '7.0 twice',
      glucose,
      { fastingGlucoseMmolL: 7 },
      { on: '2027-01-02', ...off('2026-12-19') },
      'unsatisfactory',
      'refer',
      '2027-01-16',
    ],
    [
      '6.9 with 182/90',
      glucose,
      { fastingGlucoseMmolL: 6.9, ...mmHg(182, 90) },
      { on: '2026-12-25' },
      'unsatisfactory',
      'refer-urgently',
      '2027-01-08',
    ],
    [
      'basically stable after nobody was met',
      mental,
      { ...calm, dangerGrade: 1 },
      { on: '2026-12-20', ...before('2026-11-20', null) },
      'basically-stable',
      'adjust-treatment',
      '2027-01-03',
    ],
    [
      'again, tending to stable',
      mental,
      { ...calm, dangerGrade: 1, tendsToStable: 2 },
      { on: '2026-11-30', ...before('2026-11-16', 'basically-stable') },
      'basically-stable',
      'routine',
      '2027-02-28',
    ],
    [
      'again, no better',
      mental,
      { ...calm, dangerGrade: 1, tendsToStable: 1 },
      { on: '2027-01-31', ...before('2027-01-17', 'basically-stable') },
      'basically-stable',
      'consult-psychiatrist',
      '2027-02-28',
    ],
    ['ten days of the family', lungs, dosed, { on: '2026-12-25' }, null, 'routine', '2027-01-04'],
    [
      'a complication',
      lungs,
      { ...dosed, stage: 2, complication: 2 },
      { on: '2026-12-25' },
      null,
      'refer',
      '2027-01-08',
    ],
  ])('%s', (_what, form, values, given, classification, nextStep, nextDueOn) => {
    expect(answer(form, values, given)).toMatchObject({ classification, nextStep, nextDueOn })
  })
})

describe('another unit, typed without a thought, is refused at its field', () => {
  const measured = { leftSystolicMmHg: 130, leftDiastolicMmHg: 80 }
  test.each<[string, string, FormValues, string[]]>([
    ['126 mg/dL', glucose, { fastingGlucoseMmolL: 126 }, ['fastingGlucoseMmolL']],
    ['18.7/12 kPa', pressure, { systolicMmHg: 18.7, diastolicMmHg: 12 }, ['systolicMmHg', 'diastolicMmHg']],
    ['creatinine 1.2 mg/dL', 'health-assessment', { ...measured, creatinineUmolL: 1.2 }, ['creatinineUmolL']],
    [
      'cholesterol 210 mg/dL',
      'health-assessment',
      { ...measured, totalCholesterolMmolL: 210 },
      ['totalCholesterolMmolL'],
    ],
    ['haemoglobin 13.5 g/dL', 'health-assessment', { ...measured, haemoglobinGL: 13.5 }, ['haemoglobinGL']],
    ['1.65 m', 'health-assessment', { ...measured, heightCm: 1.65 }, ['heightCm']],
  ])('%s', (_what, form, values, refused) => {
    expect(checked(form, values).refused).toEqual(refused)
  })
})

test('who was sent to hospital at once for want of oxygen was classed as stable', () => {
  const breathless = { mmrc: 1, exacerbationsSinceLast: 0, exacerbatedNow: 1, spo2Percent: 89 }
  expect(answer('copd-follow-up', breathless)).toMatchObject({
    classification: 'copd-unstable',
    controlled: false,
    nextStep: 'refer-urgently',
    nextDueOn: '2026-03-15',
  })
})

describe('a pregnancy soon after another', () => {
  const registered = (on: string, lastPeriodOn: string) =>
    sheet('pregnancy-registration', on, { details: { lastPeriodOn: day(lastPeriodOn) } })
  const ended = (on: string, details: ServiceDetails) => sheet('pregnancy-outcome', on, { details })
  const woman = (...services: ServiceFacts[]) => person({ birthDate: day('1992-01-01'), services })

  test('a period 35 days after that of a pregnancy lost in its fifth week was taken for a correction of it, and owed nothing', () => {
    const lost = ended('2026-02-08', { endedOn: day('2026-02-05'), outcome: 3 })
    const facts = woman(registered('2026-02-05', '2026-01-01'), lost, registered('2026-03-10', '2026-02-05'))
    expect(lines(facts, '2026-03-11', /antenatal/).slice(-5)).toEqual([
      'antenatal-booking:L2026-02-05w0 2026-02-05～2026-05-06 due',
      'antenatal-check:L2026-02-05w16 2026-05-28～2026-07-01 upcoming',
      'antenatal-check:L2026-02-05w21 2026-07-02～2026-07-29 upcoming',
      'antenatal-check:L2026-02-05w28 2026-08-20～2026-10-21 upcoming',
      'antenatal-check:L2026-02-05w37 2026-10-22～2026-11-18 upcoming',
    ])
  })
  test('a birth told after the next pregnancy was registered was forgotten', () => {
    const born = ended('2026-11-20', {
      endedOn: day('2026-03-08'),
      outcome: 1,
      dischargedOn: day('2026-03-11'),
    })
    const facts = woman(
      sheet('first-antenatal-check', '2025-08-20', { details: { lastPeriodOn: day('2025-06-01') } }),
      sheet('postpartum-visit', '2026-03-15'),
      registered('2026-11-10', '2026-09-20'),
      born,
    )
    expect(lines(facts, '2026-11-21', /postpartum/)).toEqual([
      'postpartum-visit:L2025-06-01 2026-03-11～2026-03-18 done',
      'postpartum-42-day-check:L2025-06-01 2026-04-19～2026-05-03 missed',
    ])
    expect(counted('early-booking', facts)).toBe('counts')
    expect(counted('postpartum-visited', facts)).toBe('counts')
  })
  test('a period corrected by ultrasound stays the same pregnancy', () => {
    const check = sheet('first-antenatal-check', '2026-03-20', {
      details: { lastPeriodOn: day('2026-01-15') },
    })
    expect(lines(woman(registered('2026-03-01', '2026-01-01'), check), '2026-03-21', /booking/)).toEqual([
      'antenatal-booking:L2026-01-15w0 2026-01-15～2026-04-15 done',
    ])
  })
  test('after a stillbirth the mother is visited, and is in no rate of live births', () => {
    const still = ended('2026-08-10', {
      endedOn: day('2026-08-05'),
      outcome: 2,
      dischargedOn: day('2026-08-08'),
    })
    const facts = woman(registered('2026-03-01', '2026-01-01'), still)
    expect(lines(facts, '2026-08-11', /postpartum/)).toEqual([
      'postpartum-visit:L2026-01-01 2026-08-08～2026-08-15 due',
      'postpartum-42-day-check:L2026-01-01 2026-09-16～2026-09-30 upcoming',
    ])
    expect(counted('postpartum-visited', facts)).toBe('not asked')
  })
})

describe('who was not met', () => {
  const ill = (...services: ServiceFacts[]) =>
    person({ populations: [belongsTo('severe-mental-disorder')], services })
  const days = ['2026-02-01', '2026-05-01', '2026-08-01', '2026-11-01']

  test('four times in vain at the door was four visits: standardised, and nothing left to do', () => {
    const facts = ill(...days.map((on) => sheet(mental, on, { mode: 'home', controlled: false })))
    expect(counted('smd-standardised', facts)).toBe('missing')
    expect(counted('smd-stable', facts)).toBe('missing')
    expect(stands(facts, '2026-12-31', mental)).toEqual([
      '2026Q1 missed',
      '2026Q2 missed',
      '2026Q3 missed',
      '2026Q4 due',
    ])
  })
  test('the look again a month later is owed as planned, not as off target', () => {
    const vain = sheet(mental, '2026-02-01', { controlled: false, nextDueOn: day('2026-03-01') })
    const [again] = owed(ill(vain), '2026-02-02').filter(({ key }) => key === `${mental}:R${vain.recordId}`)
    expect(again).toMatchObject({ dueBy: '2026-03-01', because: [{ result: 'planned' }] })
  })
  test('who was met counts, stable or not', () => {
    const facts = ill(...days.map((on) => sheet(mental, on)))
    expect(counted('smd-standardised', facts)).toBe('counts')
    expect(counted('smd-stable', facts)).toBe('missing')
  })
})

describe('in the middle of a period', () => {
  const exam = (on: string, details?: ServiceDetails) =>
    sheet('health-assessment', on, details ? { details } : {})

  test('seen on the day of the death: the visit was refused to its quarter', () => {
    const facts = person({
      populations: [belongsTo('hypertension')],
      diedOn: day('2026-05-15'),
      services: [visit('2026-05-15')],
    })
    expect(stands(facts, '2026-12-31', pressure)).toEqual([
      '2026Q1 missed',
      '2026Q2 done',
      '2026Q3 cancelled',
      '2026Q4 cancelled',
    ])
  })
  test('not so on the first day elsewhere', () => {
    const facts = person({
      populations: [belongsTo('hypertension')],
      movedOutOn: day('2026-05-15'),
      services: [visit('2026-05-15')],
    })
    expect(stands(facts, '2026-12-31', pressure)[1]).toBe('2026Q2 cancelled')
  })

  test('moved away in May, and off the list with the last day here: the quarter stood as missed', () => {
    const left = person({
      populations: [
        belongsTo('hypertension', '2020-01-01', '2026-05-09'),
        belongsTo('type2-diabetes', '2020-01-01', '2026-02-28'),
      ],
      movedOutOn: day('2026-05-10'),
    })
    expect(stands(left, '2026-05-09', pressure).slice(0, 2)).toEqual(['2026Q1 missed', '2026Q2 due'])
    expect(stands(left, '2026-05-10', pressure)).toEqual([
      '2026Q1 missed',
      '2026Q2 cancelled',
      '2026Q3 cancelled',
      '2026Q4 cancelled',
    ])
    // What ended before the leaving was not ended by it.
    expect(stands(left, '2026-05-10', glucose)).toEqual(['2026Q1 missed'])
  })

  test('hypertension found at an examination: the patient was to be examined a second time in the year', () => {
    const found = exam('2026-06-01', {
      leftSystolicMmHg: 150,
      leftDiastolicMmHg: 96,
      fastingGlucoseMmolL: 7.4,
    })
    expect(lines(person({ services: [found] }), '2026-06-02', /./)).toEqual([
      'blood-pressure-check:2026F 2026-06-01～2026-06-01 done',
      'blood-pressure-check:C2026-06-01 2026-06-02～2026-06-15 due',
      'fasting-glucose:C2026-06-01 2026-06-02～2026-06-15 due',
    ])
    const listed = person({ populations: [belongsTo('hypertension', '2026-06-24')], services: [found] })
    expect(lines(listed, '2026-06-24', /examination|hypertension/)).toEqual([
      'hypertension-follow-up:2026Q3 2026-07-01～2026-09-30 upcoming',
      'hypertension-follow-up:2026Q4 2026-10-01～2026-12-31 upcoming',
      'chronic-examination:2026 2026-06-24～2026-12-31 done',
    ])
  })
  test('65 in October, examined in March: the figure had it, and the list of work asked for it again', () => {
    const facts = person({ birthDate: day('1961-10-20'), services: [exam('2026-03-01')] })
    expect(lines(facts, '2026-10-20', /elderly|tcm/)).toEqual([
      'elderly-examination:2026 2026-10-20～2026-12-31 done',
      'tcm-constitution:2026 2026-10-20～2026-12-31 due',
    ])
    expect(counted('elderly-managed', facts)).toBe('counts')
    const lastYear = person({ birthDate: day('1961-10-20'), services: [exam('2025-12-31')] })
    expect(lines(lastYear, '2026-10-20', /elderly/)).toEqual([
      'elderly-examination:2026 2026-10-20～2026-12-31 due',
    ])
  })
  test('what was given before the registration, or before anything was signed, still fills nothing', () => {
    const newcomer = person({
      populations: [belongsTo('hypertension')],
      registeredOn: day('2026-06-10'),
      services: [exam('2026-06-01')],
    })
    expect(lines(newcomer, '2026-06-10', /examination/)).toEqual([
      'chronic-examination:2026 2026-06-10～2026-12-31 due',
    ])
  })

  test('a package made a bigger one in July: its quarters stood as cancelled beside the months that were kept', () => {
    const guidance = (times: number) => [{ service: 'medication-guidance', times, every: 'year' as const }]
    const smaller = agreement('2026-01-01', '2026-12-31', guidance(4), { terminatedOn: day('2026-07-01') })
    const months = ['2026-02-01', '2026-05-01', '2026-07-15', '2026-08-15', '2026-09-15']
    const facts = person({
      agreements: [smaller, agreement('2026-07-01', '2027-06-30', guidance(12))],
      services: months.map((on) => general(on, 'medication-guidance')),
    })
    expect(stands(facts, '2026-10-01', 'medication-guidance')).toEqual([
      '2026Q1 done',
      '2026Q2 done',
      '2026M7 done',
      '2026M8 done',
      '2026M9 done',
      '2026M10 due',
      '2026M11 upcoming',
      '2026M12 upcoming',
    ])
  })

  test('taken in on 1 December: one visit and an examination are standardised management', () => {
    const since = [belongsTo('hypertension', '2026-12-01')]
    const services = [visit('2026-12-05'), exam('2026-12-05')]
    expect(counted('hypertension-standardised', person({ populations: since, services }))).toBe('counts')
    expect(
      counted('hypertension-standardised', person({ populations: since, services: services.slice(0, 1) })),
    ).toBe('missing')
  })
  test('a telephone call with a good pressure is no fourth visit, but is the last pressure', () => {
    const seen = ['2026-02-01', '2026-05-01', '2026-08-01'].map((on) => visit(on, { controlled: false }))
    const facts = person({
      populations: [belongsTo('hypertension')],
      services: [...seen, visit('2026-11-01', { mode: 'phone' }), exam('2026-11-02')],
    })
    expect(stands(facts, '2026-12-31', pressure).at(-1)).toBe('2026Q4 due')
    expect(counted('hypertension-standardised', facts)).toBe('missing')
    expect(counted('hypertension-controlled', facts)).toBe('counts')
  })
  test('hypertension since August beside diabetes for years: each by its own quarters', () => {
    const facts = person({
      populations: [belongsTo('hypertension', '2026-08-15'), belongsTo('type2-diabetes')],
      services: inOrder(
        ...['2026-08-20', '2026-11-20'].map((on) => visit(on)),
        ...['2026-02-20', '2026-05-20', '2026-08-20', '2026-11-20'].map((on) =>
          sheet(glucose, on, { controlled: false }),
        ),
        exam('2026-06-01'),
      ),
    })
    expect(counted('hypertension-standardised', facts)).toBe('counts')
    expect(counted('diabetes-standardised', facts)).toBe('counts')
    expect(counted('diabetes-controlled', facts)).toBe('missing')
  })
  test('off target on 25 December: the look of 8 January closes itself and the first quarter', () => {
    const bad = visit('2026-12-25', { controlled: false, nextDueOn: day('2027-01-08') })
    const facts = person({ populations: [belongsTo('hypertension')], services: [bad, visit('2027-01-08')] })
    expect(stands(facts, '2027-01-08', pressure)).toEqual([
      `R${bad.recordId} done`,
      '2027Q1 done',
      '2027Q2 upcoming',
      '2027Q3 upcoming',
      '2027Q4 upcoming',
    ])
  })
  test('tuberculosis notified on 30 December: 72 hours into the new year, and no month of two days', () => {
    const facts = person({ populations: [belongsTo('tuberculosis', '2026-12-30')] })
    expect(lines(facts, '2027-01-03', /tuberculosis/).slice(0, 2)).toEqual([
      'tuberculosis-first-visit:J2026-12-30 2026-12-30～2027-01-02 overdue',
      'tuberculosis-follow-up:2027M1 2027-01-01～2027-01-31 due',
    ])
    expect(counted('tb-managed', facts)).toBe('missing')
    expect(counted('tb-managed', facts, '2027-01-03')).toBe('not asked')
  })
  test('high three times on two days is not confirmed; on three days it is', () => {
    const high = (on: string) =>
      sheet('blood-pressure-screening', on, { details: { systolicMmHg: 150, diastolicMmHg: 90 } })
    const twice = [high('2026-06-01'), high('2026-06-01'), high('2026-06-10')]
    const last = (services: ServiceFacts[]) => lines(person({ services }), '2026-06-21', /pressure/).at(-1)
    expect(last(twice)).toBe('blood-pressure-check:C2026-06-10 2026-06-11～2026-06-24 due')
    expect(last([...twice, high('2026-06-20')])).toBe(
      'blood-pressure-check:S2026-06-20 2026-06-21～2026-07-04 due',
    )
  })
  test('a service named on the general sheet by telephone is no examination', () => {
    const call = general('2026-06-01', 'elderly-examination', { mode: 'phone' })
    expect(
      lines(person({ birthDate: day('1950-01-01'), services: [call] }), '2026-06-02', /elderly/),
    ).toEqual(['elderly-examination:2026 2026-01-01～2026-12-31 due'])
  })
})
