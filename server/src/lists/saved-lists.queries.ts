import type { ListCode } from '@qianyue/domain/lists/list.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'

/** One's own, and those shared by one's unit and the units above. */
export async function savedLists(db: Database, accountId: string) {
  return await db
    .selectFrom('savedLists as s')
    .innerJoin('orgUnits as u', 'u.code', 's.unitCode')
    .select(['s.id', 's.name', 's.filters', 's.columns', 's.isShared', 'u.name as unitName'])
    .select([sql<ListCode>`s.list`.as('list'), sql<boolean>`s.account_id = ${accountId}`.as('isOwn')])
    .where((where) => where.or([where('s.accountId', '=', accountId), where('s.isShared', '=', true)]))
    .orderBy('s.name')
    .orderBy('s.id')
    .execute()
}

/** Whose a list is; null when there is none. */
export async function ownerOf(db: Database, id: string): Promise<string | null> {
  const row = await db.selectFrom('savedLists').select('accountId').where('id', '=', id).executeTakeFirst()
  return row?.accountId ?? null
}

export async function putSavedList(
  db: Database,
  row: {
    id: string
    accountId: string
    unitCode: number
    unitTo: number
    name: string
    list: ListCode
    filters: Record<string, string>
    columns: string[]
    isShared: boolean
    savedAt: Date
  },
): Promise<void> {
  const { id, accountId, unitCode, unitTo, ...said } = row
  const kept = { ...said, filters: asJson(said.filters) }
  await db
    .insertInto('savedLists')
    .values({ id, accountId, unitCode, unitTo, ...kept })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(kept).where('savedLists.accountId', '=', accountId),
    )
    .execute()
}

export async function removeSavedList(db: Database, id: string, accountId: string): Promise<void> {
  await db.deleteFrom('savedLists').where('id', '=', id).where('accountId', '=', accountId).execute()
}
