import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/outside-lists.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { listName } from '@qianyue/domain/outside-lists/outside-list.ts'
import type { AgePolicy } from '@qianyue/domain/populations/population.ts'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import {
  type ListRow,
  listsKept,
  type TaskRow,
  taskCount,
  tasksListed,
  unmatchedOf,
} from './outside-lists.queries.ts'

/** @param ages how the county calls the lists of its own populations */
export function describeList(
  { fileHash: _, problems: _problems, importedAt, ...row }: ListRow,
  ages: AgePolicy,
): ReplyInput<typeof api.importOutsideList> {
  return { ...row, kindName: listName(row.kind, ages), importedAt: importedAt.toISOString() }
}

/** One list with whom it could not tell. @throws NotFound when it is out of reach. */
export async function showList(
  { db, today }: Context,
  { id }: { id: string },
): Promise<ReplyInput<typeof api.getOutsideList>> {
  const [list] = await listsKept(db, id)
  if (!list) throw new NotFound('outside list')
  const unmatched = await unmatchedOf(db, id)
  return {
    ...describeList(list, (await policyAt(db, today)).ages),
    unmatched: unmatched.map(({ because, ...row }) => ({ ...row, because: because ?? '' })),
    problems: list.problems,
  }
}

export function describeTask({ settledAt, ...row }: TaskRow, ages: AgePolicy) {
  return { ...row, kindName: listName(row.kind, ages), settledAt: settledAt?.toISOString() ?? null }
}

/** The work list, in the order in which it arose. */
export async function listTasks(
  { db, today }: Context,
  { kind, task, state, orgId, cursor, limit }: RequestOf<typeof api.listListTasks>,
): Promise<ReplyInput<typeof api.listListTasks>> {
  const wanted = { kind, task, state, range: orgId === undefined ? null : rangeOf(orgId) }
  const rows = await tasksListed(db, { ...wanted, after: cursor ?? null }, limit + 1)
  const page = rows.slice(0, limit)
  const { ages } = await policyAt(db, today)
  return {
    tasks: page.map((one) => describeTask(one, ages)),
    total: await taskCount(db, wanted),
    nextCursor: rows.length > limit ? page.at(-1)!.id : null,
  }
}
