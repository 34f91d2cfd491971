import { describe, expect, test } from 'vitest'
import { addDays, addMonths, localDate } from '../days/local-date.ts'
import { owed, person, theDuty, visit } from '../duties/duty-facts.fixture.ts'
import { type FormValues, isAsked } from '../forms/form.ts'
import type { ServiceDetails } from '../residents/resident-facts.ts'
import { formForDuty } from '../services/proven.ts'
import { aboutOf, answer, sheetOf } from './cases.fixture.ts'

/** Cases written from public-health-spec.md §6, §7 and §13.2. */

const born = '2024-01-31'
const child = (birthDate = born, services = person().services) =>
  person({ birthDate: localDate(birthDate), registeredOn: localDate(birthDate), services })

describe('the thirteen visits of a child §6.1', () => {
  test.each([
    ['newborn-home-visit:age0', '2024-01-31', '2024-02-28'],
    ['child-health-check:age1', '2024-02-28', '2024-03-01'],
    ['child-health-check:age3', '2024-04-30', '2024-07-30'],
    ['child-health-check:age6', '2024-07-31', '2024-09-29'],
    ['child-health-check:age8', '2024-09-30', '2025-01-30'],
    ['child-health-check:age12', '2025-01-31', '2025-07-30'],
    ['child-health-check:age18', '2025-07-31', '2026-01-30'],
    ['child-health-check:age24', '2026-01-31', '2026-07-30'],
    ['child-health-check:age30', '2026-07-31', '2027-01-30'],
    ['child-health-check:age36', '2027-01-31', '2028-01-30'],
    ['child-health-check:age48', '2028-01-31', '2029-01-30'],
    ['child-health-check:age60', '2029-01-31', '2030-01-30'],
    ['child-health-check:age72', '2030-01-31', '2031-01-30'],
    ['tcm-child:age6', '2024-07-31', '2025-01-30'],
    ['tcm-child:age12', '2025-01-31', '2025-07-30'],
    ['tcm-child:age36', '2027-01-31', '2027-07-30'],
  ])('%s is owed from %s to %s', (key, dueFrom, dueBy) => {
    expect(theDuty(child(), dueFrom, key)).toMatchObject({ dueFrom, dueBy, state: 'due' })
  })

  test('nothing is owed from the seventh birthday', () => {
    expect(owed(child(), '2031-12-31').filter(({ dueFrom }) => dueFrom >= '2031-01-31')).toEqual([])
  })

  test('born on a leap day, four years old on the next one', () => {
    expect(theDuty(child('2024-02-29'), '2028-02-29', 'child-health-check:age48').dueFrom).toBe('2028-02-29')
    expect(theDuty(child('2024-02-29'), '2027-02-28', 'child-health-check:age36').dueFrom).toBe('2027-02-28')
  })

  test('twins are owed each for themselves, and a record of one closes nothing of the other', () => {
    const seen = child(born, [visit('2024-05-02', { form: 'child-check-1-8-months', controlled: null })])
    expect(theDuty(seen, '2024-06-01', 'child-health-check:age3').state).toBe('done')
    expect(theDuty(child(), '2024-06-01', 'child-health-check:age3').state).toBe('due')
  })

  test('entered late, a visit closes the age on which it was made', () => {
    const seen = child(born, [visit('2024-09-29', { form: 'child-check-1-8-months', controlled: null })])
    expect(theDuty(seen, '2024-12-31', 'child-health-check:age6').doneOn).toBe('2024-09-29')
    expect(theDuty(seen, '2024-12-31', 'child-health-check:age8').state).toBe('due')
  })
})

const ages = [1, 3, 6, 8, 12, 18, 24, 30, 36, 48, 60, 72]
function askedAt(months: number): string[] {
  const form = sheetOf(formForDuty(`child-health-check:age${months}`))
  const about = aboutOf({ born, on: addMonths(localDate(born), months) })
  return form.sections.flatMap((section) =>
    section.fields.filter((field) => isAsked(section, field, {}, about)).map(({ code }) => code),
  )
}

