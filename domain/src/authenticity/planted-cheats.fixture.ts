import { addDays, type LocalDate, localDate } from '../days/local-date.ts'
import type { CheckCode } from './authenticity-policy.ts'
import type { ResidentSeen, ServiceSeen } from './question.ts'
import { generator, honestQuarter, moved, type SyntheticQuarter } from './synthetic-services.fixture.ts'

/**
 * Invented services of every strength, from clumsy to careful, among the work of an honest doctor whose life is not tidy: by
 * them it is measured what the checks find and whom they trouble in vain. Deterministic by its seed.
 */

type Random = () => number
type Quarter = { services: ServiceSeen[]; residents: Map<string, ResidentSeen> }

/** One cheat in a quarter; the ids of the services that are invented. */
type Plant = (quarter: Quarter, random: Random) => string[]

/** How many services of a quarter are made. */
const QUARTER_VISITS = 240

/**
 * An honest quarter as it is: some records come late after a week without signal, now and then a call after supper, two
 * doors of one courtyard minutes apart, a doctor who rounds to even digits, stays in hospital with a visit on the day of
 * discharge, a busy last week, a resident who was back for a day from work elsewhere.
 */
export function untidyQuarter(seed: number): SyntheticQuarter {
  const { services, residents } = honestQuarter(seed, QUARTER_VISITS)
  const random = generator(seed ^ 0x5bd1e995)
  const roundsToEven = random() < 0.3
  const around = new Map(residents)
  const untidy = services.map((service, index): ServiceSeen => {
    let changed = { ...service }
    if (roundsToEven) changed.readings = evenReadings(changed.readings)
    if (random() < 0.03) {
      const recordedOn = addDays(changed.performedOn, 2 + Math.floor(random() * 6))
      changed = { ...changed, recordedOn }
    }
    if (random() < 0.01) changed.startedAtMinute = 18 * 60 + 30 + Math.floor(random() * 170)
    if (random() < 0.05) changed.clockAheadMinutes = Math.round((random() - 0.5) * 16)
    const before = services[index - 1]
    if (random() < 0.04 && before?.performedOn === changed.performedOn && before.startedAtMinute !== null) {
      const startedAtMinute = before.startedAtMinute + 4 + Math.floor(random() * 8)
      changed = { ...changed, startedAtMinute, place: before.place }
    }
    if (random() < 0.02) {
      const stay = { from: addDays(changed.performedOn, -6), to: changed.performedOn }
      const known = around.get(changed.residentId)!
      around.set(changed.residentId, { ...known, hospitalStays: [...known.hospitalStays, stay] })
    }
    return changed
  })
  return { services: untidy, residents: around, planted: new Map() }
}

function evenReadings(readings: ServiceSeen['readings']): ServiceSeen['readings'] {
  return Object.fromEntries(
    Object.entries(readings).map(([name, value]) => [
      name,
      name.endsWith('MmHg') ? Math.round(value / 2) * 2 : value,
    ]),
  )
}

/** A quarter with one way of cheating in it. */
export function quarterWithCheat(check: CheckCode, seed: number): SyntheticQuarter {
  const { services, residents } = untidyQuarter(seed)
  const quarter = { services: [...services], residents: new Map(residents) }
  const planted = plants[check](quarter, generator(seed ^ 0x2c1b3c6d))
  return { ...quarter, planted: new Map([[check, planted]]) }
}

