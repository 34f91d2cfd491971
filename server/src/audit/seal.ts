import type { Database } from '../database/database.ts'
import { inTransaction } from '../database/database.ts'
import { countyCodes } from '../database/in-county.ts'
import type { FieldCrypto } from '../secrets/field-crypto.ts'
import { insertSeal, lastSeal, type SealedEntry, takeSealing, unsealedEntries } from './seals.queries.ts'

/** Entries that one seal is put on at most. */
const ENTRIES_OF_A_SEAL = 2_000

/** Milliseconds between one sealing and the next. */
const SEALING_MS = 30_000

type Sealing = { database: Database; crypto: FieldCrypto; now: () => Date }

/**
 * Seals what has been written to a county's audit trail since the last time, in batches: each seal is a keyed hash over
 * the seal before it and the marks of its entries. Nobody who writes waits for it. Returns how many entries were sealed.
 */
export async function sealTrail({ database, crypto, now }: Sealing, countyCode: number): Promise<number> {
  let sealed = 0
  for (;;) {
    const count = await inTransaction(database, 'begin', async (db) => {
      if (!(await takeSealing(db, countyCode))) return 0
      const entries = await unsealedEntries(db, countyCode, now(), ENTRIES_OF_A_SEAL)
      if (entries.length === 0) return 0
      const before = await lastSeal(db, countyCode)
      const number = (before?.number ?? 0) + 1
      await insertSeal(db, countyCode, {
        number,
        ids: entries.map(({ id }) => id),
        hash: sealOf(crypto, number, before?.hash ?? null, entries),
        sealedAt: now(),
      })
      return entries.length
    })
    sealed += count
    if (count < ENTRIES_OF_A_SEAL) return sealed
  }
}

/** The hash of a batch, which holds it to the one before. */
export function sealOf(
  crypto: FieldCrypto,
  number: number,
  before: Buffer | null,
  entries: readonly SealedEntry[],
): Buffer {
  const chained = [
    number,
    before?.toString('hex') ?? null,
    entries.map(({ id, mark }) => [id, mark.toString('hex')]),
  ]
  return crypto.keyedHash('audit seal', JSON.stringify(chained))
}

/** Seals every county's trail now and then, as long as the program runs. Returns what ends it. */
export function startSealing(sealing: Sealing, onError: (error: unknown) => void): () => Promise<void> {
  let underWay: Promise<void> = Promise.resolve()
  const round = async () => {
    for (const countyCode of await countyCodes(sealing.database)) await sealTrail(sealing, countyCode)
  }
  const timer = setInterval(() => {
    underWay = underWay.then(round).catch(onError)
  }, SEALING_MS)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await underWay
  }
}
