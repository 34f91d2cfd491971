import type { Database } from '../database/database.ts'
import type { FieldCrypto } from '../secrets/field-crypto.ts'
import { bearsItsMark } from './marks.ts'
import { sealOf } from './seal.ts'
import {
  copiedEntries,
  entriesOfSeal,
  entriesOutside,
  missingOfSeal,
  type SealedEntry,
  sealsAfter,
} from './seals.queries.ts'

/** Something about a trail that the program did not do, and where. */
export type Tampering =
  | { what: 'entry-changed'; entry: number; seal: number | null }
  | { what: 'entry-added'; entry: number }
  | { what: 'entry-missing'; entry: number; seal: number }
  | { what: 'seal-changed'; seal: number }
  | { what: 'seal-missing'; seal: number }

type Verified = {
  seals: number
  sealedEntries: number
  waitingEntries: number
  /** The last seal: noted down elsewhere, it shows later that the trail was not cut off. */
  lastSeal: { number: number; hash: string } | null
  tamperings: Tampering[]
}

const SEALS_AT_ONCE = 200
const ENTRIES_AT_ONCE = 5_000

/** Walks a county's whole audit trail and names every entry and seal that was changed, taken out or put in. */
export async function verifyTrail(
  database: Database,
  crypto: FieldCrypto,
  countyCode: number,
): Promise<Verified> {
  const found: Verified = { seals: 0, sealedEntries: 0, waitingEntries: 0, lastSeal: null, tamperings: [] }
  let hashBefore: Buffer | null = null
  let number = 0
  for (;;) {
    const seals = await sealsAfter(database, countyCode, number, SEALS_AT_ONCE)
    for (const seal of seals) {
      for (number++; number < seal.number; number++) {
        found.tamperings.push({ what: 'seal-missing', seal: number })
      }
      const entries = await entriesOfSeal(database, countyCode, seal.ids)
      const changed = entriesWithoutMark(crypto, entries)
      for (const entry of changed) {
        found.tamperings.push({ what: 'entry-changed', entry, seal: seal.number })
      }
      const missing = entries.length < seal.entries ? await missingOfSeal(database, countyCode, seal.ids) : []
      for (const entry of missing) {
        found.tamperings.push({ what: 'entry-missing', entry, seal: seal.number })
      }
      const isWhole = changed.length === 0 && missing.length === 0
      if (isWhole && !sealOf(crypto, seal.number, hashBefore, entries).equals(seal.hash)) {
        found.tamperings.push({ what: 'seal-changed', seal: seal.number })
      }
      hashBefore = seal.hash
      found.seals++
      found.sealedEntries += entries.length
      found.lastSeal = { number: seal.number, hash: seal.hash.toString('hex') }
    }
    if (seals.length < SEALS_AT_ONCE) break
  }
  await lookOutside(database, crypto, countyCode, found)
  return found
}

/** Entries that wait for their seal bear their mark already; one that does not was put there past the program. */
async function lookOutside(database: Database, crypto: FieldCrypto, countyCode: number, found: Verified) {
  for (let after = 0; ; ) {
    const entries = await entriesOutside(database, countyCode, after, ENTRIES_AT_ONCE)
    for (const entry of entriesWithoutMark(crypto, entries))
      found.tamperings.push({ what: 'entry-added', entry })
    found.waitingEntries += entries.length
    if (entries.length < ENTRIES_AT_ONCE) break
    after = entries.at(-1)!.id
  }
  const named = new Set(
    found.tamperings.flatMap((tampering) => ('entry' in tampering ? [tampering.entry] : [])),
  )
  for (const entry of await copiedEntries(database, countyCode)) {
    if (!named.has(entry)) found.tamperings.push({ what: 'entry-added', entry })
  }
}

function entriesWithoutMark(crypto: FieldCrypto, entries: readonly SealedEntry[]): number[] {
  return entries.filter((entry) => !bearsItsMark(crypto, entry)).map(({ id }) => id)
}

/** One sentence for each finding, for the person who keeps the machine. */
export function tamperingWords(tampering: Tampering): string {
  switch (tampering.what) {
    case 'entry-changed':
      return `entry ${tampering.entry} was changed${tampering.seal === null ? '' : ` (seal ${tampering.seal})`}`
    case 'entry-added':
      return `entry ${tampering.entry} was not written by the program`
    case 'entry-missing':
      return `entry ${tampering.entry} was deleted (seal ${tampering.seal})`
    case 'seal-changed':
      return `seal ${tampering.seal} does not fit its entries or the seal before it`
    case 'seal-missing':
      return `seal ${tampering.seal} was deleted`
  }
}
