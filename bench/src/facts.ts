import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Population, PopulationMembership } from '@qianyue/domain/populations/population.ts'
import type { AgreementFacts, ResidentFacts, ServiceFacts } from '@qianyue/domain/residents/resident-facts.ts'
import { generate, HISTORY_START, isoDay, type Person, TAG, TYPE } from './workload.ts'

/** The last day of the workload's history, on which duties and figures are asked for. */
export const ON = isoDay(HISTORY_START + 3 * 365) as LocalDate

/** What a record of the workload is in the service's terms: its form, and the service a general record names. */
export const forms: Record<number, { form: string; service: string | null }> = {
  [TYPE.hypertension]: { form: 'hypertension-follow-up', service: null },
  [TYPE.diabetes]: { form: 'type2-diabetes-follow-up', service: null },
  [TYPE.examination]: { form: 'health-assessment', service: null },
  [TYPE.child]: { form: 'general-service', service: 'child-health-check' },
  [TYPE.antenatal]: { form: 'general-service', service: 'antenatal-check' },
  [TYPE.mental]: { form: 'general-service', service: 'severe-mental-disorder-follow-up' },
  [TYPE.tuberculosis]: { form: 'general-service', service: 'tuberculosis-follow-up' },
  [TYPE.general]: { form: 'general-service', service: 'consultation' },
  [TYPE.update]: { form: 'general-service', service: 'health-education' },
}

/** Tags that say something age does not. */
export const populationOfTag: [tag: number, population: Population][] = [
  [TAG.hypertension, 'hypertension'],
  [TAG.diabetes, 'type2-diabetes'],
  [TAG.pregnant, 'pregnant'],
  [TAG.mental, 'severe-mental-disorder'],
  [TAG.tuberculosis, 'tuberculosis'],
  [TAG.disabled, 'disabled'],
  [TAG.poor, 'registered-poor'],
]

/** The basic agreement of the workload: an assessment and education a year. */
export const basicPackage: AgreementFacts['packages'][number] = {
  packageCode: 'basic-general',
  name: '基础服务包',
  paid: false,
  items: [
    { service: 'health-assessment', times: 1, every: 'year' },
    { service: 'health-education', times: 1, every: 'year' },
  ],
}

/** Whether the pressure or glucose of a follow-up is on target; null for other records. */
export function isControlled(
  person: Person,
  type: number,
  systolic: number,
  diastolic: number,
  glucoseTenths: number,
): boolean | null {
  if (type === TYPE.hypertension) return systolic < (person.ageYears >= 65 ? 150 : 140) && diastolic < 90
  return type === TYPE.diabetes ? glucoseTenths < 70 : null
}

/** Residents of the workload as the shipped rules read them. */
export function factsOf(count: number, seed: number): ResidentFacts[] {
  const everybody: ResidentFacts[] = []
  const days = new Map<number, LocalDate>()
  const dayText = (day: number) => {
    let text = days.get(day)
    if (text === undefined) {
      text = isoDay(day) as LocalDate
      days.set(day, text)
    }
    return text
  }
  const since = dayText(HISTORY_START)
  let person: Person
  let services: (ServiceFacts & { day: number })[] = []
  generate(
    count,
    seed,
    (resident, described) => {
      person = described
      services = []
      const populations: PopulationMembership[] = populationOfTag
        .filter(([tag]) => described.tags & tag)
        .map(([, population]) => ({ population, since, until: null, source: 'declared' }))
      const agreements: AgreementFacts[] = described.signedDay
        ? [
            {
              agreementId: `agreement-${resident}`,
              teamId: `team-${Math.floor(resident / 1000)}`,
              startsOn: dayText(described.signedDay),
              endsOn: dayText(described.signedDay + 364),
              terminatedOn: null,
              packages: [basicPackage],
            },
          ]
        : []
      everybody.push({
        residentId: `resident-${resident}`,
        birthDate: dayText(described.birth),
        sex: described.female ? 'female' : 'male',
        registeredOn: since,
        diedOn: null,
        movedOutOn: null,
        awaySince: null,
        awayUntil: null,
        populations,
        agreements,
        services,
      })
    },
    (resident, type, day, systolic, diastolic, glucose) => {
      services.push({
        recordId: `record-${resident}-${services.length}`,
        ...forms[type]!,
        performedOn: dayText(day),
        mode: 'home',
        controlled: isControlled(person, type, systolic, diastolic, glucose),
        nextDueOn: null,
        referred: false,
        day,
      })
    },
  )
  for (const { services } of everybody) {
    ;(services as (ServiceFacts & { day: number })[]).sort((a, b) => a.day - b.day)
  }
  return everybody
}