describe('what is examined at which age §6.1', () => {
  test.each<[string, readonly number[]]>([
    ['haemoglobinGL', [6, 8, 18, 30, 48, 60, 72]],
    ['hearing', [6, 12, 24, 36]],
    ['leftVision', [48, 60, 72]],
    ['eyes', ages],
    ['headCm', [1, 3, 6, 8, 12, 18, 24, 30]],
    ['umbilicus', [1]],
    ['weightGrade', ages],
    ['heightGrade', ages],
  ])('%s at %j months', (field, expected) => {
    expect(ages.filter((months) => askedAt(months).includes(field))).toEqual(expected)
  })

  test('four warning signs at each age from 3 months on, and any of them is guided or referred', () => {
    for (const months of ages.slice(1)) {
      const code = askedAt(months).filter((one) => one.startsWith('warningSigns'))
      expect(code).toHaveLength(1)
      const given = { born, on: addMonths(localDate(born), months) }
      const form = formForDuty(`child-health-check:age${months}`)
      for (const sign of [2, 3, 4, 5]) {
        expect(['recheck', 'refer']).toContain(answer(form, { [code[0]!]: [sign] }, given).nextStep)
      }
      expect(answer(form, { [code[0]!]: [1] }, given).nextStep).toBe('routine')
    }
  })

  test.each([
    [6, ['abdomenAndSpine']],
    [12, ['abdomenAndSpine']],
    [18, ['yingxiangZusanli']],
    [24, ['yingxiangZusanli']],
    [30, ['sishencong']],
    [36, ['sishencong']],
  ])('TCM at %i months teaches %j beside diet and daily life', (months, techniques) => {
    const form = sheetOf('tcm-child')
    const about = aboutOf({ born, on: addMonths(localDate(born), months) })
    const asked = form.sections.flatMap((section) =>
      section.fields.filter((field) => isAsked(section, field, {}, about)).map(({ code }) => code),
    )
    expect(
      asked.filter((code) => ['abdomenAndSpine', 'yingxiangZusanli', 'sishencong'].includes(code)),
    ).toEqual(techniques)
    expect(asked).toContain('dailyLife')
  })
})

describe('what is found in a child §6.3', () => {
  const at = (months: number) => ({ born, on: addMonths(localDate(born), months), sex: 'male' as const })
  test.each<[string, number, FormValues, string]>([
    ['caries', 24, { cariousTeeth: 1 }, 'refer'],
    ['none', 24, { cariousTeeth: 0 }, 'routine'],
    ['a cleft palate', 3, { mouth: 2 }, 'refer'],
    ['hearing not passed', 12, { hearing: 2 }, 'refer'],
    ['vision 4.7 at four', 48, { leftVision: 4.7 }, 'refer'],
    ['vision 4.8 at four', 48, { leftVision: 4.8, rightVision: 5 }, 'routine'],
    ['Hb 109', 18, { haemoglobinGL: 109 }, 'recheck'],
    ['Hb 110', 18, { haemoglobinGL: 110 }, 'routine'],
    // WS/T 423—2022, boys at 12 months: weight −2 SD 8.2 kg, −3 SD 7.4 kg.
    ['8.2 kg at 12 months', 12, { weightKg: 8.2 }, 'routine'],
    ['8.1 kg', 12, { weightKg: 8.1 }, 'recheck'],
    ['7.3 kg', 12, { weightKg: 7.3 }, 'refer'],
  ])('%s', (_what, months, values, nextStep) => {
    const given = at(months)
    const found = answer(formForDuty(`child-health-check:age${months}`), values, given)
    expect(found.nextStep).toBe(nextStep)
    if (nextStep === 'refer') expect(found.nextDueOn).toBe(addDays(localDate(given.on), 14))
  })

  test.each<[string, FormValues, string]>([
    ['nothing found', { birthWeightKg: 3.2, gestationalWeeks: 39, birthKind: [1] }, 'routine'],
    ['2.5 kg is not low', { birthWeightKg: 2.5 }, 'routine'],
    ['2.49 kg is', { birthWeightKg: 2.49 }, 'extra-visit'],
    ['36 weeks is preterm', { gestationalWeeks: 36 }, 'extra-visit'],
    ['37 weeks is not', { gestationalWeeks: 37 }, 'routine'],
    ['a twin', { birthKind: [1, 5] }, 'extra-visit'],
    ['a defect', { malformation: 2 }, 'extra-visit'],
    ['a bulging fontanelle', { fontanelle: 2 }, 'refer'],
    ['jaundice of hands and feet', { jaundice: [5] }, 'refer-urgently'],
  ])('newborn: %s', (_what, values, nextStep) => {
    expect(answer('newborn-home-visit', values, { born: '2026-02-22' }).nextStep).toBe(nextStep)
  })
})

