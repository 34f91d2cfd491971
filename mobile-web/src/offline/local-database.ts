import { Dexie, type Table } from 'dexie'
import type { EntryState } from './outbox.ts'
import type { Sealed } from './sealing.ts'

type Kept = { id: string; sealed: Sealed }

/** What is known of an entry without opening it: no word of a resident. */
export type KeptEntry = {
  id: string
  /** The order in which they were written. */
  seq: number
  state: EntryState
  sealed: Sealed
}

/** One person's copy on this phone. Nothing in it can be read without the key, but how much there is. */
export class LocalDatabase extends Dexie {
  declare doors: Table<Kept, string>
  declare histories: Table<Kept, string>
  /** Policies, packages and the like; the checkpoint; what was being fetched. */
  declare state: Table<Kept, string>
  declare outbox: Table<KeptEntry, string>
  /** Photographs and signatures that wait with an entry. */
  declare files: Table<Kept, string>
  declare drafts: Table<Kept & { savedAt: number }, string>

  constructor(name: string) {
    super(name)
    this.version(1).stores({
      doors: 'id',
      histories: 'id',
      state: 'id',
      outbox: 'id, seq, state',
      files: 'id',
      drafts: 'id',
    })
  }
}
