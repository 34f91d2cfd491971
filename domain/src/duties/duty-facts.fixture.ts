import { localDate } from '../days/local-date.ts'
import { nationalAgePolicy, type Population } from '../populations/population.ts'
import type { AgreementFacts, ResidentFacts, ServiceFacts } from '../residents/resident-facts.ts'
import type { DutyPolicies } from './compile-policy.ts'
import { dutiesOf } from './duties-of.ts'
import type { Duty } from './duty.ts'
import { nationalDutyPolicy } from './national-policy.ts'

export const national: DutyPolicies = { ages: nationalAgePolicy, duties: nationalDutyPolicy }

/** Somebody of 46 who belongs to no population and has signed nothing: nothing is owed. */
export function person(facts: Partial<ResidentFacts> = {}): ResidentFacts {
  return {
    residentId: 'wang',
    birthDate: localDate('1980-05-20'),
    sex: 'female',
    registeredOn: localDate('2020-01-01'),
    diedOn: null,
    movedOutOn: null,
    awaySince: null,
    awayUntil: null,
    populations: [],
    agreements: [],
    services: [],
    ...facts,
  }
}

export function belongsTo(population: Population, since = '2020-01-01', until: string | null = null) {
  return {
    population,
    since: localDate(since),
    until: until === null ? null : localDate(until),
    source: 'declared' as const,
  }
}

/** Somebody with hypertension since 2020, with these records. */
export function hypertensive(
  services: ServiceFacts[] = [],
  facts: Partial<ResidentFacts> = {},
): ResidentFacts {
  return person({ populations: [belongsTo('hypertension')], services, ...facts })
}

let records = 0

/** A satisfactory face-to-face hypertension follow-up, unless something else is said. */
export function visit(performedOn: string, facts: Partial<ServiceFacts> = {}): ServiceFacts {
  return {
    recordId: `record-${++records}`,
    form: 'hypertension-follow-up',
    performedOn: localDate(performedOn),
    mode: 'clinic',
    controlled: true,
    nextDueOn: null,
    referred: false,
    ...facts,
  }
}

/** A general record naming a service. */
export function general(
  performedOn: string,
  service: string,
  facts: Partial<ServiceFacts> = {},
): ServiceFacts {
  return visit(performedOn, { form: 'general-service', service, controlled: null, ...facts })
}

export function agreement(
  startsOn: string,
  endsOn: string,
  items: AgreementFacts['packages'][number]['items'] = [],
  facts: Partial<AgreementFacts> = {},
): AgreementFacts {
  return {
    agreementId: `agreement-${startsOn}`,
    teamId: 'team',
    startsOn: localDate(startsOn),
    endsOn: localDate(endsOn),
    terminatedOn: null,
    packages: [{ packageCode: 'basic', name: '基础包', paid: false, items }],
    ...facts,
  }
}

export function owed(facts: ResidentFacts, today: string, policies: DutyPolicies = national): Duty[] {
  return dutiesOf(facts, policies, localDate(today))
}

/** `period state` of every duty of one service, in the order of their last days. */
export function standing(
  facts: ResidentFacts,
  today: string,
  service: string,
  policies = national,
): string[] {
  return owed(facts, today, policies)
    .filter((duty) => duty.service === service)
    .sort((a, b) => (a.dueBy < b.dueBy ? -1 : 1))
    .map(({ key, state }) => `${key.slice(service.length + 1)} ${state}`)
}

/** The only duty of a service that has this period. */
export function theDuty(facts: ResidentFacts, today: string, key: string, policies = national): Duty {
  const found = owed(facts, today, policies).filter((duty) => duty.key === key)
  if (found.length !== 1) throw new Error(`${found.length} duties ${key}`)
  return found[0]!
}