const lmp = '2026-01-01'
const woman = (details: ServiceDetails[] = [], on = '2026-01-20') =>
  person({
    birthDate: localDate('1996-01-01'),
    services: [
      visit(on, {
        form: 'pregnancy-registration',
        controlled: null,
        details: { lastPeriodOn: localDate(lmp) },
      }),
      ...details.map((one) =>
        visit('2026-10-20', { form: 'pregnancy-outcome', controlled: null, details: one }),
      ),
    ],
  })

describe('what is owed by weeks of pregnancy §7', () => {
  // Weeks are whole days since the last period, div 7: week 12 + 6 days is day 90, 16 + 0 is day 112.
  test.each([
    ['antenatal-booking', 0, 90],
    ['antenatal-check', 112, 146],
    ['antenatal-check', 147, 174],
    ['antenatal-check', 196, 258],
    ['antenatal-check', 259, 286],
  ])('%s from day %i to day %i', (service, from, to) => {
    const key = `${service}:L${lmp}w${from / 7}`
    expect(theDuty(woman(), '2026-12-31', key)).toMatchObject({
      dueFrom: addDays(localDate(lmp), from),
      dueBy: addDays(localDate(lmp), to),
    })
  })

  test('what was missed before the woman was known is said, and how late', () => {
    const late = woman([], '2026-08-01')
    const missed = owed(late, '2026-08-01').filter(({ state }) => state === 'missed')
    expect(missed.map(({ key }) => key).sort()).toEqual([
      `antenatal-booking:L${lmp}w0`,
      `antenatal-check:L${lmp}w16`,
      `antenatal-check:L${lmp}w21`,
    ])
  })

  const born = { endedOn: localDate('2026-10-08'), outcome: 1, dischargedOn: localDate('2026-10-12') }
  test('after discharge within a week, after delivery on day 42', () => {
    expect(theDuty(woman([born]), '2026-10-20', `postpartum-visit:L${lmp}`)).toMatchObject({
      dueFrom: '2026-10-12',
      dueBy: '2026-10-19',
    })
    expect(theDuty(woman([born]), '2026-10-20', `postpartum-42-day-check:L${lmp}`).dueFrom).toBe('2026-11-19')
  })

  test('after a miscarriage nothing more', () => {
    const lost = { endedOn: localDate('2026-03-01'), outcome: 3 }
    const open = owed(woman([lost]), '2026-12-01').filter(({ dueFrom }) => dueFrom > '2026-03-01')
    expect(open).toEqual([])
  })
})

describe('what is found in a woman §7', () => {
  const about = { pregnancy: { lastPeriodOn: localDate('2025-10-01'), deliveredOn: null } }
  test.each<[string, string, FormValues, string, string | null]>([
    ['nothing', 'antenatal-follow-up', { systolicMmHg: 118, diastolicMmHg: 76, overall: 1 }, 'routine', null],
    [
      'pressure 140',
      'antenatal-follow-up',
      { systolicMmHg: 140, diastolicMmHg: 76, overall: 1 },
      'refer',
      '2026-03-15',
    ],
    [
      'waters broken',
      'antenatal-follow-up',
      { systolicMmHg: 118, diastolicMmHg: 76, overall: 1, dangerSigns: [6] },
      'refer-urgently',
      '2026-03-15',
    ],
    [
      'yellow',
      'antenatal-follow-up',
      { systolicMmHg: 118, diastolicMmHg: 76, overall: 1, riskGrade: 2 },
      'watch-closely',
      '2026-03-15',
    ],
    [
      'red',
      'antenatal-follow-up',
      { systolicMmHg: 118, diastolicMmHg: 76, overall: 1, riskGrade: 4 },
      'watch-closely',
      '2026-03-08',
    ],
    [
      'fever after birth',
      'postpartum-visit',
      { temperatureC: 38, overall: 1 },
      'refer-urgently',
      '2026-03-15',
    ],
    ['37.9 ℃', 'postpartum-visit', { temperatureC: 37.9, overall: 1 }, 'routine', null],
    [
      'pressure 180 after birth',
      'postpartum-visit',
      { systolicMmHg: 180, diastolicMmHg: 90, overall: 1 },
      'refer-urgently',
      '2026-03-15',
    ],
    ['recovered on day 42', 'postpartum-42-day-check', { recovery: 1, disposal: 1 }, 'close', null],
    ['not recovered', 'postpartum-42-day-check', { recovery: 2, disposal: 2 }, 'refer', '2026-03-15'],
  ])('%s', (_what, form, values, nextStep, nextDueOn) => {
    expect(answer(form, values, { born: '1996-01-01', ...about })).toMatchObject({ nextStep, nextDueOn })
  })
})
