import type { OrgLevel } from '../access/org-unit.ts'
import { type LocalDate, monthOf, yearOf } from '../days/local-date.ts'
import { type EducationKind, type EducationPolicy, educationKinds } from './education-policy.ts'

export type CountedActivity = {
  readonly kind: EducationKind
  readonly topic: string
  readonly heldOn: LocalDate
}

type EducationCount = {
  readonly kind: EducationKind
  /** 种、期 or 次. */
  readonly done: number
  readonly required: number
  /** What should be done by the end of the month of the day: the year's number pro rata, rounded down. */
  readonly byNow: number
}

/**
 * What an institution did in a year against what is required. Materials and films count by their kinds (one topic is one
 * kind however often it is handed out), boards, consultations and lectures by each time.
 */
export function educationCounts(
  level: OrgLevel,
  activities: readonly CountedActivity[],
  { year, today }: { year: number; today: LocalDate },
  policy: EducationPolicy,
): EducationCount[] {
  const required = level === 'village' ? policy.village : policy.township
  const months = yearOf(today) > year ? 12 : yearOf(today) < year ? 0 : monthOf(today)
  return (Object.keys(educationKinds) as EducationKind[]).map((kind) => {
    const own = activities.filter((one) => one.kind === kind && yearOf(one.heldOn) === year)
    const byTopic = educationKinds[kind].counted === '种'
    return {
      kind,
      done: byTopic ? new Set(own.map(({ topic }) => topic.trim())).size : own.length,
      required: required[kind],
      byNow: Math.floor((required[kind] * months) / 12),
    }
  })
}
