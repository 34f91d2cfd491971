import { addDays, addMonths, dayOf, earlier, type LocalDate, later } from '../days/local-date.ts'
import type { Form } from '../forms/form.ts'
import { type AgePolicy, type Population, servedUntilYears } from '../populations/population.ts'
import { asksAfterBesides } from '../referrals/asks-after.ts'
import { continuedOn } from '../services/continued.ts'
import { codeOf, type OwnService } from '../services/own-service.ts'
import { servicesProvenBy, servicesProvenWhenTold } from '../services/proven.ts'
import {
  type CatalogueCode,
  GENERAL_SERVICE_FORM,
  isOwnServiceCode,
  type ServiceCode,
  services,
} from '../services/services.ts'
import { nationalVaccinationPolicy } from '../vaccination/national-schedule.ts'
import type { VaccinationPolicy } from '../vaccination/schedule.ts'
import type { DutyReason } from './duty.ts'
import type { DutyFrequency, DutyPeriod, DutyPolicy, DutyRule } from './duty-rule.ts'

/** What the rules of duties need of the policy of a day. */
export type DutyPolicies = {
  ages: AgePolicy
  duties: DutyPolicy
  /** The county's own forms: what they prove and what they lay on the clinic. */
  'local-forms'?: readonly Form[]
  /** 县定服务: of them whether they need the person to be there. */
  'own-services'?: readonly OwnService[]
  /** Left out the national schedule holds. */
  vaccination?: VaccinationPolicy
}

/** HPV is looked for between these birthdays; who is late stays owed until the second. Project convention. */
const ADOLESCENT_FROM_YEARS = 13
export const ADOLESCENT_UNTIL_YEARS = 16

/** A day after every other: stands for "no end". */
export const NEVER = '9999-12-31' as LocalDate

/**
 * The kinds of occurrences in the order in which one stands for the others when a service is owed by several: the
 * closest-meshed period first, so that a yearly duty is seen to be met by the fourth quarterly one.
 */
export const RANK = {
  month: 0,
  'two-months': 1,
  quarter: 2,
  'half-year': 3,
  year: 4,
  'agreement-half-year': 5,
  'agreement-year': 6,
  'agreement-term': 7,
  once: 8,
  age: 9,
  'return-visit': 10,
  /** Vaccination: each visit is told done or open by its doses, not by the day of a record. */
  dose: 11,
} as const
export const RANKS = 12

/** One calendar period of one service, with everything that does not depend on the resident. */
export type Window = {
  key: string
  from: LocalDate
  to: LocalDate
  /** First day on which a service may count for it. */
  opensOn: LocalDate
  closesOn: LocalDate
  /** Who joins later has too few days left and owes nothing in it. */
  latestStart: LocalDate
  /** Who leaves earlier has had too few days. */
  earliestEnd: LocalDate
}

/** Of what is owed once after signing: the last day in time, and the first on which a record counts. */
export type SigningDays = { by: LocalDate; opensOn: LocalDate }

/** Of what is owed at an age to who was born on a day: its days, of which the last in time may be before the last. */
export type AgeVisit = { key: string; from: LocalDate; inTime: LocalDate; closesOn: LocalDate }

export type CompiledRule<Frequency extends DutyFrequency = DutyFrequency> = {
  service: number
  slot: number
  /** Null for what is not periodic. */
  windows: readonly Window[] | null
  frequency: Frequency
  earlyDays: number
  lateDays: number
  /** 年内已做过的不重复: the examination at which an illness was found is that of its year. What is signed for counts from then on. */
  countsBefore: boolean
  fromYears: number | null
  /** Who is born later is too young on every day of the year; who is born before the other, on none. */
  bornBy: LocalDate
  bornBefore: LocalDate
  validFrom: LocalDate
  validTo: LocalDate
  because: readonly DutyReason[]
  /** By the day of the signing, as far as it was asked. */
  signingDays: Map<LocalDate, SigningDays>
  /** By the day of birth, as far as it was asked. */
  visitsAtAges: Map<LocalDate, readonly AgeVisit[]>
}

type RuleOf<Kind extends DutyFrequency['kind']> = CompiledRule<Extract<DutyFrequency, { kind: Kind }>>

