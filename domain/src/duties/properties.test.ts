import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, localDate } from '../days/local-date.ts'
import { type Population, populations } from '../populations/population.ts'
import type { AgreementFacts, ResidentFacts, ServiceFacts } from '../residents/resident-facts.ts'
import { services as catalogue } from '../services/services.ts'
import { dutiesOf } from './duties-of.ts'
import { national } from './duty-facts.fixture.ts'
import { dutyId } from './duty-id.ts'

const anchor = localDate('2024-06-01')
const anyDay = fc.integer({ min: 0, max: 1300 }).map((days) => addDays(anchor, days))
const maybeDay = fc.option(anyDay, { freq: 3 })
const codes = Object.keys(catalogue)

const anyService: fc.Arbitrary<ServiceFacts> = fc.record({
  recordId: fc.uuid(),
  form: fc.constantFrom(
    'hypertension-follow-up',
    'type2-diabetes-follow-up',
    'health-assessment',
    'general-service',
    'unknown-form',
  ),
  service: fc.option(fc.constantFrom(...codes)),
  performedOn: anyDay,
  mode: fc.constantFrom('clinic', 'home', 'phone', 'online', 'group'),
  controlled: fc.option(fc.boolean()),
  nextDueOn: maybeDay,
  referred: fc.boolean(),
})

const anyAgreements: fc.Arbitrary<AgreementFacts[]> = fc.array(
  fc
    .record({
      startsOn: anyDay,
      years: fc.constantFrom(1, 2, 3),
      ended: fc.option(fc.integer({ min: 0, max: 900 }), { freq: 2 }),
      items: fc.array(
        fc.record({
          service: fc.constantFrom(...codes, 'gone'),
          times: fc.constantFrom(1, 2, 3, 4, 5, 8, 12),
          every: fc.constantFrom('month', 'quarter', 'half-year', 'year', 'term', 'on-need'),
        }),
        { maxLength: 6 },
      ),
    })
    .map(({ startsOn, years, ended, items }, ...rest) => ({
      agreementId: `agreement-${startsOn}-${rest.length}`,
      teamId: 'team',
      startsOn,
      endsOn: addDays(startsOn, 365 * years - 1),
      terminatedOn: ended === null ? null : addDays(startsOn, ended),
      packages: [{ packageCode: 'p', name: '包', paid: false, items: items as never }],
    })),
  { maxLength: 3 },
)

const anyResident: fc.Arbitrary<ResidentFacts> = fc.record({
  residentId: fc.uuid(),
  birthDate: fc.integer({ min: 0, max: 35_000 }).map((days) => addDays(localDate('1930-01-01'), days)),
  sex: fc.constantFrom('male', 'female'),
  registeredOn: anyDay,
  diedOn: maybeDay,
  movedOutOn: maybeDay,
  awaySince: maybeDay,
  awayUntil: fc.constant(null),
  populations: fc.array(
    fc.record({
      population: fc.constantFrom(...(Object.keys(populations) as Population[])),
      since: anyDay,
      until: maybeDay,
      source: fc.constant('declared' as const),
    }),
    { maxLength: 4 },
  ),
  agreements: anyAgreements,
  services: fc
    .array(anyService, { maxLength: 25 })
    .map((list) => list.sort((a, b) => (a.performedOn < b.performedOn ? -1 : 1))),
})

const keyOf = (duty: { key: string }) => duty.key

