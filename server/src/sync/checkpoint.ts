import type { Standing } from './sync.queries.ts'

/** A copy without contact for longer is fetched afresh. */
export const CHECKPOINT_DAYS = 30

/** What a phone brings along to be told what changed since: `epoch|second|snapshot`. */
export function checkpointOf({ epoch, snapshot }: Standing, now: Date): string {
  return `${epoch}|${Math.floor(now.getTime() / 1000)}|${snapshot}`
}

/** The snapshot of a checkpoint; null when the copy must be fetched afresh. */
export function snapshotIn(checkpoint: string, { epoch }: Standing, now: Date): string | null {
  const [itsEpoch, second, snapshot] = checkpoint.split('|')
  if (itsEpoch !== epoch || snapshot === undefined || !/^\d+:\d+:[\d,]*$/.test(snapshot)) return null
  const ageDays = (now.getTime() / 1000 - Number(second)) / 86_400
  return ageDays >= 0 && ageDays <= CHECKPOINT_DAYS ? snapshot : null
}
