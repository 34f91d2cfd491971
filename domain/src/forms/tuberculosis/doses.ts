import { addDays, daysBetween, type LocalDate } from '../../days/local-date.ts'
import { type Check, type FormValues, numberIn, type RowValue, rounded } from '../form.ts'

/** 服药率 in percent with one decimal; null when no dose was due (never 0% or 100%). Source: public-health-spec.md §0, §12. */
export function adherencePercent(dosesDue: number, dosesTaken: number): number | null {
  return dosesDue <= 0 ? null : rounded((dosesTaken / dosesDue) * 100, 1)
}

/** 规则服药: told from the unrounded share of doses taken. Source: public-health-spec.md §12 (90%). */
export function isRegular(dosesDue: number, dosesTaken: number, fromPercent: number): boolean | null {
  return dosesDue <= 0 ? null : dosesTaken * 100 >= dosesDue * fromPercent
}

export type Dose = { readonly on: LocalDate; readonly taken: boolean }

/** The drug days of a treatment card in their order; a day that stands twice counts once, taken if either says so. */
export function dosesOf(values: FormValues): Dose[] {
  const rows = values.doses
  if (!Array.isArray(rows)) return []
  const byDay = new Map<string, boolean>()
  for (const row of rows as readonly RowValue[]) {
    if (typeof row.on !== 'string') continue
    byDay.set(row.on, byDay.get(row.on) === true || row.taken === 1)
  }
  return [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([on, taken]) => ({ on: on as LocalDate, taken }))
}

/**
 * The longest break in days: from the first missed drug day of a row to the day before the next dose taken, or to the
 * last day on the card.
 */
export function longestBreakDays(doses: readonly Dose[]): number {
  let longest = 0
  let since: LocalDate | null = null
  for (const [index, { on, taken }] of doses.entries()) {
    if (taken) since = null
    else since ??= on
    if (since === null) continue
    const next = doses[index + 1]
    const until = next === undefined || !next.taken ? on : addDays(next.on, -1)
    longest = Math.max(longest, daysInclusive(since, until))
  }
  return longest
}

function daysInclusive(from: LocalDate, to: LocalDate): number {
  return daysBetween(from, to) + 1
}

export function dosesInOrder(fewer: string, more: string, message: string): Check {
  return {
    code: `${fewer}-within-${more}`.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    fields: [fewer, more],
    severity: 'error',
    message,
    holds: (values) => {
      const [low, high] = [numberIn(values, fewer), numberIn(values, more)]
      return low === null || high === null || low <= high
    },
  }
}
