import { dayOf, endOfMonth, type LocalDate, quarterOf, yearOf } from '@qianyue/domain/days/local-date.ts'
import type { Cadence } from '@qianyue/domain/performance/assessment-sheet.ts'

export type Days = { fromDay: LocalDate; toDay: LocalDate }

/** First and last day of a quarter, 1 to 4. */
function quarterDays(year: number, quarter: number): Days {
  const first = (month: number) => dayOf(year, month, 1)!
  return { fromDay: first(quarter * 3 - 2), toDay: endOfMonth(first(quarter * 3)) }
}

/** First and last day of a half of a year, 1 or 2. */
function halfDays(year: number, half: number): Days {
  return { fromDay: dayOf(year, half * 6 - 5, 1)!, toDay: endOfMonth(dayOf(year, half * 6, 1)!) }
}

function yearDays(year: number): Days {
  return { fromDay: dayOf(year, 1, 1)!, toDay: dayOf(year, 12, 31)! }
}

type PeriodChoice = { label: string; days: Days }

/** The periods of a year by a cadence, in order. */
export function periodsOf(cadence: Cadence, year: number): PeriodChoice[] {
  switch (cadence) {
    case 'year':
      return [{ label: '全年', days: yearDays(year) }]
    case 'half-year':
      return ['上半年', '下半年'].map((label, index) => ({ label, days: halfDays(year, index + 1) }))
    case 'quarter':
      return [1, 2, 3, 4].map((quarter) => ({
        label: `第${quarter}季度`,
        days: quarterDays(year, quarter),
      }))
    case 'month':
      return Array.from({ length: 12 }, (_, index) => {
        const fromDay = dayOf(year, index + 1, 1)!
        return { label: `${index + 1}月`, days: { fromDay, toDay: endOfMonth(fromDay) } }
      })
  }
}

/** Quarters up to that of a day, the newest first, as a choice. */
export function quarterChoices(
  today: LocalDate,
  count: number,
): { value: string; label: string; days: Days }[] {
  let year = yearOf(today)
  let quarter = quarterOf(today)
  return Array.from({ length: count }, () => {
    const choice = {
      value: `${year}-${quarter}`,
      label: `${year}年第${quarter}季度`,
      days: quarterDays(year, quarter),
    }
    quarter -= 1
    if (quarter === 0) {
      quarter = 4
      year -= 1
    }
    return choice
  })
}

export const pointsWords = (hundredths: number) =>
  (hundredths / 100).toLocaleString('zh-CN', { maximumFractionDigits: 2 })

export const shareWords = (basisPoints: number) =>
  `${(basisPoints / 100).toFixed(basisPoints % 100 === 0 ? 0 : 2)}%`
