import { addDays, type LocalDate } from '../days/local-date.ts'

/** How many days a resident may answer after having been asked: a convention of the project, no document names one. */
const LINK_DAYS = 30

export const confirmationStates = {
  open: '等待居民确认',
  confirmed: '居民已确认',
  denied: '居民表示没有做过',
  over: '链接已过期',
} as const
type ConfirmationState = keyof typeof confirmationStates

/** The last day on which the link of a service may be answered. */
export function lastDayOf(askedOn: LocalDate): LocalDate {
  return addDays(askedOn, LINK_DAYS)
}

/** Where a confirmation stands. What was answered stands; a service that was withdrawn is asked about no more. */
export function confirmationState(
  { askedOn, wasGiven, withdrawn }: { askedOn: LocalDate; wasGiven: boolean | null; withdrawn: boolean },
  today: LocalDate,
): ConfirmationState {
  if (wasGiven !== null) return wasGiven ? 'confirmed' : 'denied'
  return withdrawn || today > lastDayOf(askedOn) ? 'over' : 'open'
}
