import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, localDate } from '../days/local-date.ts'
import { type CheckCode, defaultAuthenticityPolicy as policy } from './authenticity-policy.ts'
import { metresApart } from './place-checks.ts'
import type { ResidentSeen, ServiceSeen } from './question.ts'
import { questionsOf } from './questions-of.ts'
import { honestQuarter, withCheats } from './synthetic-services.fixture.ts'

const day = localDate('2026-08-10')
const home = { latitude: 32, longitude: 117, accuracyMetres: 0 }

const usual: ServiceSeen = {
  recordId: 'r0',
  residentId: 'p0',
  householdId: 'h0',
  staffId: 'doctor',
  form: 'hypertension-follow-up',
  service: null,
  performedOn: day,
  mode: 'home',
  recordedOn: day,
  startedAtMinute: 9 * 60,
  clockAheadMinutes: 0,
  place: home,
  readings: { systolicMmHg: 138, diastolicMmHg: 84, heartRatePerMinute: 71, heightCm: 165 },
}
const services = (...changes: Partial<ServiceSeen>[]): ServiceSeen[] =>
  changes.map((change, index) => ({
    ...usual,
    recordId: `r${index}`,
    residentId: `p${index}`,
    householdId: `h${index}`,
    startedAtMinute: 9 * 60 + index * 30,
    readings: { ...usual.readings, systolicMmHg: 131 + index * 3 },
    ...change,
  }))

const asked = (seen: readonly ServiceSeen[], ...residents: Partial<ResidentSeen>[]): CheckCode[] => {
  const known = residents.map(
    (change): ResidentSeen => ({
      residentId: 'p0',
      diedOn: null,
      hospitalStays: [],
      absences: [],
      home,
      ...change,
    }),
  )
  const questions = questionsOf(seen, new Map(known.map((one) => [one.residentId, one])), policy)
  return questions.map(({ check }) => check)
}

const place = (metresNorth: number) => ({ ...home, latitude: home.latitude + metresNorth / 111_195 })
const alike = { readings: usual.readings }

