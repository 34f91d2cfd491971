import type { Rate } from '../indicators/rate.ts'

/** Something that was found out and is to be told to the supervisors. */
type FoundInformation = { readonly foundAt: Date; readonly reportedAt: Date | null }

/** Waiting is not reported yet and still in time. */
export const informationStates = {
  'in-time': '按时报告',
  late: '迟报',
  waiting: '待报告',
  overdue: '超时未报',
} as const
export type InformationState = keyof typeof informationStates

/** Where a finding stands; the hour at which the time is up is still in time. */
export function informationState(
  { foundAt, reportedAt }: FoundInformation,
  now: Date,
  withinHours: number | null,
): InformationState {
  const lastMoment =
    withinHours === null ? Number.POSITIVE_INFINITY : foundAt.getTime() + withinHours * 3_600_000
  const isInTime = (reportedAt ?? now).getTime() <= lastMoment
  if (reportedAt === null) return isInTime ? 'waiting' : 'overdue'
  return isInTime ? 'in-time' : 'late'
}

/** 协管信息报告率 = reported ÷ found. Source: public-health-spec.md §17 `supervisionReportRate`. */
export function supervisionReportRate(found: readonly FoundInformation[]): Rate {
  return {
    numerator: found.filter(({ reportedAt }) => reportedAt !== null).length,
    denominator: found.length,
  }
}
