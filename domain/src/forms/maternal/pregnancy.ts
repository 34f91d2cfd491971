import { addDays, daysBetween, type LocalDate } from '../../days/local-date.ts'
import type { PopulationMembership } from '../../populations/population.ts'
import type { ServiceFacts } from '../../residents/resident-facts.ts'

/** 妊娠结局. Only a birth is followed by postpartum visits. */
const pregnancyOutcomes = {
  1: '活产',
  2: '死胎死产',
  3: '自然流产',
  4: '人工终止',
  5: '异位妊娠等',
} as const
type PregnancyOutcome = keyof typeof pregnancyOutcomes

/** One pregnancy (一次妊娠), as the records of the woman tell it. */
export type Pregnancy = {
  /** 末次月经. */
  readonly lastPeriodOn: LocalDate
  /** The day it became known to the clinic. */
  readonly knownOn: LocalDate
  /** Delivery or loss; null while it lasts. */
  readonly endedOn: LocalDate | null
  readonly outcome: PregnancyOutcome | null
  /** 出院. */
  readonly dischargedOn: LocalDate | null
}

/** 预产期: LMP + 280 days. Source: public-health-spec.md §0. */
const TERM_DAYS = 280
/** After this many days without news a pregnancy is over (44 weeks). Convention of this program. */
const LONGEST_DAYS = 308
/** 产褥期: until the 42-day check and what is still looked for after it. Convention of this program. */
const PUERPERIUM_DAYS = 90
/** A last menstrual period that differs by no more than this corrects the one that is known. Convention of this program. */
const SAME_PREGNANCY_DAYS = 60

/** 预产期. */
export function expectedOn(lastPeriodOn: LocalDate): LocalDate {
  return addDays(lastPeriodOn, TERM_DAYS)
}

/** 孕周: whole weeks and days since the last menstrual period. */
export function gestationOn(day: LocalDate, lastPeriodOn: LocalDate): { weeks: number; days: number } {
  const days = daysBetween(lastPeriodOn, day)
  return { weeks: Math.floor(days / 7), days: ((days % 7) + 7) % 7 }
}

/**
 * Every pregnancy that the records tell of, the earliest first. Records are in the order they were performed; an end may be
 * told after the next pregnancy was.
 */
export function pregnanciesOf(services: readonly ServiceFacts[]): Pregnancy[] {
  const found: Pregnancy[] = []
  for (const { details, performedOn } of services) {
    if (!details) continue
    const { lastPeriodOn, endedOn, outcome, dischargedOn } = details
    const last = found.at(-1)
    if (lastPeriodOn !== undefined) {
      if (last && isSamePregnancy(last, lastPeriodOn)) {
        found[found.length - 1] = { ...last, lastPeriodOn }
      } else {
        found.push({ lastPeriodOn, knownOn: performedOn, endedOn: null, outcome: null, dischargedOn: null })
      }
    }
    if (endedOn === undefined) continue
    const ended = found.findLastIndex((pregnancy) => pregnancy.lastPeriodOn < endedOn)
    const current = found[ended]
    if (current) {
      found[ended] = {
        ...current,
        endedOn,
        outcome: (outcome as PregnancyOutcome | undefined) ?? current.outcome,
        dischargedOn: dischargedOn ?? current.dischargedOn,
      }
    }
  }
  return found
}

/** A period after a loss, however soon, begins another pregnancy. */
function isSamePregnancy({ lastPeriodOn, endedOn }: Pregnancy, told: LocalDate): boolean {
  return (
    Math.abs(daysBetween(lastPeriodOn, told)) <= SAME_PREGNANCY_DAYS && (endedOn === null || told < endedOn)
  )
}

/** The pregnancy or puerperium that a day falls in; null when there is none. */
export function pregnancyOn(day: LocalDate, services: readonly ServiceFacts[]): Pregnancy | null {
  return (
    pregnanciesOf(services).findLast(
      (pregnancy) => pregnancy.lastPeriodOn <= day && day <= lastDayOf(pregnancy),
    ) ?? null
  )
}

/** Last day on which the woman is counted as 孕产妇. */
function lastDayOf({ lastPeriodOn, endedOn }: Pregnancy): LocalDate {
  return endedOn === null ? addDays(lastPeriodOn, LONGEST_DAYS) : addDays(endedOn, PUERPERIUM_DAYS)
}

/** Told by {@link maternalMemberships}, not kept. */
export function isMaternalMembership({ population, source }: PopulationMembership): boolean {
  return population === 'pregnant' && source === 'record'
}

/** 孕产妇 by record: from the day it was known. */
export function maternalMemberships(services: readonly ServiceFacts[]): PopulationMembership[] {
  return pregnanciesOf(services).map((pregnancy) => ({
    population: 'pregnant',
    since: pregnancy.knownOn,
    until: lastDayOf(pregnancy),
    source: 'record',
  }))
}
