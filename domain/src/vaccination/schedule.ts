import type { LocalDate } from '../days/local-date.ts'
import type { Sex } from '../residents/resident-facts.ts'

/** An age or an interval: calendar months (public-health-spec.md §0) or days. */
export type Span = { readonly months?: number; readonly days?: number }

/** One dose of a course (剂次). */
export type DoseRule = {
  /** Counted within the course, from 1. */
  readonly number: number
  /** 最小月龄: never before it. */
  readonly fromAge: Span
  /** 应在此月龄前完成: late from then on. */
  readonly beforeAge: Span
  /** After the dose before it at the least. */
  readonly afterPrevious?: Span
  /** No longer given from this age. */
  readonly notFromAge?: Span
}

/** A course of one disease; any of its vaccines counts as its doses. */
export type Course = {
  /** kebab-case. */
  readonly code: string
  readonly name: string
  /** Codes of {@link vaccines} that give its doses. */
  readonly vaccines: readonly VaccineCode[]
  readonly doses: readonly DoseRule[]
  readonly sex?: Sex
  /** The course begins after the last dose of another. */
  readonly after?: { readonly course: string; readonly interval: Span }
}

/**
 * 疫苗. `live` injected ones not given on one day are apart by 28 days, and wait three months after a blood product; BCG and
 * oral ones do not. Source: NIP2026, general rules.
 */
export const vaccines = {
  HepB: { name: '乙肝疫苗', injectedLive: false },
  BCG: { name: '卡介苗', injectedLive: false },
  IPV: { name: '脊灰灭活疫苗', injectedLive: false },
  bOPV: { name: '脊灰减毒活疫苗', injectedLive: false },
  DTaP: { name: '百白破疫苗', injectedLive: false },
  DT: { name: '白破疫苗', injectedLive: false },
  MMR: { name: '麻腮风疫苗', injectedLive: true },
  'JE-L': { name: '乙脑减毒活疫苗', injectedLive: true },
  'MPSV-A': { name: 'A群流脑多糖疫苗', injectedLive: false },
  'MPSV-AC': { name: 'A群C群流脑多糖疫苗', injectedLive: false },
  'HepA-L': { name: '甲肝减毒活疫苗', injectedLive: true },
  '2vHPV': { name: '双价HPV疫苗', injectedLive: false },
} as const
export type VaccineCode = keyof typeof vaccines

/** One edition of the national schedule (国家免疫规划疫苗儿童免疫程序), by the birth dates it is for. */
export type VaccinationSchedule = {
  readonly code: string
  readonly name: string
  readonly source: string
  /** Children born on this day or later follow it. */
  readonly bornFrom: LocalDate
  readonly courses: readonly Course[]
}

/** What a bureau can set about vaccination: the editions. */
export type VaccinationPolicy = { readonly schedules: readonly VaccinationSchedule[] }

const months = (n: number): Span => ({ months: n })
const days = (n: number): Span => ({ days: n })
const years = (n: number): Span => ({ months: n * 12 })
const birth = days(0)

function dose(
  number: number,
  fromAge: Span,
  beforeAge: Span,
  more: Pick<DoseRule, 'afterPrevious' | 'notFromAge'> = {},
): DoseRule {
  return { number, fromAge, beforeAge, ...more }
}
const after = (span: Span) => ({ afterPrevious: span })

