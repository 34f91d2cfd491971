import { addDays, type LocalDate, later, quarterOf, yearOf } from '../days/local-date.ts'
import { type DutyDays, type PlannedDuty, stateOn } from '../duties/duty.ts'
import { type Population, populationsOn } from '../populations/population.ts'
import type { AgreementFacts, ResidentFacts, ServiceFacts } from '../residents/resident-facts.ts'
import { wasNotMet } from '../services/proven.ts'
import {
  bitsOfOwn,
  bitsOfPopulations,
  bitsOfProgrammes,
  bitsOfTraits,
  bitsOfVaccines,
  noStanding,
  type Standing,
  type Trait,
} from './flags.ts'
import type { IndicatorPolicy } from './indicator-policy.ts'
import { ownTraitsOn } from './own-indicator.ts'
import { programmeTraitsOn } from './programmes.ts'
import { vaccineTraitsOn } from './vaccinated.ts'

/** The forms whose records the figures read. */
const FORMS = {
  hypertension: 'hypertension-follow-up',
  'type2-diabetes': 'type2-diabetes-follow-up',
  examination: 'health-assessment',
} as const

/** A duty as far as the figures look at it. */
export type OwedService = DutyDays & Pick<PlannedDuty, 'because'>

/**
 * One resident's standing on a day: every flag that any figure asks for, except those of the household, which
 * depend on the other members ({@link householdTraits}). Someone who has died or moved out has none.
 */
export function standingOn(
  day: LocalDate,
  facts: ResidentFacts,
  owed: readonly OwedService[],
  policy: IndicatorPolicy,
): Standing {
  if (!livesHereOn(day, facts)) return noStanding
  const found: Trait[] = ['resident']
  const belongsTo = populationsOn(day, facts, policy.ages)
  const away = isAwayOn(day, facts)

  if (policy.keyPopulations.some((population) => belongsTo.has(population))) found.push('key')
  const counts = !(policy.specialAtHomeOnly && away)
  if (counts && policy.specialPopulations.some((population) => belongsTo.has(population)))
    found.push('special')
  const chronic = belongsTo.has('hypertension') || belongsTo.has('type2-diabetes')
  if (counts && chronic && belongsTo.has('registered-poor')) found.push('poor-with-chronic-disease')

  const thisYear = servicesOfYear(day, facts.services)
  addAgreementTraits(found, day, facts, thisYear, policy)
  addDutyTraits(found, day, facts.agreements, owed)
  addManagementTraits(found, day, facts, thisYear, belongsTo, policy)
  return {
    populationBits: bitsOfPopulations(belongsTo),
    traitBits: bitsOfTraits(found),
    programmeBits: bitsOfProgrammes(programmeTraitsOn(day, facts, thisYear, belongsTo, policy)),
    vaccineBits: bitsOfVaccines(vaccineTraitsOn(day, facts, policy)),
    ownBits: bitsOfOwn(ownTraitsOn(day, facts, belongsTo, found, policy)),
  }
}

/** Whether a resident is counted at all on a day. */
function livesHereOn(
  day: LocalDate,
  { registeredOn, diedOn, movedOutOn }: Pick<ResidentFacts, 'registeredOn' | 'diedOn' | 'movedOutOn'>,
): boolean {
  return registeredOn <= day && (diedOn === null || day < diedOn) && (movedOutOn === null || day < movedOutOn)
}

/** Whether an agreement covers a day. */
function covers(agreement: AgreementFacts, day: LocalDate): boolean {
  return (
    agreement.startsOn <= day &&
    day <= agreement.endsOn &&
    (agreement.terminatedOn === null || day < agreement.terminatedOn)
  )
}

/**
 * 年内应随访次数: face-to-face visits that someone taken in on a day must have in a year; who comes in during the
 * year owes the quarters that are left, the one of coming in included, rounded up. Source: public-health-spec.md §17.
 */
