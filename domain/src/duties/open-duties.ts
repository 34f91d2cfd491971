import type { LocalDate } from '../days/local-date.ts'
import type { ServiceCode } from '../services/services.ts'
import type { Duty, PlannedDuty } from './duty.ts'

/** A service that can be done now, by the day that counts. */
export type OpenDuty = { service: ServiceCode; day: LocalDate }

/** The day that counts of a duty: the one agreed with the patient, or the last in time. */
function nearestDayOf({ plannedOn, dueBy }: Pick<PlannedDuty, 'plannedOn' | 'dueBy'>): LocalDate {
  return plannedOn ?? dueBy
}

/** What can be done for a resident on the day the duties stand for, due or overdue, the nearest first. */
export function openDuties(
  duties: readonly Pick<Duty, 'service' | 'state' | 'plannedOn' | 'dueBy'>[],
): OpenDuty[] {
  return duties
    .filter(({ state }) => state === 'due' || state === 'overdue')
    .map((duty) => ({ service: duty.service, day: nearestDayOf(duty) }))
    .sort((a, b) => compare(a.day, b.day) || compare(a.service, b.service))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
