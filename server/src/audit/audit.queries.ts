import type { searchAudit } from '@qianyue/api/audit.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { addDays, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { type CompiledQuery, sql } from 'kysely'
import type { Database } from '../database/database.ts'
import type { Context } from '../http/context.ts'
import type { FieldCrypto } from '../secrets/field-crypto.ts'
import type { AuditedAct, AuditNote, AuditOutcome } from './audit-trail.ts'
import { markOf } from './marks.ts'

/** Entries, the latest first, from the one before the cursor. */
export async function auditPage({ db }: Context, request: RequestOf<typeof searchAudit>) {
  const { residentId, residentName, account, action, outcome, from, until, cursor, limit } = request
  const found = await db
    .selectFrom('auditEntries as entry')
    .leftJoin('accounts', 'accounts.id', 'entry.accountId')
    .leftJoin('residents', 'residents.id', 'entry.residentId')
    .select([
      'entry.id',
      'entry.at',
      'entry.accountId',
      'accounts.name as accountName',
      'accounts.username',
      'entry.action',
      'entry.outcome',
      'entry.residentId',
      'residents.name as residentName',
      'entry.subject',
      'entry.reason',
    ])
    .$if(residentId !== undefined, (query) => query.where('entry.residentId', '=', residentId!))
    .$if(Boolean(residentName), (query) =>
      query.where(
        'entry.residentId',
        'in',
        db.selectFrom('residents').select('id').where('name', '=', residentName!),
      ),
    )
    .$if(Boolean(account), (query) =>
      query.where(
        'entry.accountId',
        'in',
        db
          .selectFrom('accounts')
          .select('id')
          .where((either) =>
            either.or([either('username', '=', account!.toLowerCase()), either('name', '=', account!)]),
          ),
      ),
    )
    .$if(Boolean(action), (query) => query.where('entry.action', '=', action!))
    .$if(outcome !== undefined, (query) => query.where('entry.outcome', '=', outcome!))
    .$if(from !== undefined, (query) => query.where('entry.at', '>=', startOf(from!)))
    .$if(until !== undefined, (query) => query.where('entry.at', '<', startOf(addDays(until!, 1))))
    .$if(cursor !== undefined, (query) => query.where('entry.id', '<', Number(cursor)))
    .orderBy('entry.id', 'desc')
    .limit(limit + 1)
    .execute()
  return found.map((entry) => ({ ...entry, outcome: entry.outcome as AuditOutcome }))
}

export async function sealingState({ db }: Context) {
  const { rows } = await sql<{
    seals: number
    sealedEntries: number
    lastSealedAt: Date | null
    lastHash: string | null
  }>`
    select count(*) as seals, coalesce(sum(entries), 0)::bigint as sealed_entries, max(sealed_at) as last_sealed_at,
      (select encode(hash, 'hex') from audit_seals order by number desc limit 1) as last_hash
    from audit_seals
  `.execute(db)
  return rows[0]!
}

function startOf(day: LocalDate): Date {
  return new Date(`${day}T00:00:00+08:00`)
}

/** The statement that writes what was seen or changed, each entry with its mark; of acts of several people too. @param entries at least one. */
export function auditInsert(
  db: Database,
  crypto: FieldCrypto,
  { action, outcome, at }: Omit<AuditedAct, 'accountId'>,
  entries: readonly (AuditNote & Pick<AuditedAct, 'accountId'>)[],
): CompiledQuery {
  const marks = entries.map(({ accountId, residentId = null, subject = null, reason = null }) =>
    markOf(crypto, { at, accountId, action, outcome, residentId, subject, reason }),
  )
  return sql`
    insert into audit_entries (at, action, outcome, account_id, resident_id, subject, reason, mark)
    select ${at}::timestamptz, ${action}::text, ${outcome}::text, *
    from unnest(
      ${entries.map(({ accountId }) => accountId)}::uuid[],
      ${entries.map(({ residentId }) => residentId ?? null)}::uuid[],
      ${entries.map(({ subject }) => subject ?? null)}::text[],
      ${entries.map(({ reason }) => reason ?? null)}::text[], ${marks}::bytea[])`.compile(db)
}