/** What a record proves, by numbers of the catalogue. */
export type Proof = {
  services: readonly number[]
  /** …of these, those that a record proves only where control can be told from it. */
  whenTold: readonly number[]
  /** The service whose next visit the record's own next day speaks of; -1 when it speaks of none. */
  main: number
  /** Services whose open return visit it is: the main one, and those that go on or end with it. */
  answers: readonly number[]
  /** Services of whose referrals it asks besides. */
  asksAfter: readonly number[]
}

/** A policy laid out for one calendar year, so that a resident costs no calendar arithmetic. */
export type CompiledPolicy = {
  year: number
  yearStart: LocalDate
  yearEnd: LocalDate
  /** Records from this day on can open a return visit that is still looked for in the year. */
  resultsSince: LocalDate
  rulesOf: Readonly<Partial<Record<Population, readonly CompiledRule[]>>>
  /** Periodic ones. */
  rulesOfEveryone: readonly CompiledRule[]
  rulesOfSigned: readonly CompiledRule[]
  /** Rules for everybody that look at what records tell. */
  pressureRules: readonly RuleOf<'pressure-screening'>[]
  glucoseRules: readonly RuleOf<'glucose-recheck'>[]
  vaccinationRules: {
    child: readonly RuleOf<'vaccination-schedule'>[]
    adolescent: readonly RuleOf<'vaccination-schedule'>[]
  }
  ages: AgePolicy
  /** Who is born later than this is not elderly in the year. */
  elderlyBornBy: LocalDate
  /** Who is born earlier than this is no child in the year. */
  childBornFrom: LocalDate
  /** Girls born in this span are of the age of HPV vaccination on some day of the year. */
  adolescentBorn: { after: LocalDate; upTo: LocalDate }
  duties: DutyPolicy
  vaccination: VaccinationPolicy
  proofOf(form: string, service: string | null | undefined): Proof | undefined
  /** By number of a service: whether only what was given face to face counts. */
  needsPresence: readonly (boolean | undefined)[]
  agreementWindows(service: number, rank: number): readonly Window[]
}

const catalogueCodes = Object.keys(services) as CatalogueCode[]
export const serviceCodes: ServiceCode[] = [...catalogueCodes]
const serviceNumber = new Map<string, number>(serviceCodes.map((code, index) => [code, index]))
const catalogueNeedsPresence: readonly boolean[] = catalogueCodes.map((code) => services[code].faceToFace)

/** How many services there may be in one run of the program: the catalogue's and those of its counties. */
export const MOST_SERVICES = serviceCodes.length + 2000

/** The number of a service; one of a county is given the next when it is first met. */
export function numberOfService(code: string): number | undefined {
  const known = serviceNumber.get(code)
  if (known !== undefined || !isOwnServiceCode(code) || serviceCodes.length >= MOST_SERVICES) return known
  serviceCodes.push(code)
  serviceNumber.set(code, serviceCodes.length - 1)
  return serviceCodes.length - 1
}

const monthsIn: Record<DutyPeriod, number> = { month: 1, quarter: 3, 'half-year': 6, year: 12 }
const rankOfMonths: Readonly<Record<number, number>> = {
  1: RANK.month,
  2: RANK['two-months'],
  3: RANK.quarter,
  6: RANK['half-year'],
  12: RANK.year,
}
const monthsOfRank = [1, 2, 3, 6, 12]
const tagLetter = ['M', 'B', 'Q', 'H', '']

/**
 * How often, as equal periods where the year can be cut so: four times a year is once a quarter. What cannot be cut
 * (five times a year) is owed so many times in the one period.
 */
export function meshOf(every: DutyPeriod, times: number): { months: number; copies: number } {
  const months = monthsIn[every]
  const cut = months / times
  return Number.isInteger(cut) && rankOfMonths[cut] !== undefined
    ? { months: cut, copies: 1 }
    : { months, copies: times }
}

/** Whether what an agreement owes so often follows the calendar; what is rarer is counted from its own first day. */
export function isMeshOfCalendar(months: number, copies: number): boolean {
  return months <= 3 && copies === 1
}

/** As {@link DutyPolicy.minimumDays}, by the months of a period; two months as a quarter. */
export function minimumDaysOf(
  months: number,
  { month, quarter, 'half-year': halfYear, year }: DutyPolicy['minimumDays'],
): number {
  if (months === 12) return year
  if (months === 6) return halfYear
  return months === 1 ? month : quarter
}