describe('服务真实性核查', () => {
  test('an honest day raises no question', () => {
    expect(asked(services({}, {}, {}), {})).toEqual([])
  })

  test.each([
    [4, 30, ['same-values']],
    [3, 30, []],
    [4, 31, []],
  ])('%i people alike, the last %i days after the first: %j', (people, days, expected) => {
    const seen = services(...new Array(people).fill(alike))
    seen[people - 1]!.performedOn = addDays(day, days)
    seen[people - 1]!.recordedOn = addDays(day, days)
    expect(asked(seen)).toEqual(expected)
  })

  test('two readings alike are nothing: 120/80 is common', () => {
    expect(
      asked(services(...new Array(6).fill({ readings: { systolicMmHg: 120, diastolicMmHg: 80 } }))),
    ).toEqual([])
  })

  test('a height that stays the same is no reading', () => {
    const again = { residentId: 'p0', readings: { systolicMmHg: 138, diastolicMmHg: 84, heightCm: 165 } }
    expect(
      asked(services(again, { ...again, performedOn: addDays(day, 5), recordedOn: addDays(day, 5) })),
    ).toEqual([])
  })

  test('values copied from last time', () => {
    const again = { ...alike, residentId: 'p0', performedOn: addDays(day, 90), recordedOn: addDays(day, 90) }
    expect(asked(services(alike, again))).toEqual(['copied-values'])
  })

  test.each([
    [20, 24, ['digit-preference']],
    [20, 23, []],
    [19, 38, []],
  ])('%i blood pressures with %i last digits 0: %j', (people, zeros, expected) => {
    const seen = services(
      ...Array.from({ length: people }, (_, index) => ({
        readings: {
          systolicMmHg: index < zeros ? 130 : 131 + (index % 8),
          diastolicMmHg: index + people < zeros ? 80 : 81 + (index % 8),
        },
        startedAtMinute: 400 + index * 40,
      })),
    )
    expect(asked(seen)).toEqual(expected)
  })

  test.each([
    [6 * 60 - 1, ['hours']],
    [6 * 60, []],
    [21 * 60 - 1, []],
    [21 * 60, ['hours']],
  ])('a home visit at minute %i: %j', (startedAtMinute, expected) => {
    expect(asked(services({ startedAtMinute }))).toEqual(expected)
  })

  test('a telephone call at night is no question', () => {
    expect(asked(services({ startedAtMinute: 23 * 60, mode: 'phone', place: null }))).toEqual([])
  })

  test.each([
    [4, ['interval']],
    [5, []],
  ])('two homes %i minutes apart: %j', (minutes, expected) => {
    expect(asked(services({ startedAtMinute: 600 }, { startedAtMinute: 600 + minutes }))).toEqual(expected)
  })

  test('two people of one home in one visit', () => {
    expect(asked(services({ householdId: 'h' }, { householdId: 'h', startedAtMinute: 9 * 60 + 1 }))).toEqual(
      [],
    )
  })

  test.each([
    [20_400, []],
    [20_700, ['travel']],
  ])('%i metres in half an hour, at 40 km/h and 500 m of grace: %j', (metres, expected) => {
    expect(asked(services({}, { place: place(metres) }))).toEqual(expected)
  })

  test.each([
    [15, 30, ['burst']],
    [14, 30, []],
    [29, 29, []],
  ])('%i of %i services in the last week of the quarter: %j', (late, all, expected) => {
    const seen = services(
      ...Array.from({ length: all }, (_, index) => {
        const performedOn = index < late ? localDate('2026-09-24') : addDays(localDate('2026-07-01'), index)
        return { performedOn, recordedOn: performedOn, startedAtMinute: 360 + index * 15, readings: {} }
      }),
    )
    expect(asked(seen)).toEqual(expected)
  })

  test.each([
    [-1, ['after-death']],
    [0, []],
  ])('service on a day whose distance to death is %i: %j', (distance, expected) => {
    expect(asked(services({}), { diedOn: addDays(day, distance) })).toEqual(expected)
  })

  test.each([
    [-1, 1, ['in-hospital']],
    [0, 5, []],
    [-5, 0, []],
    [-5, null, ['in-hospital']],
  ])('in hospital from day %i to %j: %j', (from, to, expected) => {
    const stay = { from: addDays(day, from), to: to === null ? null : addDays(day, to) }
    expect(asked(services({}), { hospitalStays: [stay] })).toEqual(expected)
  })

  test('away for work, yet seen face to face', () => {
    const absences = [{ from: addDays(day, -1), to: null }]
    expect(asked(services({}), { absences })).toEqual(['away'])
    expect(asked(services({ mode: 'phone' }), { absences })).toEqual([])
    expect(asked(services({}), { absences: [{ from: day, to: null }] })).toEqual([])
  })

  test.each([
    [1490, []],
    [1510, ['far-from-home']],
  ])('a home visit %i metres from the home: %j', (metres, expected) => {
    expect(asked(services({ place: place(metres) }), {})).toEqual(expected)
  })

  test('an inaccurate place speaks for the doctor', () => {
    expect(asked(services({ place: { ...place(2500), accuracyMetres: 1100 } }), {})).toEqual([])
  })

  test.each([
    [10, []],
    [11, ['clock']],
    [-11, ['clock']],
  ])('a clock %i minutes ahead: %j', (clockAheadMinutes, expected) => {
    expect(asked(services({ clockAheadMinutes }))).toEqual(expected)
  })

  test.each([
    [6, []],
    [7, ['late-entry']],
  ])('recorded after %i days: %j', (days, expected) => {
    expect(asked(services({ recordedOn: addDays(day, days) }))).toEqual(expected)
  })

  test('what one doctor recorded in one absence is one question, by its days', () => {
    const days = [addDays(day, 1), addDays(day, 9), addDays(day, 9)]
    const visited = services(
      ...days.map((performedOn, index) => ({
        performedOn,
        residentId: 'p0',
        householdId: 'h0',
        form: `form-${index}`,
        staffId: index === 2 ? 'colleague' : 'doctor',
      })),
    )
    const known: ResidentSeen = {
      residentId: 'p0',
      diedOn: null,
      hospitalStays: [],
      absences: [{ from: day, to: null }],
      home,
    }
    const questions = questionsOf(visited, new Map([['p0', known]]), policy)
    expect(questions.map(({ check, recordIds }) => [check, recordIds])).toEqual([
      ['away', ['r0', 'r1']],
      ['away', ['r2']],
    ])
    expect(questions[0]!.sentence).toContain('8月11日、8月19日记录为面对面服务')
  })

  test('what is recorded late together for one month is one question, the next month and the next sitting another', () => {
    const recordedOn = addDays(day, 60)
    const days = [day, addDays(day, 5), addDays(day, 30), day]
    const late = services(
      ...days.map((performedOn, index) => ({
        performedOn,
        recordedOn: index === 3 ? addDays(recordedOn, 1) : recordedOn,
        readings: {},
      })),
    )
    const questions = questionsOf(late, new Map(), policy).filter(({ check }) => check === 'late-entry')
    expect(questions.map(({ recordIds }) => recordIds)).toEqual([['r0', 'r1'], ['r3'], ['r2']])
    expect(questions[0]!.sentence).toContain('10月9日一次补录了8月的2次服务，最迟的在60天后')
    expect(new Set(questions.map(({ about }) => about)).size).toBe(3)
  })

  test('the same sheet twice on one day', () => {
    expect(asked(services({}, { residentId: 'p0', householdId: 'h0' }))).toEqual(['duplicate'])
  })

  test('two different services of one day on general records are no duplicate', () => {
    const general = { form: 'general-service', residentId: 'p0', householdId: 'h0', readings: {} }
    expect(asked(services({ ...general, service: 'a' }, { ...general, service: 'b' }))).toEqual([])
    expect(asked(services({ ...general, service: 'a' }, { ...general, service: 'a' }))).toEqual(['duplicate'])
  })

  test('a check that the county has switched off asks nothing', () => {
    const seen = services({ startedAtMinute: 0 })
    expect(questionsOf(seen, new Map(), { ...policy, checks: ['duplicate'] })).toEqual([])
  })

  test('the sentence says what was seen', () => {
    const [question] = questionsOf(services({}, { startedAtMinute: 9 * 60 + 2 }), new Map(), policy)
    expect(question).toEqual({
      check: 'interval',
      staffId: 'doctor',
      recordIds: ['r0', 'r1'],
      sentence: '8月10日9:00和9:02您在两户人家各开始一次上门服务，只隔2分钟，请说明。',
    })
  })

  test('a degree of latitude is 111 km', () => {
    expect(metresApart(home, { ...home, latitude: 33 })).toBeCloseTo(111_195, -1)
    expect(metresApart(home, home)).toBe(0)
  })

  test('every planted cheat is asked about, whatever the quarter', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (seed) => {
        const quarter = withCheats(honestQuarter(seed, 240), seed + 1)
        const questions = questionsOf(quarter.services, quarter.residents, policy)
        for (const [check, planted] of quarter.planted) {
          const found = questions.filter((one) => one.check === check).flatMap(({ recordIds }) => recordIds)
          expect(found, check).toEqual(expect.arrayContaining([...planted]))
        }
      }),
      { numRuns: 30 },
    )
  })

  test('those who are planted as alike are as many people: in one quarter the five fell on three', () => {
    const { services: seen, planted } = withCheats(honestQuarter(9972, 240), 9973)
    const alike = seen.filter(({ recordId }) => planted.get('same-values')!.includes(recordId))
    expect(new Set(alike.map(({ residentId }) => residentId)).size).toBe(5)
  })

  test('the order in which the services come changes nothing', () => {
    const { services: seen, residents } = withCheats(honestQuarter(7, 120), 8)
    const questions = questionsOf(seen, residents, policy)
    expect(questionsOf([...seen].reverse(), residents, policy)).toEqual(questions)
  })
})
