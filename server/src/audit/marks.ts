import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { FieldCrypto } from '../secrets/field-crypto.ts'

/** What an entry of the audit trail says. */
export type EntryContent = {
  at: Date
  accountId: string | null
  action: string
  outcome: string
  residentId: string | null
  subject: string | null
  reason: string | null
}

const NONCE_BYTES = 6
const HASH_BYTES = 10
/** Nonces drawn at once: asking the system for each costs as much as the hash. */
const NONCES_TOGETHER = 512

let nonces = Buffer.alloc(0)

function nextNonce(): Buffer {
  if (nonces.length === 0) nonces = randomBytes(NONCE_BYTES * NONCES_TOGETHER)
  const nonce = nonces.subarray(0, NONCE_BYTES)
  nonces = nonces.subarray(NONCE_BYTES)
  return nonce
}

/**
 * The mark of an entry: a number of its own and a keyed hash of what it says, made with the key outside the database.
 * Who can write to the database, but has no key, can neither change an entry nor add one.
 */
export function markOf(crypto: FieldCrypto, entry: EntryContent, nonce: Buffer = nextNonce()): Buffer {
  const said = [
    entry.at.toISOString(),
    entry.accountId,
    entry.action,
    entry.outcome,
    entry.residentId,
    entry.subject,
    entry.reason,
    nonce.toString('hex'),
  ]
  const hash = crypto.keyedHash('audit entry', JSON.stringify(said)).subarray(0, HASH_BYTES)
  return Buffer.concat([nonce, hash])
}

/** Whether an entry still says what it said when it was written. */
export function bearsItsMark(crypto: FieldCrypto, entry: EntryContent & { mark: Buffer }): boolean {
  if (entry.mark.length !== NONCE_BYTES + HASH_BYTES) return false
  return timingSafeEqual(entry.mark, markOf(crypto, entry, entry.mark.subarray(0, NONCE_BYTES)))
}
