import type { LocalDate } from '../days/local-date.ts'
import type { ResidentFacts, ServiceFacts } from '../residents/resident-facts.ts'
import type { Vaccinated } from './plan.ts'
import { specialConditions } from './vaccines.ts'

/** A child as the schedule sees one, by what its records tell up to a day. */
export function vaccinatedOn(day: LocalDate, { birthDate, sex, services }: ResidentFacts): Vaccinated {
  const known = services.filter(({ performedOn }) => performedOn <= day)
  return { birthDate, sex, ...told(known) }
}

/** @param services the records that tell of doses and of what changes the schedule */
export function told(
  services: readonly Pick<ServiceFacts, 'details'>[],
): Pick<Vaccinated, 'doses' | 'lowBirthWeight' | 'hivExposed'> {
  return {
    doses: services.flatMap(({ details }) => details?.doses ?? []),
    ...conditionsOf(services.flatMap(({ details }) => details?.specialConditions ?? [])),
  }
}

export function conditionsOf(codes: readonly number[]): Pick<Vaccinated, 'lowBirthWeight' | 'hivExposed'> {
  return {
    lowBirthWeight: codes.includes(specialConditions.lowBirthWeight),
    hivExposed: codes.includes(specialConditions.hivExposed),
  }
}
