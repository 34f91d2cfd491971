import { type LocalDate, parseLocalDate } from '@qianyue/domain/days/local-date.ts'
import type { FormValues } from '@qianyue/domain/forms/form.ts'
import type { ServiceMode } from '@qianyue/domain/service-records/service-mode.ts'

/** A form that is being filled, as it survives a closed window: codes and values, no name and no number of a person. */
export type Draft = {
  /** The record's id, so that what was sent and not answered is not kept twice. */
  readonly id: string
  readonly performedOn: LocalDate
  readonly mode: ServiceMode
  readonly values: FormValues
  readonly copied: readonly string[]
}

/** Whose draft, for whom, on which form; `household-visit` for a merged visit. */
export type DraftOf = { readonly accountId: string; readonly residentId: string; readonly form: string }

/** What every kept draft has: the day of the service. */
type OfADay = { readonly performedOn: LocalDate }

const PREFIX = 'qianyue-draft'
/** A draft that nobody came back to. */
const KEPT_MS = 7 * 24 * 3600_000

/** Nothing where there is none, where it is old, or where the browser keeps nothing. */
export function readDraft<Kept extends OfADay = Draft>(
  storage: Storage,
  of: DraftOf,
  now: Date,
): Kept | null {
  try {
    const kept = JSON.parse(storage.getItem(keyOf(of)) ?? 'null') as (Kept & { savedAt: number }) | null
    if (kept === null || now.getTime() - kept.savedAt > KEPT_MS || parseLocalDate(kept.performedOn) === null)
      return null
    const { savedAt: _, ...draft } = kept
    return draft as unknown as Kept
  } catch {
    return null
  }
}

export function keepDraft(storage: Storage, of: DraftOf, draft: OfADay, now: Date): void {
  try {
    storage.setItem(keyOf(of), JSON.stringify({ ...draft, savedAt: now.getTime() }))
  } catch {
    // A full or forbidden storage loses the convenience, not the form on the screen.
  }
}

export function dropDraft(storage: Storage, of: DraftOf): void {
  try {
    storage.removeItem(keyOf(of))
  } catch {
    // As above.
  }
}

function keyOf({ accountId, residentId, form }: DraftOf): string {
  return [PREFIX, accountId, residentId, form].join(':')
}