export function visitsRequired(year: number, takenInOn: LocalDate, visitsAYear: number): number {
  const takenInYear = yearOf(takenInOn)
  if (takenInYear < year) return visitsAYear
  if (takenInYear > year) return 0
  return Math.ceil((visitsAYear * (5 - quarterOf(takenInOn))) / 4)
}

/**
 * 规范管理 in the year of a day: enough face-to-face follow-ups and enough examinations.
 * Source: N3-07 and N3-08 as quoted in public-health-spec.md §17.
 */
export function isStandardised(
  day: LocalDate,
  takenInOn: LocalDate,
  done: { faceToFaceVisits: number; examinations: number },
  policy: Pick<IndicatorPolicy, 'faceToFaceVisitsAYear' | 'examinationsAYear'>,
): boolean {
  return (
    done.faceToFaceVisits >= visitsRequired(yearOf(day), takenInOn, policy.faceToFaceVisitsAYear) &&
    done.examinations >= policy.examinationsAYear
  )
}

/** The flags of the person who stands for a household; none for a household in which nobody lives. */
export function householdTraits(
  members: readonly { signed: boolean }[],
  { householdSignedBy }: Pick<IndicatorPolicy, 'householdSignedBy'>,
): Trait[] {
  if (members.length === 0) return []
  const isSigned = ({ signed }: { signed: boolean }) => signed
  const signed = householdSignedBy === 'any-member' ? members.some(isSigned) : members.every(isSigned)
  return signed ? ['household', 'household-signed'] : ['household']
}

function isAwayOn(day: LocalDate, { awaySince, awayUntil }: ResidentFacts): boolean {
  return awaySince !== null && awaySince <= day && (awayUntil === null || day <= awayUntil)
}

/** Services of the day's year up to the day; `services` are in the order they were performed. */
function servicesOfYear(day: LocalDate, services: readonly ServiceFacts[]): ServiceFacts[] {
  const firstDay = `${day.slice(0, 4)}-01-01`
  return services.filter(({ performedOn }) => firstDay <= performedOn && performedOn <= day)
}

function addAgreementTraits(
  found: Trait[],
  day: LocalDate,
  { agreements, services }: ResidentFacts,
  thisYear: readonly ServiceFacts[],
  policy: IndicatorPolicy,
): void {
  const current = agreements.find((agreement) => covers(agreement, day))
  if (current) {
    found.push('signed')
    if (current.packages.some(({ paid }) => paid)) found.push('personalised')
    const isServed = (one: ServiceFacts) => isCovered(agreements, one.performedOn) && !wasNotMet(one)
    if (thisYear.some(isServed)) found.push('served')
    const assessed = ({ form, performedOn }: ServiceFacts) =>
      form === FORMS.examination && current.startsOn <= performedOn && performedOn <= day
    if (services.some(assessed)) found.push('first-assessed')
    const endsSoon = current.endsOn <= addDays(day, policy.expiringWithinDays)
    if (endsSoon && !agreements.some(({ startsOn }) => startsOn > current.endsOn))
      found.push('agreement-expiring')
  }

  const expired = lastExpiredInYear(day, agreements)
  if (expired === null) return
  found.push('agreement-expired')
  const latestStart = addDays(expired.endsOn, policy.renewalGraceDays)
  const renews = ({ agreementId, startsOn, terminatedOn }: AgreementFacts) =>
    agreementId !== expired.agreementId &&
    expired.endsOn < startsOn &&
    startsOn <= latestStart &&
    (terminatedOn === null || startsOn < terminatedOn)
  if (agreements.some(renews)) found.push('agreement-renewed')
}

/**
 * The last agreement that ran out in the day's year and not after the day: from the day after its last day of cover, so that
 * one until 31 December is of the year in which it is renewed, and not asked after on its last day alone.
 */
