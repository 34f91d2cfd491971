const moment = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** 2026-11-21 14:03:05, in Shanghai. */
export function momentWords(iso: string): string {
  return moment.format(new Date(iso))
}