export function rankOf(months: number): number {
  return rankOfMonths[months]!
}

const compiled = new WeakMap<DutyPolicy, Map<string, CompiledPolicy>>()
let last: { policies: DutyPolicies; year: number; compiled: CompiledPolicy } | null = null

/** The policy laid out for a calendar year; computed once for each policy and year. */
export function compilePolicy(policies: DutyPolicies, year: number): CompiledPolicy {
  if (last !== null && last.policies === policies && last.year === year) return last.compiled
  const years = compiled.get(policies.duties) ?? new Map<string, CompiledPolicy>()
  compiled.set(policies.duties, years)
  const { elderlyFromYears, childUntilYears } = policies.ages
  const id = `${year}/${elderlyFromYears}/${childUntilYears}/${numberOf(policies.ages.own)}/${numberOf(policies['local-forms'])}/${numberOf(policies['own-services'])}/${numberOf(policies.vaccination)}`
  const found = years.get(id) ?? compile(policies, year)
  years.set(id, found)
  last = { policies, year, compiled: found }
  return found
}

/** Lists of local forms and schedules are told apart by a number, so that one policy laid out for two of them is two. */
const numbers = new WeakMap<object, number>()
let numbered = 0

function numberOf(part: readonly object[] | VaccinationPolicy | undefined): number {
  if (part === undefined || (Array.isArray(part) && part.length === 0)) return 0
  const known = numbers.get(part) ?? ++numbered
  numbers.set(part, known)
  return known
}

function compile(
  {
    ages,
    duties,
    'local-forms': local = [],
    'own-services': own = [],
    vaccination = nationalVaccinationPolicy,
  }: DutyPolicies,
  year: number,
): CompiledPolicy {
  const yearStart = dayOf(year, 1, 1)!
  const yearEnd = dayOf(year, 12, 31)!
  const rulesOf: Partial<Record<Population, CompiledRule[]>> = {}
  const rulesOfEveryone: CompiledRule[] = []
  const rulesOfSigned: CompiledRule[] = []

  for (const rule of [...duties.rules, ...local.flatMap((form) => form.duties ?? [])]) {
    const one = compileRule(rule, duties, year)
    if (one === null) continue
    if (rule.who.signed || rule.frequency.kind === 'after-first-signing') rulesOfSigned.push(one)
    else if (rule.who.populations.length === 0) rulesOfEveryone.push(one)
    else {
      for (const population of rule.who.populations) {
        rulesOf[population] = [...(rulesOf[population] ?? []), one]
      }
    }
  }

  const windowCache = new Map<number, readonly Window[]>()
  return {
    year,
    yearStart,
    yearEnd,
    resultsSince: addDays(yearStart, -duties.returnVisitWithinDays - duties.returnVisitLateDays),
    rulesOf,
    rulesOfEveryone: rulesOfEveryone.filter(({ windows }) => windows !== null),
    rulesOfSigned,
    pressureRules: rulesOfEveryone.filter(isOfKind('pressure-screening')),
    glucoseRules: rulesOfEveryone.filter(isOfKind('glucose-recheck')),
    vaccinationRules: {
      child: (rulesOf.child ?? []).filter(isOfKind('vaccination-schedule')),
      adolescent: rulesOfEveryone.filter(isOfKind('vaccination-schedule')),
    },
    ages,
    elderlyBornBy: dayOf(year - ages.elderlyFromYears, 12, 31)!,
    childBornFrom: dayOf(year - servedUntilYears(ages), 1, 1)!,
    adolescentBorn: {
      after: dayOf(year - ADOLESCENT_UNTIL_YEARS, 1, 1)!,
      upTo: dayOf(year - ADOLESCENT_FROM_YEARS, 12, 31)!,
    },
    duties,
    vaccination,
    proofOf: proofsOf(local),
    needsPresence: presenceWith(own),
    agreementWindows(service, rank) {
      const id = service * RANKS + rank
      let windows = windowCache.get(id)
      if (!windows) {
        windows = calendar(
          serviceCodes[service]!,
          year,
          monthsOfRank[rank]!,
          1,
          duties,
          0,
          duties.agreementLateDays,
        )
        windowCache.set(id, windows)
      }
      return windows
    },
  }
}

