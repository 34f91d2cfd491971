import { addDays, addMonths, earlier, type LocalDate, later, monthOf, yearOf } from '../days/local-date.ts'
import type { DoseFacts, Sex } from '../residents/resident-facts.ts'
import type { Course, DoseLine, Regimen, VaccinationPolicy, VaccinationSchedule } from './schedule.ts'
import { type CourseCode, type VaccineCode, vaccines } from './vaccines.ts'

export type Vaccinated = {
  readonly birthDate: LocalDate
  readonly sex: Sex
  /** In any order. */
  readonly doses: readonly DoseFacts[]
  /** Below 2000 g at birth, the mother with HBsAg or not tested. */
  readonly lowBirthWeight?: boolean
  /** Of a mother with HIV: no live vaccines against encephalitis and hepatitis A, polio by injection only. */
  readonly hivExposed?: boolean
}

/** A dose that is not given yet. */
type OwedDose = {
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

/** By which doses a child's course goes. A series begun with one kind of vaccine goes on with it. Source: §5.1. */
export function regimenOf(course: Course, child: Vaccinated): Regimen {
  const [usual] = course.regimens
  if (course.regimens.length === 1) return usual!
  const find = (code: Regimen['code']) => course.regimens.find((regimen) => regimen.code === code)
  const forLowWeight = child.lowBirthWeight === true ? find('low-birth-weight') : undefined
  if (forLowWeight) return forLowWeight
  const inactivated = find('inactivated')
  if (inactivated === undefined) return usual!
  const first = child.doses
    .filter(({ vaccine }) => givesDoseOf(course, vaccine))
    .reduce<DoseFacts | null>((a, b) => (a === null || b.givenOn < a.givenOn ? b : a), null)
  if (first === null) return child.hivExposed === true ? inactivated : usual!
  return (inactivated.vaccines as readonly string[]).includes(first.vaccine) ? inactivated : usual!
}

/** Whether a vaccine gives a dose of the course, by whichever regimen. */
export function givesDoseOf(course: Course, vaccine: string): boolean {
  return course.regimens.some(({ vaccines }) => (vaccines as readonly string[]).includes(vaccine))
}

/** Doses of a course in the order they were given, those too early for their number left out. */
export function validDoses(course: Course, child: Vaccinated): LocalDate[] {
  return validDosesOf(regimenOf(course, child), child)
}

function validDosesOf(regimen: Regimen, child: Vaccinated): LocalDate[] {
  if (child.doses.length === 0) return []
  const given = child.doses
    .filter(({ vaccine }) => (regimen.vaccines as readonly string[]).includes(vaccine))
    .map(({ givenOn }) => givenOn)
    .sort()
  const valid: LocalDate[] = []
  for (const day of given) {
    const line = regimen.doses[valid.length]
    if (line === undefined) break
    if (day >= earliest(line, child.birthDate, valid.at(-1))) valid.push(day)
  }
  return valid
}

function earliest(line: DoseLine, birthDate: LocalDate, previous?: LocalDate): LocalDate {
  const byAge = addMonths(birthDate, line.fromMonths)
  const offered = line.offeredFrom === null ? byAge : later(byAge, line.offeredFrom)
  return previous === undefined
    ? offered
    : later(offered, addDays(addMonths(previous, line.apartMonths), line.apartDays))
}

/** The last day on which a dose is in time: before its age, and soon enough after the one before it. */
function lastInTime(line: DoseLine, birthDate: LocalDate, previous?: LocalDate): LocalDate {
  // 24 hours after birth reach into the next day.
  const byAge = addDays(addMonths(birthDate, line.beforeMonths), line.beforeMonths === 0 ? 1 : -1)
  return previous === undefined || line.withinDays === null
    ? byAge
    : earlier(byAge, addDays(previous, line.withinDays))
}

function isFor(course: Course, { sex, birthDate }: Vaccinated): boolean {
  return (
    (course.sex === undefined || course.sex === sex) &&
    (course.bornFrom === undefined || course.bornFrom <= birthDate)
  )
}

/**
 * Every dose of the schedule that is still to be given, with its days. A series goes on where it stands and is never started
 * again; a dose given before its age or interval does not count and is owed. Source: NIP2026.
 */
export function owedDoses(schedule: VaccinationSchedule, child: Vaccinated): OwedDose[] {
  return openDoses(schedule, child, Number.POSITIVE_INFINITY)
}

/** Of {@link owedDoses} the next of each course: none that waits for another. */
export function nextDoses(schedule: VaccinationSchedule, child: Vaccinated): OwedDose[] {
  return openDoses(schedule, child, 1)
}

function openDoses(schedule: VaccinationSchedule, child: Vaccinated, mostOfCourse: number): OwedDose[] {
  const owed: OwedDose[] = []
  for (const course of schedule.courses) {
    if (!isFor(course, child)) continue
    const regimen = regimenOf(course, child)
    const given = validDosesOf(regimen, child)
    if (given.length === regimen.doses.length) continue
    // While a dose before it is open, a dose is reckoned from the first day on which that one can be given.
    let previous = given.at(-1)
    regimen.doses.slice(given.length, given.length + mostOfCourse).forEach((line, index) => {
      const own = earliest(line, child.birthDate, previous)
      const opens = opensAfter(line, schedule, child)
      const from = opens === null ? own : later(own, opens)
      owed.push({
        course: course.code,
        courseName: course.name,
        number: line.number,
        vaccines: line.vaccines,
        from,
        by: later(lastInTime(line, child.birthDate, previous), from),
        notFrom: line.notFromMonths === null ? null : addMonths(child.birthDate, line.notFromMonths),
        waits: index > 0,
      })
      previous = from
    })
  }
  return owed.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.course < b.course ? -1 : 1))
}

