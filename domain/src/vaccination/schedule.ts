import type { LocalDate } from '../days/local-date.ts'
import type { Sex } from '../residents/resident-facts.ts'
import { type CourseCode, courses, type RegimenCode, type VaccineCode } from './vaccines.ts'

/** One dose of an edition as a notice prints it: a line of the table of doses. Ages and intervals in calendar months (§0). */
export type DoseLine = {
  /** Code of the edition. */
  readonly edition: string
  readonly course: CourseCode
  readonly regimen: RegimenCode
  /** Any of these gives the dose. */
  readonly vaccines: readonly VaccineCode[]
  /** Counted within the course, from 1. */
  readonly number: number
  /** 最小月龄: never before it. */
  readonly fromMonths: number
  /** 应在此月龄前完成: late from then on; 0 stands for the day after birth (within 24 hours). */
  readonly beforeMonths: number
  /** After the dose before it at the least. */
  readonly apartMonths: number
  readonly apartDays: number
  /** …and in time only up to so many days after it; null where only the age counts. */
  readonly withinDays: number | null
  /** No longer given from this age in months; null where there is no end. */
  readonly notFromMonths: number | null
  /** Waits so many months after the last dose of another course. */
  readonly afterCourse: CourseCode | 'none'
  readonly afterMonths: number
  /** Only girls. */
  readonly girlsOnly: boolean
  /** Only who is born on this day or later; null for all of the edition. */
  readonly bornFrom: LocalDate | null
  /** Not given before this day, whatever the age; null where it has always been. */
  readonly offeredFrom: LocalDate | null
}

/** One edition of the national schedule (国家免疫规划疫苗儿童免疫程序), by the birth dates it is for. */
type Edition = {
  readonly code: string
  readonly name: string
  readonly source: string
  /** Children born on this day or later follow it. */
  readonly bornFrom: LocalDate
}

/** What a bureau can set about vaccination. */
export type VaccinationPolicy = {
  readonly editions: readonly Edition[]
  readonly doses: readonly DoseLine[]
  /** 两种注射减毒活疫苗未同日接种: at least so many days apart. */
  readonly liveVaccinesApartDays: number
  /** An injected live vaccine after immunoglobulin: at least so many months. */
  readonly liveAfterImmunoglobulinMonths: number
  /** 卡介苗: from this age only after a negative skin test (PPD). */
  readonly skinTestFromMonths: number
}

/** The doses of a course for children who follow one regimen. */
export type Regimen = {
  readonly code: RegimenCode
  readonly vaccines: readonly VaccineCode[]
  readonly doses: readonly DoseLine[]
}

/** A course as an edition has it; the usual regimen comes first. */
export type Course = {
  readonly code: CourseCode
  readonly name: string
  readonly regimens: readonly Regimen[]
  readonly sex?: Sex
  readonly bornFrom?: LocalDate
}

export type VaccinationSchedule = Edition & {
  readonly courses: readonly Course[]
  readonly policy: VaccinationPolicy
}

const laidOut = new WeakMap<VaccinationPolicy, readonly VaccinationSchedule[]>()

/** The editions with their doses sorted into courses; once for each policy. */
function schedulesOf(policy: VaccinationPolicy): readonly VaccinationSchedule[] {
  const known = laidOut.get(policy)
  if (known) return known
  const found = policy.editions.map((edition) => ({
    ...edition,
    policy,
    courses: coursesOf(policy.doses.filter((line) => line.edition === edition.code)),
  }))
  laidOut.set(policy, found)
  return found
}

function coursesOf(lines: readonly DoseLine[]): Course[] {
  return (Object.keys(courses) as CourseCode[]).flatMap((code): Course[] => {
    const own = lines.filter(({ course }) => course === code)
    const [first] = own
    if (first === undefined) return []
    const regimens = [...new Set(own.map(({ regimen }) => regimen))]
      .sort((a, b) => Number(b === 'usual') - Number(a === 'usual'))
      .map((regimen): Regimen => {
        const doses = own.filter((line) => line.regimen === regimen).sort((a, b) => a.number - b.number)
        return { code: regimen, doses, vaccines: [...new Set(doses.flatMap(({ vaccines }) => vaccines))] }
      })
    return [
      {
        code,
        name: courses[code],
        regimens,
        ...(first.girlsOnly ? { sex: 'female' } : {}),
        ...(first.bornFrom ? { bornFrom: first.bornFrom } : {}),
      },
    ]
  })
}

/** The edition for a birth date: the one that begins last, no later than it; null for who is older than all. */
export function scheduleFor(birthDate: LocalDate, policy: VaccinationPolicy): VaccinationSchedule | null {
  let found: VaccinationSchedule | null = null
  for (const schedule of schedulesOf(policy)) {
    if (schedule.bornFrom <= birthDate && (found === null || schedule.bornFrom > found.bornFrom))
      found = schedule
  }
  return found
}