function isOfKind<Kind extends DutyFrequency['kind']>(kind: Kind) {
  return (rule: CompiledRule): rule is RuleOf<Kind> => rule.frequency.kind === kind
}

function presenceWith(own: readonly OwnService[]): (boolean | undefined)[] {
  const needs: (boolean | undefined)[] = [...catalogueNeedsPresence]
  for (const one of own) {
    const number = numberOfService(codeOf(one))
    if (number !== undefined) needs[number] = one.faceToFace
  }
  return needs
}

function compileRule(rule: DutyRule, policy: DutyPolicy, year: number): CompiledRule | null {
  const { frequency, service, earlyDays, lateDays } = rule
  const number = numberOfService(service)
  if (number === undefined) return null
  const validTo = rule.validTo ?? NEVER
  let windows: readonly Window[] | null = null
  let rank: number = frequency.kind === 'at-ages' ? RANK.age : RANK.once
  if (frequency.kind === 'periodic') {
    const { months, copies } = meshOf(frequency.every, frequency.times)
    rank = rankOf(months)
    windows = calendar(service, year, months, copies, policy, earlyDays, lateDays).filter(
      ({ to, from }) => to >= rule.validFrom && from <= validTo,
    )
    // A row that an earlier notice closed owes nothing this year.
    if (windows.length === 0) return null
  }
  return {
    service: number,
    slot: number * RANKS + rank,
    windows,
    frequency,
    earlyDays,
    lateDays,
    countsBefore: !rule.who.signed,
    fromYears: rule.who.fromYears,
    bornBy: dayOf(year - (rule.who.fromYears ?? 0), 12, 31)!,
    bornBefore: dayOf(year - (rule.who.fromYears ?? 0), 1, 1)!,
    validFrom: rule.validFrom,
    validTo,
    because: [{ kind: 'specification', rule: rule.code, source: rule.source }],
    signingDays: new Map(),
    visitsAtAges: new Map(),
  }
}

/** The periods of a year, and after them the second, third … time in each where it is owed several times. */
function calendar(
  service: string,
  year: number,
  months: number,
  copies: number,
  policy: DutyPolicy,
  earlyDays: number,
  lateDays: number,
): Window[] {
  const yearStart = dayOf(year, 1, 1)!
  const yearEnd = dayOf(year, 12, 31)!
  const minimum = minimumDaysOf(months, policy.minimumDays)
  const windows: Window[] = []
  for (let copy = 1; copy <= copies; copy++) {
    for (let index = 0; index * months < 12; index++) {
      const from = addMonths(yearStart, index * months)
      const to = addDays(addMonths(yearStart, (index + 1) * months), -1)
      const opensOn = addDays(from, -earlyDays)
      const closesOn = addDays(to, lateDays)
      const letter = tagLetter[rankOf(months)]!
      windows.push({
        key: `${service}:${year}${letter}${letter === '' ? '' : index + 1}${copy > 1 ? `#${copy}` : ''}`,
        from,
        to,
        opensOn: later(opensOn, yearStart),
        closesOn: earlier(closesOn, yearEnd),
        latestStart: addDays(to, 1 - minimum),
        earliestEnd: addDays(from, minimum - 1),
      })
    }
  }
  return windows
}

/** Reads off the forms what a record proves; each form is looked up once. */
function proofsOf(local: readonly Form[]): CompiledPolicy['proofOf'] {
  const proofs = new Map<string, Proof>()
  const generalProofs = new Map<string, Proof>()
  return (form, service) => {
    const isGeneral = form === GENERAL_SERVICE_FORM
    const known = isGeneral ? generalProofs : proofs
    const name = isGeneral ? service : form
    if (name === null || name === undefined) return undefined
    let found = known.get(name)
    if (!found) {
      const proven = servicesProvenBy(form, service, local)
      const main = numberOfService((isGeneral ? service : proven[0]) ?? '') ?? -1
      found = {
        services: proven.map((code) => numberOfService(code)!),
        whenTold: isGeneral ? [] : servicesProvenWhenTold(form).map((code) => numberOfService(code)!),
        main,
        answers: [...(main === -1 ? [] : [main]), ...continuedOn(form).map((code) => numberOfService(code)!)],
        asksAfter: asksAfterBesides(form).map((code) => numberOfService(code)!),
      }
      if (known.size < 1000) known.set(name, found)
    }
    return found
  }
}
