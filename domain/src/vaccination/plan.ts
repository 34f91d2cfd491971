import { addDays, addMonths, type LocalDate, later } from '../days/local-date.ts'
import type { DoseFacts, Sex } from '../residents/resident-facts.ts'
import {
  type Course,
  type DoseRule,
  type Span,
  type VaccinationSchedule,
  type VaccineCode,
  vaccines,
} from './schedule.ts'

export type Vaccinated = {
  readonly birthDate: LocalDate
  readonly sex: Sex
  /** In any order. */
  readonly doses: readonly DoseFacts[]
}

/** A dose that is not given yet. */
export type OwedDose = {
  readonly course: string
  readonly courseName: string
  readonly number: number
  readonly vaccines: readonly VaccineCode[]
  /** First day on which it may be given: age and interval both reached. */
  readonly from: LocalDate
  /** Last day on which it is in time; catch-up goes on after it. */
  readonly by: LocalDate
  /** First day on which it is no longer given; null where there is none. */
  readonly notFrom: LocalDate | null
  /** The dose before it is still to be given, so that its own days may move. */
  readonly waits: boolean
}

/** 两种注射减毒活疫苗未同日接种: at least so many days apart. Source: NIP2026. */
export const LIVE_VACCINES_APART_DAYS = 28
/** An injected live vaccine after immunoglobulin: at least so many months. Source: NIP2026. */
export const LIVE_AFTER_IMMUNOGLOBULIN_MONTHS = 3

export function after(day: LocalDate, { months = 0, days = 0 }: Span): LocalDate {
  return addDays(addMonths(day, months), days)
}

/** Doses of a course in the order they were given, those too early for their number left out. */
export function validDoses(course: Course, { birthDate, doses }: Vaccinated): LocalDate[] {
  const given = doses
    .filter(({ vaccine }) => (course.vaccines as readonly string[]).includes(vaccine))
    .map(({ givenOn }) => givenOn)
    .sort()
  const valid: LocalDate[] = []
  for (const day of given) {
    const rule = course.doses[valid.length]
    if (rule === undefined) break
    if (day >= earliest(rule, birthDate, valid.at(-1))) valid.push(day)
  }
  return valid
}

function earliest(
  { fromAge, afterPrevious }: DoseRule,
  birthDate: LocalDate,
  previous?: LocalDate,
): LocalDate {
  const byAge = after(birthDate, fromAge)
  return previous === undefined || afterPrevious === undefined
    ? byAge
    : later(byAge, after(previous, afterPrevious))
}

/**
 * Every dose of the schedule that is still to be given, with its days. A series goes on where it stands and is never started
 * again; a dose given before its age or interval does not count and is owed. Source: NIP2026.
 */
export function owedDoses(schedule: VaccinationSchedule, child: Vaccinated): OwedDose[] {
  const owed: OwedDose[] = []
  for (const course of schedule.courses) {
    if (course.sex !== undefined && course.sex !== child.sex) continue
    const given = validDoses(course, child)
    const opens = opensAfter(course, schedule, child)
    // While a dose before it is open, a dose is reckoned from the first day on which that one can be given.
    let previous = given.at(-1)
    course.doses.slice(given.length).forEach((rule, index) => {
      const own = earliest(rule, child.birthDate, previous)
      const from = opens === null ? own : later(own, opens)
      const by = addDays(after(child.birthDate, rule.beforeAge), -1)
      owed.push({
        course: course.code,
        courseName: course.name,
        number: rule.number,
        vaccines: course.vaccines,
        from,
        by: later(by, from),
        notFrom: rule.notFromAge === undefined ? null : after(child.birthDate, rule.notFromAge),
        waits: index > 0,
      })
      previous = from
    })
  }
  return owed.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.course < b.course ? -1 : 1))
}

/** The first day after another course's last dose; null where there is no such course or it was never begun. */
function opensAfter(course: Course, schedule: VaccinationSchedule, child: Vaccinated): LocalDate | null {
  if (course.after === undefined) return null
  const other = schedule.courses.find(({ code }) => code === course.after?.course)
  const last = other && validDoses(other, child).at(-1)
  return last === undefined ? null : after(last, course.after.interval)
}

/** What stands against a dose on a day, besides its own age and interval. */
export type Deferral = {
  readonly code: 'live-vaccine' | 'immunoglobulin' | 'ill'
  readonly until: LocalDate | null
  readonly text: string
}

/** Why an otherwise due vaccine is put off on a day. 暂缓接种. */
export function deferralsOf(
  vaccine: VaccineCode,
  day: LocalDate,
  child: Pick<Vaccinated, 'doses'>,
  {
    immunoglobulinOn = null,
    illToday = false,
  }: { immunoglobulinOn?: LocalDate | null; illToday?: boolean } = {},
): Deferral[] {
  const found: Deferral[] = []
  if (vaccines[vaccine].injectedLive) {
    for (const { vaccine: other, givenOn } of child.doses) {
      if (other === vaccine || givenOn >= day || !isInjectedLive(other)) continue
      const until = addDays(givenOn, LIVE_VACCINES_APART_DAYS)
      if (day < until)
        found.push({
          code: 'live-vaccine',
          until,
          text: `${givenOn} 接种过${nameOf(other)}，两种注射减毒活疫苗须间隔 28 天，${until} 起可种。`,
        })
    }
    if (immunoglobulinOn !== null) {
      const until = addMonths(immunoglobulinOn, LIVE_AFTER_IMMUNOGLOBULIN_MONTHS)
      if (day < until)
        found.push({
          code: 'immunoglobulin',
          until,
          text: `${immunoglobulinOn} 用过免疫球蛋白，${until} 起可种。`,
        })
    }
  }
  if (illToday) found.push({ code: 'ill', until: null, text: '发热或急性疾病期，痊愈后接种。' })
  return found
}

function isInjectedLive(vaccine: string): boolean {
  return Object.hasOwn(vaccines, vaccine) && vaccines[vaccine as VaccineCode].injectedLive
}

function nameOf(vaccine: string): string {
  return Object.hasOwn(vaccines, vaccine) ? vaccines[vaccine as VaccineCode].name : vaccine
}

/** The next day on which something can be given; null when the schedule is complete. */
export function nextVaccinationOn(
  schedule: VaccinationSchedule,
  child: Vaccinated,
  today: LocalDate,
): LocalDate | null {
  const open = owedDoses(schedule, child).filter(
    ({ notFrom, waits }) => !waits && (notFrom === null || today < notFrom),
  )
  return open.length === 0 ? null : later(open[0]!.from, today)
}

export type Coverage = { readonly due: number; readonly given: number }

/** 接种率: of the doses whose time is over by the day, those given; by course. */
export function coverageOf(
  schedule: VaccinationSchedule,
  child: Vaccinated,
  day: LocalDate,
): Map<string, Coverage> {
  const found = new Map<string, Coverage>()
  for (const course of schedule.courses) {
    if (course.sex !== undefined && course.sex !== child.sex) continue
    const due = course.doses.filter(({ beforeAge }) => after(child.birthDate, beforeAge) <= day).length
    const given = Math.min(due, validDoses(course, child).filter((givenOn) => givenOn <= day).length)
    if (due > 0) found.set(course.code, { due, given })
  }
  return found
}