/** The first day after another course's last dose; null where there is no such course or it was never begun. */
function opensAfter(
  { afterCourse, afterMonths }: DoseLine,
  schedule: VaccinationSchedule,
  child: Vaccinated,
): LocalDate | null {
  if (afterCourse === 'none') return null
  const other = schedule.courses.find(({ code }) => code === afterCourse)
  const last = other && validDoses(other, child).at(-1)
  return last === undefined ? null : addMonths(last, afterMonths)
}

/** What stands against a dose on a day, besides its own age and interval. */
type Deferral = {
  readonly code: 'live-vaccine' | 'immunoglobulin' | 'ill'
  readonly until: LocalDate | null
  readonly text: string
}

/** Why an otherwise due vaccine is put off on a day. 暂缓接种. */
export function deferralsOf(
  vaccine: VaccineCode,
  day: LocalDate,
  child: Pick<Vaccinated, 'doses'>,
  policy: Pick<VaccinationPolicy, 'liveVaccinesApartDays' | 'liveAfterImmunoglobulinMonths'>,
  {
    immunoglobulinOn = null,
    illToday = false,
  }: { immunoglobulinOn?: LocalDate | null; illToday?: boolean } = {},
): Deferral[] {
  const found: Deferral[] = []
  if (vaccines[vaccine].injectedLive) {
    for (const { vaccine: other, givenOn } of child.doses) {
      if (other === vaccine || givenOn >= day || !isInjectedLive(other)) continue
      const until = addDays(givenOn, policy.liveVaccinesApartDays)
      if (day < until)
        found.push({
          code: 'live-vaccine',
          until,
          text: `${givenOn} 接种过${nameOf(other)}，两种注射减毒活疫苗须间隔 ${policy.liveVaccinesApartDays} 天，${until} 起可种。`,
        })
    }
    if (immunoglobulinOn !== null) {
      const until = addMonths(immunoglobulinOn, policy.liveAfterImmunoglobulinMonths)
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

type Coverage = { readonly due: number; readonly given: number }

/** 接种率: of the doses whose time is over by the day, those given; by course. */
export function coverageOf(
  schedule: VaccinationSchedule,
  child: Vaccinated,
  day: LocalDate,
): Map<CourseCode, Coverage> {
  const found = new Map<CourseCode, Coverage>()
  for (const course of schedule.courses) {
    if (!isFor(course, child)) continue
    const due = regimenOf(course, child).doses.filter((line) => isOver(line, child.birthDate, day)).length
    if (due === 0) continue
    const given = Math.min(due, validDoses(course, child).filter((givenOn) => givenOn <= day).length)
    found.set(course.code, { due, given })
  }
  return found
}

/** Whether the last day on which a dose is in time has passed; the calendar is asked only where the months do not tell. */
function isOver(line: DoseLine, birthDate: LocalDate, day: LocalDate): boolean {
  const months = monthsBetween(birthDate, day) - line.beforeMonths
  return months > 1 || (months >= -1 && lastInTime(line, birthDate) < day)
}

/** Days in the twelve months after a day on which what {@link coverageOf} counts may grow by itself. */
export function coverageChanges(
  schedule: VaccinationSchedule,
  child: Vaccinated,
  day: LocalDate,
): LocalDate[] {
  const age = monthsBetween(child.birthDate, day)
  const isNear = ({ beforeMonths }: DoseLine) => beforeMonths >= age - 1 && beforeMonths <= age + 13
  return schedule.courses
    .filter((course) => isFor(course, child))
    .flatMap((course) =>
      regimenOf(course, child)
        .doses.filter(isNear)
        .map((line) => addDays(lastInTime(line, child.birthDate), 1)),
    )
    .filter((change) => change > day)
}

/** From the month of one day to that of another, whatever the days in them. */
function monthsBetween(from: LocalDate, to: LocalDate): number {
  return (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from)
}
