import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import type { pullPanel } from '@qianyue/api/sync.ts'
import { type Door, type DoorHistory, digestOf } from '@qianyue/domain/doors/door.ts'
import type { LocalDatabase } from './local-database.ts'
import { seal, unseal } from './sealing.ts'

export type Reference = ReplyOf<typeof pullPanel>['reference']

/** How far the copy has come. */
type CopyState = {
  reference: Reference | null
  /** Until where the doors are complete; null before the first list. */
  checkpoint: string | null
  /** Doors still to be fetched, those needed first in front. */
  doorsWanted: readonly string[]
  historiesWanted: readonly string[]
  /** Server's clock minus the phone's, ms. */
  clockOffsetMs: number
  /** Phone's clock at the last complete contact, ms. */
  pulledAt: number | null
}

const EMPTY: CopyState = {
  reference: null,
  checkpoint: null,
  doorsWanted: [],
  historiesWanted: [],
  clockOffsetMs: 0,
  pulledAt: null,
}

const STATE = 'copy'

/** The doors of one's panel as they are kept on the phone, and how far the copy has come. */
export class LocalCopy {
  private readonly database: LocalDatabase
  private readonly key: CryptoKey
  readonly doors = new Map<string, Door>()
  private present: CopyState = EMPTY
  /** Grows whenever a door did change. */
  version = 0

  constructor(database: LocalDatabase, key: CryptoKey) {
    this.database = database
    this.key = key
  }

  get state(): CopyState {
    return this.present
  }

  async load(): Promise<void> {
    const kept = await this.database.state.get(STATE)
    if (kept) this.present = { ...EMPTY, ...(await unseal<CopyState>(this.key, kept.sealed)) }
    const rows = await this.database.doors.toArray()
    for (const door of await Promise.all(rows.map((row) => unseal<Door>(this.key, row.sealed)))) {
      this.doors.set(door.id, door)
    }
  }

  /** Keeps what arrived, together with how far the copy has come by it: after a kill it goes on from there. */
  async take(
    arrived: { doors?: readonly Door[]; histories?: readonly DoorHistory[]; gone?: readonly string[] },
    next: Partial<CopyState>,
  ): Promise<void> {
    const { doors = [], histories = [], gone = [] } = arrived
    const state = { ...this.present, ...next }
    const seal_ = async ({ id, ...rest }: { id: string }) => ({
      id,
      sealed: await seal(this.key, { id, ...rest }),
    })
    const [doorRows, historyRows, stateRow] = await Promise.all([
      Promise.all(doors.map(seal_)),
      Promise.all(histories.map(seal_)),
      seal(this.key, state),
    ])
    const { database } = this
    await database.transaction('rw', [database.doors, database.histories, database.state], async () => {
      await database.doors.bulkPut(doorRows)
      await database.histories.bulkPut(historyRows)
      await database.doors.bulkDelete([...gone])
      await database.histories.bulkDelete([...gone])
      await database.state.put({ id: STATE, sealed: stateRow })
    })
    if (gone.length + doors.length > 0) this.version++
    for (const id of gone) this.doors.delete(id)
    for (const door of doors) this.doors.set(door.id, door)
    this.present = state
  }

  async historyOf(doorId: string): Promise<DoorHistory | null> {
    const kept = await this.database.histories.get(doorId)
    return kept ? await unseal<DoorHistory>(this.key, kept.sealed) : null
  }

  /** Which doors are held, as the server compares them. Doors still wanted are known of. */
  panel(): { count: number; digest: string } {
    const held = new Set([...this.doors.keys(), ...this.present.doorsWanted])
    return { count: held.size, digest: digestOf(held) }
  }
}
