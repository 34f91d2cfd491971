import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/lists.ts'
import { columnsOf } from '@qianyue/domain/lists/list.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { ownerOf, putSavedList, removeSavedList, savedLists } from './saved-lists.queries.ts'

type SavedList = ReplyInput<typeof api.saveList>

export async function listSaved({ db, viewer }: Context): Promise<SavedList[]> {
  const rows = await savedLists(db, viewer.accountId)
  return rows.map((row) => ({ ...row, filters: row.filters as Record<string, string> }))
}

/** 存下: a new one, or one's own changed. */
export async function keepList(
  context: Context,
  { id, name, list, filters, columns, isShared }: RequestOf<typeof api.saveList>,
): Promise<SavedList> {
  const { db, viewer, reach, now, note } = context
  // Who reaches a team keeps it with the team's first village; a unit's people keep it with their unit.
  const unitCode = reach.range?.from ?? reach.units[0]
  if (unitCode === undefined) {
    throw new Refused('no-unit-to-keep-with', '您还不在任何团队，名单没有地方存。请联系管理员。')
  }
  const owner = await ownerOf(db, id)
  if (owner !== null && owner !== viewer.accountId) {
    throw new Refused('not-own-list', '这是别人存的名单，请另存为自己的。')
  }
  const known = columnsOf(list, columns).map(({ code }) => code)
  if (known.length === 0) throw new Invalid({ columns: '选的列不在这张名单里，请重新选择。' })
  await putSavedList(db, {
    id,
    accountId: viewer.accountId,
    unitCode,
    unitTo: reach.range?.to ?? unitCode,
    name,
    list,
    filters,
    columns: known,
    isShared,
    savedAt: now,
  })
  note({ subject: `saved list ${id}` })
  const kept = (await listSaved(context)).find((row) => row.id === id)
  if (!kept) throw new NotFound('saved list')
  return kept
}

/** Deleted twice is deleted once. */
export async function deleteList(
  { db, viewer, note }: Context,
  { id }: RequestOf<typeof api.deleteSavedList>,
) {
  await removeSavedList(db, id, viewer.accountId)
  note({ subject: `saved list ${id} deleted` })
  return { id }
}
