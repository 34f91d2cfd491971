import { type CompiledQuery, sql } from 'kysely'
import type { Database } from '../database/database.ts'
import type { FieldCrypto } from '../secrets/field-crypto.ts'
import { markOf } from './marks.ts'

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
  if (notes.length > 0) await db.executeQuery(auditInsert(db, crypto, act, notes))
}

/**
 * The statement that {@link writeAudit} runs, the same however many entries it writes. @param notes at least one.
 */
export function auditInsert(
  db: Database,
  crypto: FieldCrypto,
  { accountId, action, outcome, at }: AuditedAct,
  notes: readonly AuditNote[],
): CompiledQuery {
  const marks = notes.map(({ residentId = null, subject = null, reason = null }) =>
    markOf(crypto, { at, accountId, action, outcome, residentId, subject, reason }),
  )
  return sql`
    insert into audit_entries (at, account_id, action, outcome, resident_id, subject, reason, mark)
    select ${at}::timestamptz, ${accountId}::uuid, ${action}::text, ${outcome}::text, *
    from unnest(
      ${notes.map(({ residentId }) => residentId ?? null)}::uuid[],
      ${notes.map(({ subject }) => subject ?? null)}::text[],
      ${notes.map(({ reason }) => reason ?? null)}::text[], ${marks}::bytea[])`.compile(db)
}
