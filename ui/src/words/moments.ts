const moment = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** 2026-11-21 14:03:05, in Shanghai. */
export function momentWords(iso: string): string {
  return moment.format(new Date(iso))
}

/** A moment as an entry of day and hour takes it, in Shanghai: `2026-11-21T14:05`. */
export function momentEntry(at: Date): string {
  return new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 16)
}

/** The moment that such an entry names. */
export function momentOfEntry(entry: string): string {
  return new Date(`${entry}:00+08:00`).toISOString()
}
