const inShanghai = (timeStyle: 'short' | 'medium') =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle })
const minute = inShanghai('short')
const second = inShanghai('medium')

/** 2026-11-21 14:03, in Shanghai. */
export function momentWords(iso: string): string {
  return minute.format(new Date(iso))
}

/** 2026-11-21 14:03:05, where the order of things within a minute is asked for. */
export function exactMomentWords(iso: string): string {
  return second.format(new Date(iso))
}

/** A moment as an entry of day and hour takes it, in Shanghai: `2026-11-21T14:05`. */
export function momentEntry(at: Date): string {
  return new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 16)
}

/** The moment that such an entry names. */
export function momentOfEntry(entry: string): string {
  return new Date(`${entry}:00+08:00`).toISOString()
}