const plants: Record<CheckCode, Plant> = {
  /** The same sheet filled in for two to eight people within two months. */
  'same-values': (quarter, random) => {
    const people = between(random, 2, 8)
    const span = between(random, 1, 60)
    const first = between(random, 0, 30)
    const { readings } = quarter.services[first]!
    return severalOf(quarter, random, people).map((index, place) =>
      change(
        quarter,
        index,
        dated(addDays(START, first + Math.floor((span * place) / people)), { readings }),
      ),
    )
  },
  /** Last time's values copied, in half of the cases with one digit altered. */
  'copied-values': (quarter, random) => {
    const first = between(random, 0, quarter.residents.size - 1)
    const { readings } = quarter.services[first]!
    const altered = { ...readings, systolicMmHg: readings.systolicMmHg! + between(random, 1, 3) }
    return [
      change(quarter, first + quarter.residents.size, { readings: random() < 0.5 ? readings : altered }),
    ]
  },
  /** 45–95 % of the values guessed to the nearest ten. */
  'digit-preference': (quarter, random) => {
    const share = 0.45 + random() * 0.5
    return quarter.services.flatMap((service, index) => {
      if (random() > share) return []
      const readings = Object.fromEntries(
        Object.entries(service.readings).map(([name, value]) => [
          name,
          name.endsWith('MmHg') ? Math.round(value / 10) * 10 : value,
        ]),
      )
      return [change(quarter, index, { readings })]
    })
  },
  /** The next visit of the day 2–40 km away after 5–30 minutes. */
  travel: (quarter, random) => {
    const index = pick(quarter, random, isHome)
    const { startedAtMinute, place } = quarter.services[index]!
    const metres = 2000 + random() * 38_000
    return [
      again(quarter, index, {
        startedAtMinute: startedAtMinute! + between(random, 5, 30),
        place: moved(place!, metres / 111_195),
      }),
    ]
  },
  /** Two households within one to eight minutes. */
  interval: (quarter, random) => {
    const index = pick(quarter, random, isHome)
    const { startedAtMinute } = quarter.services[index]!
    return [again(quarter, index, { startedAtMinute: startedAtMinute! + between(random, 1, 8) })]
  },
  /** Invented in the evening or at night, between seven and five. */
  hours: (quarter, random) => {
    const startedAtMinute = (19 * 60 + between(random, 0, 600)) % 1440
    return [change(quarter, pick(quarter, random, isHome), { startedAtMinute })]
  },
  /** 30–80 % of the quarter in its last week. */
  burst: (quarter, random) => {
    const share = 0.3 + random() * 0.5
    return quarter.services.flatMap((_, index) => {
      if (random() > share) return []
      return [change(quarter, index, dated(addDays(END, -between(random, 0, 6)), {}))]
    })
  },
  /** Days after the death; on the day itself nobody can tell. */
  'after-death': (quarter, random) => {
    const index = pick(quarter, random)
    about(quarter, index, ({ performedOn }) => ({ diedOn: addDays(performedOn, -between(random, 0, 30)) }))
    return [quarter.services[index]!.recordId]
  },
  /** Within a stay of three to fourteen days; its first and last day are not to be told. */
  'in-hospital': (quarter, random) => {
    const index = pick(quarter, random, isHome)
    const days = between(random, 3, 14)
    const into = between(random, 0, days)
    about(quarter, index, ({ performedOn }) => {
      const from = addDays(performedOn, -into)
      return { hospitalStays: [{ from, to: addDays(from, days) }] }
    })
    return [quarter.services[index]!.recordId]
  },
  /** Within an absence, in a fifth of the cases on the day of leaving. */
  away: (quarter, random) => {
    const index = pick(quarter, random, isHome)
    const into = random() < 0.2 ? 0 : between(random, 1, 60)
    about(quarter, index, ({ performedOn }) => ({
      absences: [{ from: addDays(performedOn, -into), to: null }],
    }))
    return [quarter.services[index]!.recordId]
  },
  /** Recorded 0.5–6 km from the home. */
  'far-from-home': (quarter, random) => {
    const index = pick(quarter, random, isHome)
    const { place } = quarter.services[index]!
    return [change(quarter, index, { place: moved(place!, (500 + random() * 5500) / 111_195) })]
  },
  /** The clock set back by five minutes to three days. */
  clock: (quarter, random) => {
    const minutes = random() < 0.3 ? between(random, 5, 30) : between(random, 60, 4320)
    return [change(quarter, pick(quarter, random), { clockAheadMinutes: -minutes })]
  },
  /** Taken down three to thirty days later. */
  'late-entry': (quarter, random) => {
    const index = pick(quarter, random)
    const recordedOn = addDays(quarter.services[index]!.performedOn, between(random, 3, 30))
    return [change(quarter, index, { recordedOn })]
  },
  /** The same person and sheet once more, in a quarter of the cases a day later. */
  duplicate: (quarter, random) => {
    const index = pick(quarter, random)
    const { performedOn, residentId, householdId } = quarter.services[index]!
    const day = addDays(performedOn, random() < 0.25 ? 1 : 0)
    return [again(quarter, index, { performedOn: day, recordedOn: day, residentId, householdId })]
  },
}

const START = localDate('2026-07-01')
const END = localDate('2026-09-30')

const isHome = ({ mode, place, startedAtMinute }: ServiceSeen) =>
  mode === 'home' && place !== null && startedAtMinute !== null

function between(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1))
}

function pick(
  quarter: Quarter,
  random: Random,
  suits: (service: ServiceSeen) => boolean = () => true,
): number {
  for (;;) {
    const index = Math.floor(random() * QUARTER_VISITS)
    if (suits(quarter.services[index]!)) return index
  }
}

/** So many services of different people. */
function severalOf(quarter: Quarter, random: Random, people: number): number[] {
  const chosen = new Map<string, number>()
  while (chosen.size < people) {
    const index = pick(quarter, random)
    chosen.set(quarter.services[index]!.residentId, index)
  }
  return [...chosen.values()]
}

function change(quarter: Quarter, index: number, part: Partial<ServiceSeen>): string {
  quarter.services[index] = { ...quarter.services[index]!, ...part }
  return quarter.services[index].recordId
}

/** One more service beside another, of a neighbour unless said otherwise. */
function again(quarter: Quarter, index: number, part: Partial<ServiceSeen>): string {
  const service = quarter.services[index]!
  const neighbour = quarter.services[(index + 1) % QUARTER_VISITS]!
  const { residentId, householdId } = neighbour
  const recordId = `${service.recordId}-planted`
  const readings = neighbour.readings
  quarter.services.push({ ...service, residentId, householdId, readings, ...part, recordId })
  return recordId
}

function dated(day: LocalDate, part: Partial<ServiceSeen>): Partial<ServiceSeen> {
  return { ...part, performedOn: day, recordedOn: day }
}

function about(
  quarter: Quarter,
  index: number,
  known: (service: ServiceSeen) => Partial<ResidentSeen>,
): void {
  const service = quarter.services[index]!
  const before = quarter.residents.get(service.residentId)!
  quarter.residents.set(service.residentId, { ...before, ...known(service) })
}
