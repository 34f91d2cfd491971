import type { Database } from '../database/database.ts'

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

/** Writes the entries of one act, in the act's own transaction. */
export async function writeAudit(
  db: Database,
  act: { accountId: string | null; action: string; outcome: AuditOutcome },
  notes: readonly AuditNote[],
): Promise<void> {
  if (notes.length === 0) return
  await db
    .insertInto('auditEntries')
    .values(
      notes.map(({ residentId, subject, reason }) => ({
        accountId: act.accountId,
        action: act.action,
        outcome: act.outcome,
        residentId: residentId ?? null,
        subject: subject ?? null,
        reason: reason ?? null,
      })),
    )
    .execute()
}
