import { dayOf, endOfMonth, type LocalDate, quarterOf, yearOf } from '@qianyue/domain/days/local-date.ts'

export type Days = { fromDay: LocalDate; toDay: LocalDate }

/** First and last day of a quarter, 1 to 4. */
export function quarterDays(year: number, quarter: number): Days {
  const first = (month: number) => dayOf(year, month, 1)!
  return { fromDay: first(quarter * 3 - 2), toDay: endOfMonth(first(quarter * 3)) }
}

export function yearDays(year: number): Days {
  return { fromDay: dayOf(year, 1, 1)!, toDay: dayOf(year, 12, 31)! }
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
