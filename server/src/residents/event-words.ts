import { type ResidentEventKind, residentEventKinds } from '@qianyue/domain/residents/resident-event.ts'

/** 死亡、迁出…, as a timeline shows what happened. */
export function eventTitle(kind: string): string {
  return residentEventKinds[kind as ResidentEventKind] ?? '变动'
}

/** What was noted with an event. */
export function noteOf(details: unknown): string {
  const { note, until } = (details ?? {}) as { note?: string; until?: string | null }
  return [note, until ? `至 ${until}` : ''].filter(Boolean).join(' · ')
}

/** Who withdrew an event and why; null while it stands. */
export function withdrawalOf(event: {
  withdrawnAt: Date | string | null
  withdrawnByName: string | null
  withdrawalReason: string | null
}) {
  if (event.withdrawnAt === null) return null
  return {
    at: new Date(event.withdrawnAt).toISOString(),
    byName: event.withdrawnByName,
    reason: event.withdrawalReason ?? '',
  }
}
