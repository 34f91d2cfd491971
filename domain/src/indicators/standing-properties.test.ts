import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type LocalDate, localDate } from '../days/local-date.ts'
import { type Population, populations } from '../populations/population.ts'
import type { AgreementFacts, ResidentFacts, ServiceFacts } from '../residents/resident-facts.ts'
import { bitsOfTraits, traits } from './flags.ts'
import { defaultIndicatorPolicy } from './indicator-policy.ts'
import { type OwedService, standingOn } from './standing.ts'
import { standingChangesOn } from './standing-changes.ts'

const anchor = localDate('2026-01-01')

/** Days around the year 2026, close enough together that edges meet. */
const anyDay: fc.Arbitrary<LocalDate> = fc
  .integer({ min: -420, max: 420 })
  .map((days) => addDays(anchor, days))

const maybeDay = fc.option(anyDay, { nil: null, freq: 4 })
const span = fc.tuple(anyDay, fc.nat({ max: 500 })).map(([from, days]) => ({ from, to: addDays(from, days) }))

const anyAgreements = fc
  .array(fc.record({ span, terminated: fc.option(fc.nat({ max: 400 })), paid: fc.boolean() }), {
    maxLength: 3,
  })
  .map((drafts) =>
    drafts.map(
      ({ span: { from, to }, terminated, paid }, index): AgreementFacts => ({
        agreementId: `agreement-${index}`,
        teamId: 'team',
        startsOn: from,
        endsOn: to,
        terminatedOn: terminated === null ? null : addDays(from, terminated),
        packages: [{ packageCode: 'package', name: '包', paid, items: [] }],
      }),
    ),
  )

const anyServices = fc
  .array(
    fc.record({
      recordId: fc.constant('record'),
      form: fc.constantFrom(
        'hypertension-follow-up',
        'type2-diabetes-follow-up',
        'health-assessment',
        'other',
      ),
      performedOn: anyDay,
      mode: fc.constantFrom<ServiceFacts['mode'][]>('clinic', 'home', 'phone', 'online', 'group'),
      controlled: fc.constantFrom(true, false, null),
      nextDueOn: fc.constant(null),
      referred: fc.boolean(),
    }),
    { maxLength: 10 },
  )
  .map((services) => services.toSorted((a, b) => (a.performedOn < b.performedOn ? -1 : 1)))

const anyMemberships = fc.array(
  fc.record({
    population: fc.constantFrom(...(Object.keys(populations) as Population[])),
    since: anyDay,
    until: maybeDay,
    source: fc.constantFrom('declared' as const, 'record' as const),
  }),
  { maxLength: 4 },
)

/** Residents of every kind: born, away, dead, signed and served around the edges of one year. */
const anyResident: fc.Arbitrary<ResidentFacts> = fc.record({
  residentId: fc.uuid(),
  birthDate: fc
    .tuple(fc.constantFrom(0, 3, 7, 30, 60, 65, 80), anyDay)
    .map(([years, day]) => localDate(`${Number(day.slice(0, 4)) - years}-${day.slice(5, 7)}-01`)),
  sex: fc.constantFrom('male' as const, 'female' as const),
  registeredOn: fc.oneof(fc.constant(localDate('2020-01-01')), anyDay),
  diedOn: maybeDay,
  movedOutOn: maybeDay,
  awaySince: maybeDay,
  awayUntil: maybeDay,
  populations: anyMemberships,
  agreements: anyAgreements,
  services: anyServices,
})

const reasons = [
  [{ kind: 'specification', rule: 'rule', source: 'N3' }],
  [
    {
      kind: 'agreement',
      agreementId: 'agreement-0',
      packageCode: 'p',
      packageName: '包',
      times: 1,
      every: 'year',
    },
  ],
] as const

const anyDuties: fc.Arbitrary<OwedService[]> = fc.array(
  fc
    .record({
      because: fc.constantFrom(...reasons),
      span,
      lateDays: fc.nat({ max: 90 }),
      doneOn: maybeDay,
      cancelledOn: maybeDay,
      pausedFrom: maybeDay,
      pausedUntil: maybeDay,
    })
    .map(({ span: { from, to }, lateDays, ...duty }) => ({
      ...duty,
      dueFrom: from,
      dueBy: to,
      closesOn: addDays(to, lateDays),
    })),
  { maxLength: 6 },
)

describe('standing of anybody on any day', () => {
  test('what is more special is also more general: fulfilled people are signed, kept items fell due', () => {
    fc.assert(
      fc.property(anyResident, anyDuties, anyDay, (facts, duties, day) => {
        const { traitBits } = standingOn(day, facts, duties, defaultIndicatorPolicy)
        const implies = (
          special: Parameters<typeof bitsOfTraits>[0],
          general: Parameters<typeof bitsOfTraits>[0],
        ) => (traitBits & bitsOfTraits(special)) === 0 || (traitBits & bitsOfTraits(general)) !== 0
        return (
          implies(traits.slice(1), ['resident']) &&
          implies(
            ['served', 'fulfilled', 'personalised', 'first-assessed', 'agreed-item-fallen-due'],
            ['signed'],
          ) &&
          implies(['agreed-items-kept', 'fulfilled'], ['agreed-item-fallen-due']) &&
          implies(['services-on-time'], ['service-fallen-due']) &&
          implies(['service-fallen-due', 'nothing-overdue'], ['service-owed']) &&
          implies(['agreement-renewed'], ['agreement-expired'])
        )
      }),
      { numRuns: 1000 },
    )
  })

  test('it is the same the second time', () => {
    fc.assert(
      fc.property(anyResident, anyDuties, anyDay, (facts, duties, day) => {
        const once = standingOn(day, facts, duties, defaultIndicatorPolicy)
        expect(standingOn(day, facts, duties, defaultIndicatorPolicy)).toEqual(once)
      }),
    )
  })

  test('it does not change by itself before the day on which it is to be looked at again', () => {
    fc.assert(
      fc.property(
        anyResident,
        anyDuties,
        anyDay,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (facts, duties, day, part) => {
          // Nothing is written meanwhile, so nothing known today happened after today.
          const known = {
            ...facts,
            services: facts.services.filter(({ performedOn }) => performedOn <= day),
          }
          const knownDuties = duties.filter(({ doneOn }) => doneOn === null || doneOn <= day)
          const next = standingChangesOn(day, known, knownDuties, defaultIndicatorPolicy)
          expect(next > day).toBe(true)
          const span = (Date.parse(next) - Date.parse(day)) / 86_400_000
          const between = addDays(day, Math.floor(part * (span - 1)))
          expect(standingOn(between, known, knownDuties, defaultIndicatorPolicy)).toEqual(
            standingOn(day, known, knownDuties, defaultIndicatorPolicy),
          )
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('somebody about whom nothing is pending is looked at on New Year’s Day', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const facts = {
          residentId: 'li',
          birthDate: localDate('1980-05-05'),
          sex: 'male' as const,
          registeredOn: localDate('2020-01-01'),
          diedOn: null,
          movedOutOn: null,
          awaySince: null,
          awayUntil: null,
          populations: [],
          agreements: [],
          services: [],
        }
        expect(standingChangesOn(day, facts, [], defaultIndicatorPolicy)).toBe(
          `${Number(day.slice(0, 4)) + 1}-01-01`,
        )
      }),
    )
  })
})
