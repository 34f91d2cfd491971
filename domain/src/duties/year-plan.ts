import { type LocalDate, monthOf, yearOf } from '../days/local-date.ts'
import type { DutyState } from './duty.ts'

/** A duty as the year plan places it. */
export type PlacedDuty = {
  readonly service: string
  readonly state: DutyState
  readonly dueBy: LocalDate
  readonly plannedOn: LocalDate | null
  readonly doneOn: LocalDate | null
}

type YearPlanRow<Duty extends PlacedDuty> = {
  readonly service: string
  /** January first; what stands in each month. */
  readonly months: readonly (readonly Duty[])[]
  /** Done of all that were owed; cancelled ones are not counted. */
  readonly done: number
  readonly owed: number
}

/**
 * 全年服务计划: one line a service, each duty in the month in which it was done, else is planned, else is due. What falls
 * outside the year (done early in December, closing in January) stands in its first or last month.
 */
export function yearPlan<Duty extends PlacedDuty>(
  year: number,
  duties: readonly Duty[],
): YearPlanRow<Duty>[] {
  const rows = new Map<string, Duty[][]>()
  for (const duty of duties) {
    const months = rows.get(duty.service) ?? Array.from({ length: 12 }, () => [])
    months[monthIn(year, duty.doneOn ?? duty.plannedOn ?? duty.dueBy) - 1]!.push(duty)
    rows.set(duty.service, months)
  }
  return [...rows].map(([service, months]) => {
    const counted = months.flat().filter(({ state }) => state !== 'cancelled')
    return {
      service,
      months,
      done: counted.filter(({ state }) => state === 'done').length,
      owed: counted.length,
    }
  })
}

function monthIn(year: number, day: LocalDate): number {
  if (yearOf(day) < year) return 1
  return yearOf(day) > year ? 12 : monthOf(day)
}