function lastExpiredInYear(day: LocalDate, agreements: readonly AgreementFacts[]): AgreementFacts | null {
  let last: AgreementFacts | null = null
  for (const agreement of agreements) {
    const { endsOn, terminatedOn } = agreement
    const ranToItsEnd = terminatedOn === null || terminatedOn > endsOn
    if (!ranToItsEnd || endsOn >= day || yearOf(addDays(endsOn, 1)) !== yearOf(day)) continue
    if (last === null || endsOn > last.endsOn) last = agreement
  }
  return last
}

function addDutyTraits(
  found: Trait[],
  day: LocalDate,
  agreements: readonly AgreementFacts[],
  owed: readonly OwedService[],
): void {
  const year = yearOf(day)
  const signed = found.includes('signed')
  const seen = new Set<Trait>()
  let kept = true
  let onTime = true
  let nothingOverdue = true
  for (const duty of owed) {
    const { dueBy, doneOn, because } = duty
    const state = stateOn(day, duty)
    if (state === 'cancelled') continue
    if (state === 'due') seen.add('service-due')
    const doneThisYear = doneOn !== null && yearOf(doneOn) === year && doneOn <= day
    const overdue = state === 'overdue'
    const fallenDue = doneThisYear || overdue || (state === 'missed' && yearOf(dueBy) === year)
    if (fallenDue || (yearOf(dueBy) === year && doneOn === null)) seen.add('service-owed')
    if (overdue) nothingOverdue = false
    if (!fallenDue) continue
    seen.add('service-fallen-due')
    if (!doneThisYear || doneOn > dueBy) onTime = false

    // What was done before anything was signed fulfils no agreement, even where the agreement now owes it too.
    const agreed = signed && because.some(({ kind }) => kind === 'agreement')
    if (!agreed || (doneThisYear && !isCovered(agreements, doneOn))) continue
    seen.add('agreed-item-fallen-due')
    if (doneThisYear) seen.add('fulfilled')
    else kept = false
  }
  found.push(...seen)
  if (kept && seen.has('agreed-item-fallen-due')) found.push('agreed-items-kept')
  if (onTime && seen.has('service-fallen-due')) found.push('services-on-time')
  if (nothingOverdue && seen.has('service-owed')) found.push('nothing-overdue')
}

function isCovered(agreements: readonly AgreementFacts[], day: LocalDate): boolean {
  return agreements.some((agreement) => covers(agreement, day))
}

function addManagementTraits(
  found: Trait[],
  day: LocalDate,
  facts: ResidentFacts,
  thisYear: readonly ServiceFacts[],
  belongsTo: ReadonlySet<Population>,
  policy: IndicatorPolicy,
): void {
  const examinations = thisYear.filter(({ form }) => form === FORMS.examination).length
  if (examinations > 0) found.push('examined')

  const programmes = [
    ['hypertension', 'hypertension-standardised', 'hypertension-controlled'],
    ['type2-diabetes', 'diabetes-standardised', 'diabetes-controlled'],
  ] as const
  for (const [population, standardised, controlled] of programmes) {
    if (!belongsTo.has(population)) continue
    const followUps = thisYear.filter(({ form }) => form === FORMS[population])
    const faceToFaceVisits = followUps.filter(({ mode }) => policy.faceToFaceModes.includes(mode)).length
    const takenInOn = takenInto(population, day, facts)
    if (isStandardised(day, takenInOn, { faceToFaceVisits, examinations }, policy)) found.push(standardised)
    const classified = followUps.findLast((visit) => visit.controlled !== null)
    if (classified?.controlled) found.push(controlled)
  }
}

/**
 * The day since which a resident has been managed here in a population that they belong to on a day: who was listed for years
 * elsewhere and became known here in July is owed, and asked for, the quarters from July on.
 */
export function takenInto(population: Population, day: LocalDate, facts: ResidentFacts): LocalDate {
  let takenInOn: LocalDate = day
  for (const membership of facts.populations) {
    const holds =
      membership.population === population && (membership.until === null || day <= membership.until)
    if (holds && membership.since < takenInOn) takenInOn = membership.since
  }
  return later(takenInOn, facts.registeredOn)
}
