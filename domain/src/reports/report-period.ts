import {
  addMonths,
  dayOf,
  endOfMonth,
  type LocalDate,
  monthOf,
  startOfMonth,
  yearOf,
} from '../days/local-date.ts'

/** 报表周期, by how many months one takes. */
export const cadences = {
  month: { name: '月报', months: 1 },
  quarter: { name: '季报', months: 3 },
  'half-year': { name: '半年报', months: 6 },
  year: { name: '年报', months: 12 },
} as const

export type Cadence = keyof typeof cadences

/** 报告期: the days that one report is about. */
export type ReportPeriod = {
  cadence: Cadence
  /** `2026-10`, `2026-Q3`, `2026-H1`, `2026`. */
  key: string
  from: LocalDate
  /** Last day. */
  to: LocalDate
  /** 2026年第三季度. */
  name: string
}

const SHAPE = /^(20\d\d)(?:-(0[1-9]|1[0-2])|-Q([1-4])|-H([12]))?$/

/** The period of that key; null when there is none. */
export function periodOf(key: string): ReportPeriod | null {
  const match = SHAPE.exec(key)
  if (!match) return null
  const [, year, month, quarter, half] = match
  if (month) return starting('month', dayOf(Number(year), Number(month), 1)!)
  if (quarter) return starting('quarter', dayOf(Number(year), Number(quarter) * 3 - 2, 1)!)
  if (half) return starting('half-year', dayOf(Number(year), Number(half) * 6 - 5, 1)!)
  return starting('year', dayOf(Number(year), 1, 1)!)
}

/** The period of a cadence that a day lies in. */
export function periodAround(cadence: Cadence, day: LocalDate): ReportPeriod {
  const { months } = cadences[cadence]
  const monthsIn = (monthOf(day) - 1) % months
  return starting(cadence, addMonths(startOfMonth(day), -monthsIn))
}

/** So many periods up to the one a day lies in, the newest first. */
export function periodsUpTo(cadence: Cadence, day: LocalDate, count: number): ReportPeriod[] {
  const last = periodAround(cadence, day)
  return Array.from({ length: count }, (_, back) =>
    starting(cadence, addMonths(last.from, -back * cadences[cadence].months)),
  )
}

function starting(cadence: Cadence, from: LocalDate): ReportPeriod {
  const to = endOfMonth(addMonths(from, cadences[cadence].months - 1))
  return { cadence, from, to, ...namesOf(cadence, yearOf(from), monthOf(from)) }
}

function namesOf(cadence: Cadence, year: number, month: number): { key: string; name: string } {
  switch (cadence) {
    case 'month':
      return { key: `${year}-${String(month).padStart(2, '0')}`, name: `${year}年${month}月` }
    case 'quarter': {
      const quarter = (month + 2) / 3
      return { key: `${year}-Q${quarter}`, name: `${year}年第${'一二三四'[quarter - 1]}季度` }
    }
    case 'half-year': {
      const half = month === 1 ? 1 : 2
      return { key: `${year}-H${half}`, name: `${year}年${half === 1 ? '上' : '下'}半年` }
    }
    case 'year':
      return { key: `${year}`, name: `${year}年` }
  }
}
