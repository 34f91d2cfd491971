import type { Action } from '@qianyue/domain/access/grants.ts'
import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { reachOf } from '../access/viewer.ts'
import { type AuditNote, writeAudit } from '../audit/audit-trail.ts'
import { inTransaction } from '../database/database.ts'
import type { Services } from '../http/answer.ts'
import { type Context, openingOf } from '../http/context.ts'
import { NotAllowed } from '../http/errors.ts'

/**
 * Does background work in a transaction as the person who asked for it: with that person's reach as it is now, and in
 * that person's name in the audit trail. @throws NotAllowed when the person may no longer do it.
 */
export async function actAs<Result>(
  services: Services,
  accountId: string,
  action: Action,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  const viewer = await services.viewers.of(accountId)
  if (viewer === null) throw new NotAllowed(action)
  const reach = reachOf(viewer, action)
  const now = services.now()
  return await inTransaction(services.database, openingOf(viewer.countyCode, reach), async (db) => {
    const notes: AuditNote[] = []
    const result = await work({
      db,
      viewer,
      reach,
      action,
      now,
      today: dayInShanghai(now),
      crypto: services.crypto,
      note: (entry) => notes.push(entry),
    })
    await writeAudit(db, services.crypto, { accountId, action, outcome: 'done', at: now }, notes)
    return result
  })
}
