import { evidenceDraft } from './drafts.ts'
import type { KeptEntry, LocalDatabase } from './local-database.ts'
import { afterRestart, type Entry } from './outbox.ts'
import { seal, sealBytes, unseal, unsealBytes } from './sealing.ts'

/** A file that travels with an entry. */
export type EntryFile = { id: string; name: string; type: string; bytes: ArrayBuffer }

/** Keeps the outbox on the phone: what was written down is there after whatever happens next. */
export class OutboxStorage {
  private readonly database: LocalDatabase
  private readonly key: CryptoKey
  private kept: readonly Entry[] = []
  private lastSeq = 0

  constructor(database: LocalDatabase, key: CryptoKey) {
    this.database = database
    this.key = key
  }

  get entries(): readonly Entry[] {
    return this.kept
  }

  async load(): Promise<void> {
    const rows = await this.database.outbox.orderBy('seq').toArray()
    this.kept = (await Promise.all(rows.map((row) => unseal<Entry>(this.key, row.sealed)))).map(afterRestart)
    this.lastSeq = this.kept.at(-1)?.seq ?? 0
  }

  nextSeq(): number {
    this.lastSeq++
    return this.lastSeq
  }

  /**
   * Takes an entry in, and with it what it was written from: in one transaction, so that there is never neither and never
   * both. When this has answered, the entry survives everything but the loss of the phone.
   */
  async add(
    entry: Entry,
    from: { draft?: string | undefined; file?: EntryFile | undefined } = {},
  ): Promise<void> {
    const row = await this.rowOf(entry)
    const { draft, file } = from
    const sealedFile = file && { id: file.id, sealed: await sealBytes(this.key, file.bytes) }
    const { outbox, drafts, files } = this.database
    await this.database.transaction('rw', [outbox, drafts, files], async () => {
      await outbox.put(row)
      if (sealedFile) await files.put(sealedFile)
      if (draft !== undefined) await drafts.bulkDelete([draft, evidenceDraft(draft)])
    })
    this.kept = [...this.kept.filter(({ id }) => id !== entry.id), entry].sort((a, b) => a.seq - b.seq)
  }

  /** Writes what became of entries. */
  async put(entries: readonly Entry[]): Promise<void> {
    await this.database.outbox.bulkPut(await Promise.all(entries.map((entry) => this.rowOf(entry))))
    this.touch(entries)
  }

  /** In memory only: what is not worth a write, such as that it is on its way. */
  touch(entries: readonly Entry[]): void {
    const anew = new Map(entries.map((entry) => [entry.id, entry]))
    this.kept = this.kept.map((one) => anew.get(one.id) ?? one)
  }

  /** Lets entries go, with their files. */
  async remove(ids: readonly string[]): Promise<void> {
    const going = this.kept.filter(({ id }) => ids.includes(id))
    const { outbox, files } = this.database
    await this.database.transaction('rw', [outbox, files], async () => {
      await outbox.bulkDelete([...ids])
      await files.bulkDelete(going.flatMap(({ file }) => (file === null ? [] : [file.id])))
    })
    this.kept = this.kept.filter(({ id }) => !ids.includes(id))
  }

  async fileOf(entry: Entry): Promise<ArrayBuffer | null> {
    if (entry.file === null) return null
    const row = await this.database.files.get(entry.file.id)
    return row ? await unsealBytes(this.key, row.sealed) : null
  }

  /** What waits, as it is kept: sealed. */
  async sealed() {
    const [entries, files] = await Promise.all([
      this.database.outbox.where('state').notEqual('accepted').toArray(),
      this.database.files.toArray(),
    ])
    return { entries, files }
  }

  private async rowOf(entry: Entry): Promise<KeptEntry> {
    return { id: entry.id, seq: entry.seq, state: entry.state, sealed: await seal(this.key, entry) }
  }
}
