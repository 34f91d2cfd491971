import type { LocalDate } from '../days/local-date.ts'
import type { DoseLine, VaccinationPolicy } from './schedule.ts'
import type { CourseCode, RegimenCode, VaccineCode } from './vaccines.ts'

type Line = [
  number: number,
  fromMonths: number,
  beforeMonths: number,
  apart?: Apart,
  more?: Partial<DoseLine>,
]
type Apart = { months?: number; days?: number }
const months = (n: number): Apart => ({ months: n })
const days = (n: number): Apart => ({ days: n })
const year = 12

function course(
  edition: string,
  code: CourseCode,
  vaccines: readonly VaccineCode[],
  lines: readonly Line[],
  { regimen = 'usual', ...same }: Partial<DoseLine> & { regimen?: RegimenCode } = {},
): DoseLine[] {
  return lines.map(([number, fromMonths, beforeMonths, apart = {}, more = {}]) => ({
    edition,
    course: code,
    regimen,
    vaccines,
    number,
    fromMonths,
    beforeMonths,
    apartMonths: apart.months ?? 0,
    apartDays: apart.days ?? 0,
    withinDays: null,
    notFromMonths: null,
    afterCourse: 'none',
    afterMonths: 0,
    girlsOnly: false,
    bornFrom: null,
    offeredFrom: null,
    ...same,
    ...more,
  }))
}

/**
 * What both editions have in common. Ages, last ages and intervals: public-health-spec.md §5.1; last ages that it leaves open
 * (second doses in infancy) are conventions.
 */
function common(edition: string, meningitisASecondBefore: number): DoseLine[] {
  return [
    ...course(
      edition,
      'hepatitis-b',
      ['HepB'],
      [
        [1, 0, 0],
        [2, 1, 3, days(28)],
        [3, 6, 12, days(60)],
      ],
    ),
    ...course(
      edition,
      'hepatitis-b',
      ['HepB'],
      [
        [1, 0, 0],
        [2, 1, 3, days(28)],
        [3, 2, 4, days(28)],
        [4, 7, 12, days(60)],
      ],
      { regimen: 'low-birth-weight' },
    ),
    ...course(edition, 'bcg', ['BCG'], [[1, 0, 3, {}, { notFromMonths: 4 * year }]]),
    ...course(
      edition,
      'polio',
      ['IPV', 'bOPV'],
      [
        [1, 2, 4],
        [2, 3, 5, days(28)],
        [3, 4, 12, days(28)],
        [4, 4 * year, 5 * year, days(28)],
      ],
    ),
    ...course(
      edition,
      'measles-mumps-rubella',
      ['MMR'],
      [
        [1, 8, 12],
        [2, 18, 24, days(28)],
      ],
    ),
    ...course(
      edition,
      'japanese-encephalitis',
      ['JE-L'],
      [
        [1, 8, 12],
        [2, 24, 36, months(12)],
      ],
    ),
    ...course(
      edition,
      'japanese-encephalitis',
      ['JE-I'],
      [
        [1, 8, 12],
        [2, 8, 12, days(7), { withinDays: 10 }],
        [3, 24, 36],
        [4, 6 * year, 7 * year],
      ],
      { regimen: 'inactivated' },
    ),
    ...course(
      edition,
      'meningitis-a',
      ['MPSV-A'],
      [
        [1, 6, 12],
        [2, 9, meningitisASecondBefore, months(3)],
      ],
    ),
    ...course(
      edition,
      'meningitis-ac',
      ['MPSV-AC'],
      [
        [1, 3 * year, 4 * year],
        [2, 6 * year, 7 * year, months(36)],
      ],
      { afterCourse: 'meningitis-a', afterMonths: 12 },
    ),
    ...course(edition, 'hepatitis-a', ['HepA-L'], [[1, 18, 24]]),
    ...course(
      edition,
      'hepatitis-a',
      ['HepA-I'],
      [
        [1, 18, 24],
        [2, 24, 36, months(6)],
      ],
      { regimen: 'inactivated' },
    ),
    // Girls born after 2011-11-10 who have reached 13, free since 2025-11-10.
    ...course(
      edition,
      'hpv',
      ['2vHPV'],
      [
        [1, 13 * year, 14 * year],
        [2, 13 * year, 15 * year, months(6)],
      ],
      {
        girlsOnly: true,
        bornFrom: '2011-11-11' as LocalDate,
        offeredFrom: '2025-11-10' as LocalDate,
      },
    ),
  ]
}

function diphtheria(edition: string, first: number, third: number): DoseLine[] {
  return course(
    edition,
    'diphtheria-pertussis-tetanus',
    ['DTaP', 'DT'],
    [
      [1, first, 6],
      [2, 4, 8, days(28)],
      [3, third, 12, days(28)],
      [4, 18, 24, months(6)],
      [5, 6 * year, 7 * year, months(12)],
    ],
  )
}

/**
 * 2026 edition: DTaP at 2, 4, 6, 18 months and 6 years, the second dose against meningitis A before 24 months. 2021 edition: at
 * 3, 4, 5, 18 months with DT at 6 years, before 18 months. Which of them a child follows is told by the birth date; the day that
 * parts them is to be confirmed (docs/questions.md). Source: NIP2026 (public-health-spec.md §5).
 */
export const nationalVaccinationPolicy: VaccinationPolicy = {
  editions: [
    {
      code: 'NIP2026',
      name: '国家免疫规划疫苗儿童免疫程序（2026年版）',
      source: '国家免疫规划疫苗儿童免疫程序及说明（2026年版）',
      bornFrom: '2024-07-01' as LocalDate,
    },
    {
      code: 'NIP2021',
      name: '国家免疫规划疫苗儿童免疫程序（2021年版）',
      source: '国家免疫规划疫苗儿童免疫程序及说明（2021年版）',
      bornFrom: '2008-01-01' as LocalDate,
    },
  ],
  doses: [
    ...common('NIP2026', 24),
    ...diphtheria('NIP2026', 2, 6),
    ...common('NIP2021', 18),
    ...diphtheria('NIP2021', 3, 5),
  ],
  liveVaccinesApartDays: 28,
  liveAfterImmunoglobulinMonths: 3,
  skinTestFromMonths: 3,
}
