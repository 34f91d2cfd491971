import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addMonths, daysBetween, type LocalDate, localDate } from '../days/local-date.ts'
import type { DoseFacts } from '../residents/resident-facts.ts'
import { nationalVaccinationPolicy } from './national-schedule.ts'
import { coverageOf, deferralsOf, owedDoses, regimenOf, type Vaccinated, validDoses } from './plan.ts'
import { scheduleFor } from './schedule.ts'
import type { VaccineCode } from './vaccines.ts'

const birthDate = localDate('2025-03-15')
const schedule = scheduleFor(birthDate, nationalVaccinationPolicy)!
const given = (vaccine: VaccineCode, givenOn: string): DoseFacts => ({ vaccine, givenOn: localDate(givenOn) })
const child = (...doses: DoseFacts[]): Vaccinated => ({ birthDate, sex: 'female', doses })
const owed = (who: Vaccinated, course: string) =>
  owedDoses(schedule, who)
    .filter((dose) => dose.course === course)
    .map(({ number, from, by }) => `${number}: ${from}～${by}`)

describe('the edition for a birth date', () => {
  test.each([
    ['2024-06-30', 'NIP2021'],
    ['2024-07-01', 'NIP2026'],
    ['2007-12-31', undefined],
  ])('born on %s: %s', (day, code) => {
    expect(scheduleFor(localDate(day), nationalVaccinationPolicy)?.code).toBe(code)
  })

  test.each([
    ['2024-06-30', ['2024-09-30', '2024-10-30', '2024-11-30']],
    ['2024-07-01', ['2024-09-01', '2024-11-01', '2025-01-01']],
  ])('born on %s DTaP may begin on %j', (day, first) => {
    const born = localDate(day)
    const doses = owedDoses(scheduleFor(born, nationalVaccinationPolicy)!, {
      birthDate: born,
      sex: 'male',
      doses: [],
    })
    expect(
      doses
        .filter(({ course }) => course.startsWith('diph'))
        .slice(0, 3)
        .map(({ from }) => from),
    ).toEqual(first)
  })
})

describe('what is still to be given', () => {
  test('a newborn owes the whole schedule: 22 doses of nine courses, and HPV for a girl', () => {
    const all = owedDoses(schedule, child())
    expect(all.filter(({ course }) => course !== 'hpv')).toHaveLength(22)
    expect(all.filter(({ course }) => course === 'hpv').map(({ from }) => from)).toEqual([
      '2038-03-15',
      '2038-09-15',
    ])
    expect(owedDoses(schedule, { ...child(), sex: 'male' }).some(({ course }) => course === 'hpv')).toBe(
      false,
    )
  })

  test('hepatitis B at birth, one and six months; the third sixty days after a late second', () => {
    expect(owed(child(), 'hepatitis-b')).toEqual([
      '1: 2025-03-15～2025-03-16',
      '2: 2025-04-15～2025-06-14',
      '3: 2025-09-15～2026-03-14',
    ])
    const late = child(given('HepB', '2025-03-15'), given('HepB', '2025-08-20'))
    expect(owed(late, 'hepatitis-b')).toEqual(['3: 2025-10-19～2026-03-14'])
  })

  test('a series that was left off goes on and is not begun again', () => {
    const late = child(given('DTaP', '2025-05-20'))
    expect(owed(late, 'diphtheria-pertussis-tetanus')[0]).toBe('2: 2025-07-15～2025-11-14')
    const veryLate = child(given('DTaP', '2025-05-20'), given('DTaP', '2027-01-10'))
    expect(owed(veryLate, 'diphtheria-pertussis-tetanus')).toEqual([
      '3: 2027-02-07～2027-02-07',
      '4: 2027-08-07～2027-08-07',
      '5: 2031-03-15～2032-03-14',
    ])
  })

  test.each([
    [
      '2025-11-14',
      ['1: 2025-11-15～2026-03-14', '2: 2026-09-15～2027-03-14'],
      'the day before eight months does not count',
    ],
    ['2025-11-15', ['2: 2026-09-15～2027-03-14'], 'eight months'],
  ])('MMR given on %s leaves %j: %s', (day, left) => {
    expect(owed(child(given('MMR', day)), 'measles-mumps-rubella')).toEqual(left)
  })

  test.each([
    ['2025-05-11', 1, '26 days after the first'],
    ['2025-05-13', 2, '28 days after the first'],
  ])('a second dose of hepatitis B on %s makes %i valid: %s', (day, count) => {
    const course = schedule.courses.find(({ code }) => code === 'hepatitis-b')!
    const who = child(given('HepB', '2025-04-15'), given('HepB', day))
    expect(validDoses(course, who)).toHaveLength(count)
  })

  test('meningitis A and C waits twelve months after A', () => {
    const who = child(given('MPSV-A', '2025-10-01'), given('MPSV-A', '2027-09-01'))
    expect(owed(who, 'meningitis-ac')[0]).toBe('1: 2028-09-01～2029-03-14')
  })

  test('IPV and bOPV are one course', () => {
    expect(
      owed(
        child(given('IPV', '2025-05-15'), given('IPV', '2025-06-15'), given('bOPV', '2025-07-15')),
        'polio',
      ),
    ).toEqual(['4: 2029-03-15～2030-03-14'])
  })
})

