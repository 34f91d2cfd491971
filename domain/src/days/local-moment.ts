import { type LocalDate, parseLocalDate, toDayNumber } from './local-date.ts'

const shape = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)$/

/**
 * Whole minutes from one moment to another, each `YYYY-MM-DDTHH:mm` in Asia/Shanghai, negative when the second comes
 * first; null when either is not a moment. There is no summer time, so a day has 1440 minutes.
 */
export function minutesBetween(from: unknown, to: unknown): number | null {
  const [first, last] = [minuteNumber(from), minuteNumber(to)]
  return first === null || last === null ? null : last - first
}

function minuteNumber(moment: unknown): number | null {
  const match = typeof moment === 'string' ? shape.exec(moment) : null
  const day: LocalDate | null = match && parseLocalDate(match[1]!)
  return match === null || day === null
    ? null
    : toDayNumber(day) * 1440 + Number(match[2]) * 60 + Number(match[3])
}

/** A moment as it is read in Asia/Shanghai: `2026-11-21 14:05`. */
export function momentInShanghai(moment: Date): string {
  return new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