describe('for anybody on any day', () => {
  test('no duty is closed twice, and no record closes two times of the same service and source', () => {
    fc.assert(
      fc.property(anyResident, anyDay, (facts, today) => {
        const duties = dutiesOf(facts, national, today)
        expect(new Set(duties.map(keyOf)).size).toBe(duties.length)
        const closed = duties
          .filter(({ fulfilledBy, key }) => fulfilledBy !== null && !key.includes(':R'))
          .map(
            ({ service, fulfilledBy, key }) =>
              `${service} ${fulfilledBy} ${key.replace(/.*:/, '').replace(/\d.*/, '')}`,
          )
        const calendar = closed.filter((one) => one.endsWith(' '))
        expect(new Set(calendar).size).toBe(calendar.length)
      }),
      { numRuns: 400 },
    )
  })

  test('nothing is owed before the registration or after death or moving out', () => {
    fc.assert(
      fc.property(anyResident, anyDay, (facts, today) => {
        const gone = [facts.diedOn, facts.movedOutOn].filter((day) => day !== null).sort()[0]
        for (const duty of dutiesOf(facts, national, today)) {
          expect(duty.dueFrom >= facts.registeredOn).toBe(true)
          if (gone === undefined || today < gone) continue
          expect(['done', 'missed', 'cancelled']).toContain(duty.state)
          // Who died on a day may have been seen on it.
          if (duty.doneOn !== null) expect(duty.doneOn < gone || duty.doneOn === facts.diedOn).toBe(true)
        }
      }),
      { numRuns: 400 },
    )
  })

  test('days are in order: opens, is due, closes; done within; and there is always a reason', () => {
    fc.assert(
      fc.property(anyResident, anyDay, (facts, today) => {
        for (const duty of dutiesOf(facts, national, today)) {
          expect(duty.dueFrom <= duty.dueBy && duty.dueBy <= duty.closesOn).toBe(true)
          if (duty.doneOn !== null) expect(duty.doneOn <= duty.closesOn).toBe(true)
          expect(duty.because.length).toBeGreaterThan(0)
          expect((duty.doneOn === null) === (duty.fulfilledBy === null)).toBe(true)
        }
      }),
      { numRuns: 400 },
    )
  })

  test('asked again, after others were asked, the answer is the same', () => {
    fc.assert(
      fc.property(anyResident, anyResident, anyDay, (facts, other, today) => {
        const once = structuredClone(dutiesOf(facts, national, today))
        dutiesOf(other, national, today)
        expect(dutiesOf(facts, national, today)).toEqual(once)
      }),
      { numRuns: 300 },
    )
  })

  test('a service that proves nothing changes nothing', () => {
    fc.assert(
      fc.property(anyResident, anyService, anyDay, (facts, service, today) => {
        const services = [...facts.services, { ...service, form: 'unknown-form', service: null }].sort(
          (a, b) => (a.performedOn < b.performedOn ? -1 : 1),
        )
        expect(dutiesOf({ ...facts, services }, national, today)).toEqual(dutiesOf(facts, national, today))
      }),
      { numRuns: 300 },
    )
  })

  test('what is owed in a year does not depend on the day of the year on which it is asked', () => {
    fc.assert(
      fc.property(anyResident, fc.constantFrom('2025', '2026'), (facts, year) => {
        const planned = (day: string) =>
          dutiesOf(facts, national, localDate(day)).map(({ state: _, ...rest }) => rest)
        expect(planned(`${year}-12-31`)).toEqual(planned(`${year}-01-01`))
      }),
      { numRuns: 300 },
    )
  })

  test('a state only moves on as the days of a year go by', () => {
    const order = { upcoming: 0, due: 1, overdue: 2, missed: 3, cancelled: 3, done: 3 }
    fc.assert(
      fc.property(
        anyResident,
        fc.integer({ min: 0, max: 364 }),
        fc.integer({ min: 0, max: 364 }),
        (facts, a, b) => {
          const atHome = { ...facts, awaySince: null }
          const from = localDate('2026-01-01')
          const states = (days: number) => dutiesOf(atHome, national, addDays(from, days))
          const earlier = states(Math.min(a, b))
          const later = new Map(states(Math.max(a, b)).map((duty) => [duty.key, duty]))
          for (const duty of earlier) {
            expect(order[later.get(duty.key)!.state]).toBeGreaterThanOrEqual(order[duty.state])
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  test('one more agreement never takes a duty of the specification away: its clause stays a reason', () => {
    const clauses = (duties: ReturnType<typeof dutiesOf>) =>
      duties.flatMap(({ because }) =>
        because.map((reason) => (reason.kind === 'specification' ? reason.rule : '')),
      )
    fc.assert(
      fc.property(anyResident, anyAgreements, anyDay, (facts, agreements, today) => {
        const signed = new Set(clauses(dutiesOf({ ...facts, agreements }, national, today)))
        for (const clause of clauses(dutiesOf({ ...facts, agreements: [] }, national, today))) {
          expect(signed).toContain(clause)
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('the id of a duty', () => {
  test('is a UUID, always the same, and no other duty’s', () => {
    const seen = new Set<string>()
    for (let resident = 0; resident < 300; resident++) {
      for (let duty = 0; duty < 100; duty++) seen.add(dutyId(`resident-${resident}`, `service:2026Q${duty}`))
    }
    expect(seen.size).toBe(30_000)
    expect(dutyId('a', 'b')).toBe(dutyId('a', 'b'))
    expect(dutyId('a', 'b')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})
