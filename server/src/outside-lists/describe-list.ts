import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/outside-lists.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { outsideLists } from '@qianyue/domain/outside-lists/outside-list.ts'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import {
  type ListRow,
  listsKept,
  type TaskRow,
  taskCount,
  tasksListed,
  unmatchedOf,
} from './outside-lists.queries.ts'

export function describeList({
  fileHash: _,
  problems: _problems,
  importedAt,
  ...row
}: ListRow): ReplyInput<typeof api.importOutsideList> {
  return { ...row, kindName: outsideLists[row.kind].name, importedAt: importedAt.toISOString() }
}

/** One list with whom it could not tell. @throws NotFound when it is out of reach. */
export async function showList(
  { db }: Context,
  { id }: { id: string },
): Promise<ReplyInput<typeof api.getOutsideList>> {
  const [list] = await listsKept(db, id)
  if (!list) throw new NotFound('outside list')
  const unmatched = await unmatchedOf(db, id)
  return {
    ...describeList(list),
    unmatched: unmatched.map(({ because, ...row }) => ({ ...row, because: because ?? '' })),
    problems: list.problems,
  }
}

export function describeTask({ settledAt, ...row }: TaskRow) {
  return { ...row, kindName: outsideLists[row.kind].name, settledAt: settledAt?.toISOString() ?? null }
}

/** The work list, in the order in which it arose. */
export async function listTasks(
  { db }: Context,
  { kind, task, state, orgId, cursor, limit }: RequestOf<typeof api.listListTasks>,
): Promise<ReplyInput<typeof api.listListTasks>> {
  const wanted = { kind, task, state, range: orgId === undefined ? null : rangeOf(orgId) }
  const rows = await tasksListed(db, { ...wanted, after: cursor ?? null }, limit + 1)
  const page = rows.slice(0, limit)
  return {
    tasks: page.map(describeTask),
    total: await taskCount(db, wanted),
    next: rows.length > limit ? page.at(-1)!.id : null,
  }
}
