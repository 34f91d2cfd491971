import { daysBetween, type LocalDate } from '../days/local-date.ts'

/** What a member of staff is by qualification (资质). Source: code-lists.md §3. */
export const qualifications = [
  '执业医师',
  '执业助理医师',
  '乡镇执业助理医师',
  '乡村医生',
  '公卫医师',
  '中医师',
  '执业护士',
  '药师',
  '健康管理师',
  '其他',
] as const

/** Days before its last day from which a licence (执业证) counts as running out, unless one asks for others. Convention of this program. */
export const LICENCE_WARNING_DAYS = 90

type LicenceState = 'none' | 'valid' | 'expiring' | 'expired'

/** How a licence stands on a day. @param expiresOn its last day; null when it has none or none is known. */
export function licenceStateOn(
  day: LocalDate,
  expiresOn: LocalDate | null,
  warningDays = LICENCE_WARNING_DAYS,
): LicenceState {
  if (expiresOn === null) return 'none'
  const left = daysBetween(day, expiresOn)
  if (left < 0) return 'expired'
  return left <= warningDays ? 'expiring' : 'valid'
}
