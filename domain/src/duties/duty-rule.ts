import type { LocalDate } from '../days/local-date.ts'
import type { Population } from '../populations/population.ts'
import type { ServiceCode } from '../services/services.ts'

/** To whom a rule applies. Everything that is given must hold. */
export type DutyWho = {
  /** Members of any of these populations, from the day they join it; empty asks for none. */
  populations: readonly Population[]
  /** Only while an agreement is in force. Without it the service is owed signed or not (S0 篇1四(二)). */
  signed: boolean
  /** From this birthday on; null without a lower bound. */
  fromYears: number | null
}

/** 频次. Periods are calendar periods, since figures are counted by calendar year (public-health-spec.md §17). */
export type DutyFrequency =
  | { kind: 'periodic'; every: DutyPeriod; times: number }
  /** Once after the first signing (首签), within so many days. */
  | { kind: 'after-first-signing'; withinDays: number }
  /** Once after joining the population, within so many days (接到通知单72小时内). */
  | { kind: 'after-joining'; withinDays: number }
  /**
   * At given ages: due from the day an age is reached until the day before the next one (public-health-spec.md §0);
   * the last for `lastForMonths`. The first age may be told in days of life (满月: day 28 to 30), and is made up for until
   * the next one.
   */
  | {
      kind: 'at-ages'
      months: readonly number[]
      lastForMonths: number
      firstInDays?: { from: number; to: number }
    }
  /** In given completed weeks of a pregnancy (孕周), counted from the last menstrual period. */
  | { kind: 'by-gestation'; visits: readonly { fromWeeks: number; toWeeks: number }[] }
  /** 免疫程序: the doses that the schedule of the child's birth asks for and that were not given yet. */
  | { kind: 'vaccination-schedule' }
  /**
   * 首诊测血压: on the day of the first visit of the year; high, again on other days until three are high, each within so many
   * days of the one before, and the result of the referral within so many days of the third.
   */
  | { kind: 'pressure-screening'; recheckWithinDays: number; resultWithinDays: number }
  /**
   * 空腹血糖偏高复测: again on another day until it is high on so many days in a row, each within so many days of the one before,
   * and the result of the referral within so many days of the last.
   */
  | { kind: 'glucose-recheck'; highDays: number; recheckWithinDays: number; resultWithinDays: number }
  /** Once after a birth, from so many days after delivery or discharge, within so many more. */
  | { kind: 'after-delivery'; countedFrom: 'delivery' | 'discharge'; fromDays: number; withinDays: number }

export type DutyPeriod = 'month' | 'quarter' | 'half-year' | 'year'

/** A duty that a document lays on the clinic, as dated data: what, to whom, how often, since when, by which clause. */
export type DutyRule = {
  /** Stable through all versions of the policy. */
  code: string
  service: ServiceCode
  who: DutyWho
  frequency: DutyFrequency
  /** 提前: days before a period in which a service that was not needed otherwise counts for it. */
  earlyDays: number
  /** 补做: days after the last day in which it can still be done late. A late day never crosses the calendar year. */
  lateDays: number
  /** Document and clause, as shown to the doctor. */
  source: string
  validFrom: LocalDate
  /** Last day on which a period may begin under this rule; null while it holds. */
  validTo: LocalDate | null
}

/** What a bureau can set about duties. */
export type DutyPolicy = {
  rules: readonly DutyRule[]
  /**
   * A period of which fewer days than this are left to a resident who joins in it (or leaves in it) is not owed:
   * pro-rata by quarter for people taken in during the year (public-health-spec.md §17). By length of the period.
   */
  minimumDays: Readonly<Record<DutyPeriod, number>>
  /** A result that asks the resident back within so many days opens a duty of its own; a later day is only planned. */
  returnVisitWithinDays: number
  /** Days after its last day in which a return visit is still looked for. */
  returnVisitLateDays: number
  /** As {@link DutyRule.lateDays}, for what an agreement owes. */
  agreementLateDays: number
}
