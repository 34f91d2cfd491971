import { addMonths, type LocalDate, monthOf, startOfMonth } from '../days/local-date.ts'

/** Source: requirements-from-seeds.md §21. */
export const trainingKinds = {
  quarterly: '季度培训',
  'pre-service': '岗前培训',
  'further-study': '外出进修',
  other: '其他培训',
} as const
export type TrainingKind = keyof typeof trainingKinds

/** What one person did at one training. */
type Attendance = { present: boolean; score: number | null }

/** 合格: there, and where there is a test at least the pass mark. Null while a test is not marked. */
export function hasPassed(
  { present, score }: Attendance,
  { hasTest, passPercent }: { hasTest: boolean; passPercent: number },
): boolean | null {
  if (!present) return false
  if (!hasTest) return true
  return score === null ? null : score >= passPercent
}

/** First day of the quarter of a day. */
export function quarterFrom(day: LocalDate): LocalDate {
  return addMonths(startOfMonth(day), -((monthOf(day) - 1) % 3))
}

/** 证书编号: year and day of the training, the unit that gave it, and what tells one person from another. */
export function certificateNumber(heldOn: LocalDate, unitCode: number, mark: string): string {
  return `PX${heldOn.replaceAll('-', '')}-${Math.floor(unitCode / 1000)}-${mark}`
}
