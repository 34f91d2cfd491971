import { addDays, type LocalDate, localDate } from '../days/local-date.ts'
import type { CheckCode } from './authenticity-policy.ts'
import type { Place, ResidentSeen, ServiceSeen } from './question.ts'

/** A quarter of one honest doctor with invented services planted among it, to measure what the checks find. */
export type SyntheticQuarter = {
  services: ServiceSeen[]
  residents: Map<string, ResidentSeen>
  /** The services that were invented, by the check that ought to ask about them. */
  planted: ReadonlyMap<CheckCode, readonly string[]>
}

const FIRST_DAY = localDate('2026-07-01')
const QUARTER_DAYS = 92

/**
 * An honest quarter of one doctor: `visits` (an even number) home visits and clinic contacts to people around one village, readings of an
 * electronic device, phones whose clock is right within minutes. Deterministic by its seed.
 */
export function honestQuarter(seed: number, visits: number): SyntheticQuarter {
  const random = generator(seed)
  const residents = new Map<string, ResidentSeen>()
  const people = Math.ceil(visits / 2)
  for (let index = 0; index < people; index++) {
    const residentId = `${seed}-person-${index}`
    const home = near(32 + random() * 0.02, 117 + random() * 0.02, 30)
    residents.set(residentId, { residentId, diedOn: null, hospitalStays: [], absences: [], home })
  }
  const usual = Array.from({ length: people }, () => ({
    systolic: 118 + random() * 35,
    diastolic: 68 + random() * 20,
    heartRate: 62 + random() * 24,
    weight: 48 + random() * 30,
  }))
  const services = Array.from({ length: visits }, (_, index): ServiceSeen => {
    const person = index % people
    const { home } = residents.get(`${seed}-person-${person}`)!
    const day = Math.floor((index * QUARTER_DAYS) / visits)
    const atHome = index % 3 !== 0
    const { systolic, diastolic, heartRate, weight } = usual[person]!
    const performedOn = addDays(FIRST_DAY, day)
    return {
      recordId: `${seed}-record-${String(index).padStart(6, '0')}`,
      residentId: `${seed}-person-${person}`,
      householdId: `${seed}-household-${person}`,
      staffId: `${seed}-doctor`,
      form: 'hypertension-follow-up',
      service: null,
      performedOn,
      mode: atHome ? 'home' : 'clinic',
      recordedOn: addDays(performedOn, random() < 0.9 ? 0 : 1),
      startedAtMinute: 480 + (index % 12) * 45 + Math.floor(random() * 20),
      clockAheadMinutes: Math.round((random() - 0.5) * 4),
      place: atHome ? near(home!.latitude, home!.longitude, 20) : near(32.01, 117.01, 20),
      readings: {
        systolicMmHg: Math.round(systolic + spread(random) * 11),
        diastolicMmHg: Math.round(diastolic + spread(random) * 8),
        heartRatePerMinute: Math.round(heartRate + spread(random) * 7),
        weightKg: Math.round((weight + spread(random) * 1.2) * 10) / 10,
      },
    }
  })
  return { services, residents, planted: new Map() }
}

/** The same quarter with services invented in each of the ways that the checks look for. */
export function withCheats(quarter: SyntheticQuarter, seed: number): SyntheticQuarter {
  const random = generator(seed)
  const residents = new Map(quarter.residents)
  const services = [...quarter.services]
  const planted = new Map<CheckCode, string[]>()
  const taken = new Set<number>()

  const pick = (suits: (service: ServiceSeen) => boolean = () => true): number => {
    for (;;) {
      const index = Math.floor(random() * services.length)
      if (taken.has(index) || !suits(services[index]!)) continue
      taken.add(index)
      return index
    }
  }
  const plant = (check: CheckCode, index: number, change: Partial<ServiceSeen>): ServiceSeen => {
    services[index] = { ...services[index]!, ...change }
    planted.set(check, [...(planted.get(check) ?? []), services[index]!.recordId])
    return services[index]!
  }
  const about = (service: ServiceSeen, change: Partial<ResidentSeen>): void => {
    residents.set(service.residentId, { ...residents.get(service.residentId)!, ...change })
  }
  const isHome = ({ mode }: ServiceSeen) => mode === 'home'

  const visited = pick((service) => services.indexOf(service) < quarter.residents.size)
  const again = visited + quarter.residents.size
  taken.add(again)
  plant('copied-values', again, { readings: services[visited]!.readings })
  const copied = { systolicMmHg: 126, diastolicMmHg: 78, heartRatePerMinute: 72, weightKg: 60 }
  const sameDay = services[Math.floor(services.length / 2)]!.performedOn
  const alike = new Set<string>()
  while (alike.size < 5) {
    const index = pick(({ residentId }) => !alike.has(residentId))
    alike.add(services[index]!.residentId)
    plant('same-values', index, { readings: copied, performedOn: sameDay, recordedOn: sameDay })
  }
  plant('hours', pick(isHome), { startedAtMinute: 2 * 60 + 10 })
  plant('clock', pick(), { clockAheadMinutes: -3 * 24 * 60 })
  const late = pick()
  plant('late-entry', late, { recordedOn: addDays(services[late]!.performedOn, 20) })
  const far = pick(isHome)
  plant('far-from-home', far, { place: moved(services[far]!.place!, 0.05) })
  const dead = services[pick()]!
  plant('after-death', services.indexOf(dead), {})
  about(dead, { diedOn: addDays(dead.performedOn, -3) })
  const patient = services[pick(isHome)]!
  plant('in-hospital', services.indexOf(patient), {})
  about(patient, { hospitalStays: [around(patient.performedOn)] })
  const absent = services[pick(isHome)]!
  plant('away', services.indexOf(absent), {})
  about(absent, { absences: [around(absent.performedOn)] })
  const twice = services[pick()]!
  const recordId = `${twice.recordId}-again`
  services.push({ ...twice, recordId, readings: { systolicMmHg: 131, diastolicMmHg: 77 } })
  planted.set('duplicate', [recordId])
  return { services, residents, planted }
}

function around(day: LocalDate) {
  return { from: addDays(day, -5), to: addDays(day, 5) }
}

function near(latitude: number, longitude: number, accuracyMetres: number): Place {
  return { latitude, longitude, accuracyMetres }
}

export function moved(place: Place, degrees: number): Place {
  return { ...place, latitude: place.latitude + degrees }
}

/** A number from a bell-like curve around 0, mostly within ±1. */
function spread(random: () => number): number {
  return (random() + random() + random() - 1.5) * 1.6
}

/** mulberry32: small, and the same on every machine. */
export function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