describe('putting off 暂缓接种', () => {
  test.each([
    ['2025-12-12', 1, '27 days after another live vaccine'],
    ['2025-12-13', 0, '28 days after'],
    ['2025-11-15', 0, 'the same day'],
  ])('JE on %s after MMR on 15 November: %i reasons (%s)', (day, reasons) => {
    expect(
      deferralsOf('JE-L', localDate(day), child(given('MMR', '2025-11-15')), nationalVaccinationPolicy),
    ).toHaveLength(reasons)
  })

  test.each([
    ['2026-02-14', 1],
    ['2026-02-15', 0],
  ])('MMR on %s after immunoglobulin on 15 November: %i', (day, reasons) => {
    expect(
      deferralsOf('MMR', localDate(day), child(), nationalVaccinationPolicy, {
        immunoglobulinOn: localDate('2025-11-15'),
      }),
    ).toHaveLength(reasons)
  })

  test('an inactivated vaccine waits for neither, but for an illness', () => {
    const who = child(given('MMR', '2025-11-15'))
    const day = localDate('2025-11-20')
    expect(deferralsOf('DTaP', day, who, nationalVaccinationPolicy, { immunoglobulinOn: day })).toEqual([])
    expect(
      deferralsOf('DTaP', day, who, nationalVaccinationPolicy, { illToday: true }).map(({ code }) => code),
    ).toEqual(['ill'])
  })
})

test('coverage counts the doses whose time is over', () => {
  const who = child(given('HepB', '2025-03-15'), given('HepB', '2025-04-15'), given('BCG', '2025-03-15'))
  expect(coverageOf(schedule, who, localDate('2025-06-15')).get('hepatitis-b')).toEqual({ due: 2, given: 2 })
  expect(coverageOf(schedule, who, localDate('2026-03-15')).get('hepatitis-b')).toEqual({ due: 3, given: 2 })
})

