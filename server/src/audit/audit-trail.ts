import type { Database } from '../database/database.ts'
import type { FieldCrypto } from '../secrets/field-crypto.ts'
import { auditInsert } from './audit.queries.ts'

/** One line of the audit trail: who is known from the request; what was seen or changed is said here. */
export type AuditNote = {
  /** The resident whose record it was, if it was one person's. */
  residentId?: string | null
  /** Kind and id of what was touched (`agreement 0198…`); never a name or a number of a person. */
  subject?: string
  /** The reason the person gave, where the action asks for one. */
  reason?: string
}

export type AuditOutcome = 'done' | 'refused' | 'not-found' | 'failed'

/** Who did what, when, and how it ended. */
export type AuditedAct = { accountId: string | null; action: string; outcome: AuditOutcome; at: Date }

/** Writes the entries of one act, in the act's own transaction, each with its mark. */
export async function writeAudit(
  db: Database,
  crypto: FieldCrypto,
  act: AuditedAct,
  notes: readonly AuditNote[],
): Promise<void> {
  const { accountId, ...common } = act
  const entries = notes.map((note) => ({ ...note, accountId }))
  if (entries.length > 0) await db.executeQuery(auditInsert(db, crypto, common, entries))
}
