import { dayInShanghai, type LocalDate, parseLocalDate } from '../days/local-date.ts'

/** When something was measured: its day in Shanghai, and the moment (ISO, UTC) when a time of day was told. */
type Moment = { on: LocalDate; at: string | null }

const WRITTEN =
  /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[T ]*(\d{1,2}):?(\d{2})(?::?(\d{2})(?:\.\d+)?)?)? ?(Z|[+-]\d{2}:?\d{2})?$/i

/**
 * Reads a moment as devices write it: `2026-11-20T09:31:00+08:00`, `2026/11/20 9:31`, `20261120093100`, `2026-11-20`.
 * A time without a zone is Shanghai's. Null when it is no moment.
 */
export function readMoment(text: string): Moment | null {
  const match = WRITTEN.exec(text.trim())
  if (!match) return null
  const [, year, month, dayOfMonth, hour, minute, second = '00', zone = '+08:00'] = match
  const day = parseLocalDate(`${year}-${two(month!)}-${two(dayOfMonth!)}`)
  if (day === null) return null
  if (hour === undefined) return { on: day, at: null }
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  const offset = /^z$/i.test(zone) ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`
  const moment = new Date(`${day}T${two(hour)}:${minute}:${second}${offset}`)
  if (Number.isNaN(moment.getTime())) return null
  return { on: dayInShanghai(moment), at: moment.toISOString() }
}

function two(digits: string): string {
  return digits.padStart(2, '0')
}