describe('whatever was given', () => {
  const codes = schedule.courses.flatMap(({ regimens }) => regimens.flatMap(({ vaccines }) => vaccines))
  const doses = fc.array(
    fc
      .record({ vaccine: fc.constantFrom(...codes), day: fc.integer({ min: 0, max: 2600 }) })
      .map(({ vaccine, day }): DoseFacts => ({ vaccine, givenOn: addDays(birthDate, day) })),
    { maxLength: 24 },
  )
  const lineOf = (course: string, number: number, who: Vaccinated) =>
    regimenOf(schedule.courses.find(({ code }) => code === course)!, who).doses[number - 1]!

  test('no dose is asked before its age, nor sooner after the one before than its interval', () => {
    fc.assert(
      fc.property(doses, (all) => {
        const who = child(...all)
        for (const dose of owedDoses(schedule, who)) {
          const line = lineOf(dose.course, dose.number, who)
          expect(dose.from >= addMonths(birthDate, line.fromMonths)).toBe(true)
          const course = schedule.courses.find(({ code }) => code === dose.course)!
          const before = validDoses(course, who).at(-1)
          if (before === undefined || dose.waits) continue
          const apart = addDays(addMonths(before, line.apartMonths), line.apartDays)
          expect(daysBetween(apart, dose.from)).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })

  test('a valid dose is never asked again, and giving what is owed shrinks what is owed by that dose', () => {
    fc.assert(
      fc.property(doses, fc.nat(), fc.integer({ min: 0, max: 400 }), (all, pick, later) => {
        const who = child(...all)
        const before = owedDoses(schedule, who)
        const open = before.filter(({ waits }) => !waits)
        if (open.length === 0) return
        const next = open[pick % open.length]!
        const givenOn = addDays(next.from, later) as LocalDate
        const latest = all
          .filter(({ vaccine }) => (next.vaccines as readonly string[]).includes(vaccine))
          .map((dose) => dose.givenOn)
          .sort()
          .at(-1)
        if (latest !== undefined && latest >= givenOn) return
        const afterwards = owedDoses(schedule, child(...all, { vaccine: next.vaccines[0]!, givenOn }))
        const left = afterwards.filter(({ course }) => course === next.course).map(({ number }) => number)
        expect(left).toEqual(
          before
            .filter(({ course, number }) => course === next.course && number > next.number)
            .map(({ number }) => number),
        )
        expect(afterwards).toHaveLength(before.length - 1)
      }),
    )
  })
})

describe('the alternatives of the schedule', () => {
  test('a series begun with the inactivated vaccine against encephalitis has four doses, the second 7 to 10 days later', () => {
    const begun = child(given('JE-I', '2025-11-20'))
    expect(owed(begun, 'japanese-encephalitis').slice(0, 2)).toEqual([
      '2: 2025-11-27～2025-11-30',
      '3: 2027-03-15～2028-03-14',
    ])
    expect(
      validDoses(
        schedule.courses.find(({ code }) => code === 'japanese-encephalitis')!,
        child(given('JE-I', '2025-11-20'), given('JE-I', '2025-11-26')),
      ),
    ).toHaveLength(1)
    expect(owed(child(given('JE-L', '2025-11-20')), 'japanese-encephalitis')).toEqual([
      '2: 2027-03-15～2028-03-14',
    ])
  })

  test.each([
    ['2026-09-15', ['2: 2027-03-15～2028-03-14']],
    ['2027-01-10', ['2: 2027-07-10～2028-03-14']],
  ])('hepatitis A inactivated on %s: a second at least six months later', (day, left) => {
    expect(owed(child(given('HepA-I', day)), 'hepatitis-a')).toEqual(left)
    expect(owed(child(given('HepA-L', day)), 'hepatitis-a')).toEqual([])
  })

  test('below 2000 g and the mother with HBsAg or not tested: at birth and at 1, 2 and 7 months', () => {
    const small = { ...child(given('HepB', '2025-03-15')), lowBirthWeight: true }
    expect(owed(small, 'hepatitis-b').map((dose) => dose.slice(0, 13))).toEqual([
      '2: 2025-04-15',
      '3: 2025-05-15',
      '4: 2025-10-15',
    ])
  })

  test('of a mother with HIV the inactivated vaccines are asked', () => {
    const exposed = { ...child(), hivExposed: true }
    const asked = owedDoses(schedule, exposed).flatMap(({ vaccines }) => vaccines)
    expect(asked).toContain('JE-I')
    expect(asked).not.toContain('JE-L')
    expect(asked).not.toContain('HepA-L')
  })

  test.each([
    ['2011-11-10', []],
    ['2011-11-11', ['1: 2025-11-10～2025-11-10', '2: 2026-05-10～2026-11-10']],
    ['2013-06-01', ['1: 2026-06-01～2027-05-31', '2: 2026-12-01～2028-05-31']],
  ])('HPV of a girl born on %s: %j', (day, expected) => {
    const born = localDate(day)
    const girl: Vaccinated = { birthDate: born, sex: 'female', doses: [] }
    const found = owedDoses(scheduleFor(born, nationalVaccinationPolicy)!, girl)
      .filter(({ course }) => course === 'hpv')
      .map(({ number, from, by }) => `${number}: ${from}～${by}`)
    expect(found).toEqual(expected)
  })
})

test('a county’s edition is data: a dose at another age moves what is owed', () => {
  const policy = {
    ...nationalVaccinationPolicy,
    doses: nationalVaccinationPolicy.doses.map((line) =>
      line.course === 'hepatitis-a' && line.regimen === 'usual' ? { ...line, fromMonths: 20 } : line,
    ),
  }
  const other = scheduleFor(birthDate, policy)!
  expect(owedDoses(other, child()).find(({ course }) => course === 'hepatitis-a')?.from).toBe('2026-11-15')
  expect(owedDoses(schedule, child()).find(({ course }) => course === 'hepatitis-a')?.from).toBe('2026-09-15')
})