const hepatitisB: Course = {
  code: 'hepatitis-b',
  name: '乙肝',
  vaccines: ['HepB'],
  doses: [
    dose(1, birth, days(2)),
    dose(2, months(1), months(3), after(days(28))),
    dose(3, months(6), months(12), after(days(60))),
  ],
}
const tuberculosis: Course = {
  code: 'bcg',
  name: '卡介苗',
  vaccines: ['BCG'],
  // From 3 months only after a negative skin test, from 4 years no more.
  doses: [dose(1, birth, months(3), { notFromAge: years(4) })],
}
const polio: Course = {
  code: 'polio',
  name: '脊灰',
  vaccines: ['IPV', 'bOPV'],
  doses: [
    dose(1, months(2), months(4)),
    dose(2, months(3), months(5), after(days(28))),
    dose(3, months(4), months(12), after(days(28))),
    dose(4, years(4), years(5), after(days(28))),
  ],
}
const measles: Course = {
  code: 'measles-mumps-rubella',
  name: '麻腮风',
  vaccines: ['MMR'],
  doses: [dose(1, months(8), months(12)), dose(2, months(18), months(24), after(days(28)))],
}
const encephalitis: Course = {
  code: 'japanese-encephalitis',
  name: '乙脑',
  vaccines: ['JE-L'],
  doses: [dose(1, months(8), months(12)), dose(2, years(2), years(3), after(months(12)))],
}
const meningitisAC: Course = {
  code: 'meningitis-ac',
  name: 'A群C群流脑',
  vaccines: ['MPSV-AC'],
  doses: [dose(1, years(3), years(4)), dose(2, years(6), years(7), after(years(3)))],
  after: { course: 'meningitis-a', interval: months(12) },
}
const hepatitisA: Course = {
  code: 'hepatitis-a',
  name: '甲肝',
  vaccines: ['HepA-L'],
  doses: [dose(1, months(18), months(24))],
}
/** Girls born after 2011-11-10 who have reached 13; two doses six months apart. Since 2025-11-10. */
const hpv: Course = {
  code: 'hpv',
  name: 'HPV',
  vaccines: ['2vHPV'],
  sex: 'female',
  doses: [dose(1, years(13), years(14)), dose(2, years(13), years(15), after(months(6)))],
}
const meningitisA = (secondBefore: Span): Course => ({
  code: 'meningitis-a',
  name: 'A群流脑',
  vaccines: ['MPSV-A'],
  doses: [dose(1, months(6), months(12)), dose(2, months(9), secondBefore, after(months(3)))],
})

/** 2026 edition: five doses of DTaP at 2, 4, 6, 18 months and 6 years. Source: NIP2026 (public-health-spec.md §5.1). */
const nip2026: VaccinationSchedule = {
  code: 'NIP2026',
  name: '国家免疫规划疫苗儿童免疫程序（2026年版）',
  source: '国家免疫规划疫苗儿童免疫程序及说明（2026年版）',
  bornFrom: '2024-07-01' as LocalDate,
  courses: [
    hepatitisB,
    tuberculosis,
    polio,
    {
      code: 'diphtheria-pertussis-tetanus',
      name: '百白破',
      vaccines: ['DTaP', 'DT'],
      doses: [
        dose(1, months(2), months(6)),
        dose(2, months(4), months(8), after(days(28))),
        dose(3, months(6), months(12), after(days(28))),
        dose(4, months(18), months(24), after(months(6))),
        dose(5, years(6), years(7), after(months(12))),
      ],
    },
    measles,
    encephalitis,
    meningitisA(months(24)),
    meningitisAC,
    hepatitisA,
    hpv,
  ],
}

/** 2021 edition: DTaP at 3, 4, 5 and 18 months, DT at 6 years; the second dose against meningitis A before 18 months. */
const nip2021: VaccinationSchedule = {
  code: 'NIP2021',
  name: '国家免疫规划疫苗儿童免疫程序（2021年版）',
  source: '国家免疫规划疫苗儿童免疫程序及说明（2021年版）',
  bornFrom: '2008-01-01' as LocalDate,
  courses: [
    hepatitisB,
    tuberculosis,
    polio,
    {
      code: 'diphtheria-pertussis-tetanus',
      name: '百白破',
      vaccines: ['DTaP', 'DT'],
      doses: [
        dose(1, months(3), months(6)),
        dose(2, months(4), months(8), after(days(28))),
        dose(3, months(5), months(12), after(days(28))),
        dose(4, months(18), months(24), after(months(6))),
        dose(5, years(6), years(7), after(months(12))),
      ],
    },
    measles,
    encephalitis,
    meningitisA(months(18)),
    meningitisAC,
    hepatitisA,
    hpv,
  ],
}

/** Which edition a child follows is told by the birth date; the day that parts them is to be confirmed (docs/questions.md). */
export const nationalVaccinationPolicy: VaccinationPolicy = { schedules: [nip2026, nip2021] }

/** The edition for a birth date: the one that begins last, no later than it; null for who is older than all. */
export function scheduleFor(birthDate: LocalDate, policy: VaccinationPolicy): VaccinationSchedule | null {
  let found: VaccinationSchedule | null = null
  for (const schedule of policy.schedules) {
    if (schedule.bornFrom <= birthDate && (found === null || schedule.bornFrom > found.bornFrom))
      found = schedule
  }
  return found
}
