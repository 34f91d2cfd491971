import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type {
  declareDistinct as distinctCall,
  listDuplicates as listCall,
  mergeResidents as mergeCall,
  listMerges as mergesCall,
  undoMerge as undoCall,
} from '@qianyue/api/residents.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { likenessOf, whyCannotMerge } from '@qianyue/domain/residents/identity.ts'
import { likenessReasonWords, mergeRefusalWords } from '@qianyue/domain/residents/words.ts'
import { refreshResidents } from '../duties/refresh-residents.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import * as queries from './duplicates.queries.ts'

/** 疑似重复: pairs of one name that may be one person, those with one birth date first. */
export async function listDuplicates(
  context: Context,
  { orgId, cursor, limit }: RequestOf<typeof listCall>,
): Promise<ReplyInput<typeof listCall>> {
  const after = cursor === undefined ? null : cursor.split('/')
  if (after && (after.length !== 2 || after.some((id) => !/^[0-9a-f-]{36}$/i.test(id)))) {
    throw new Invalid({ cursor: '翻页位置无效，请从第一页重新查看' })
  }
  const pairs = await queries.pairsAlike(
    context,
    orgId === undefined ? null : rangeOf(orgId),
    after as [string, string] | null,
    limit + 1,
  )
  const ids = [...new Set(pairs.slice(0, limit).flatMap(({ firstId, secondId }) => [firstId, secondId]))]
  const people = await queries.identitiesOf(context, ids)
  const items = pairs.slice(0, limit).flatMap(({ firstId, secondId }) => {
    const first = people.get(firstId)
    const second = people.get(secondId)
    const likeness = first && second ? likenessOf(first, second) : null
    if (!first || !second || !likeness) return []
    const reasons = likeness.reasons.map((reason) => likenessReasonWords[reason])
    return [
      {
        first: { ...first, ...likeness, reasons },
        second: { ...second, ...likeness, reasons },
        degree: likeness.degree,
        reasons,
      },
    ]
  })
  const last = pairs[limit - 1]
  return { items, nextCursor: pairs.length > limit && last ? `${last.firstId}/${last.secondId}` : null }
}

/** 合并: what the dropped record holds goes to the one that is kept; the dropped one stays, pointing to it. */
export async function mergeResidents(
  context: Context,
  { id, keptId, droppedId, reason }: RequestOf<typeof mergeCall>,
): Promise<ReplyInput<typeof mergeCall>> {
  const before = await queries.mergeById(context, id)
  if (before) return { id, moved: countOf(before.moved) }

  const people = await queries.identitiesToMerge(context, [keptId, droppedId])
  const kept = people.get(keptId)
  const dropped = people.get(droppedId)
  if (!kept || (!dropped && keptId !== droppedId)) throw new NotFound('resident')
  const refusal = whyCannotMerge(kept, dropped ?? kept)
  if (refusal) throw new Refused(refusal.code, mergeRefusalWords(refusal))

  const moved = await queries.moveToKept(context, keptId, droppedId)
  await queries.insertMerge(context, { id, keptId, droppedId, reason, moved })
  await refreshResidents(context, [keptId, droppedId])
  context.note({ residentId: keptId, subject: `merge ${id}`, reason })
  context.note({ residentId: droppedId, subject: `merge ${id}`, reason })
  return { id, moved: countOf(moved) }
}

/** 撤销合并: what was moved goes back, what came later stays with the one that was kept. The last of a chain is undone first. */
export async function undoMerge(
  context: Context,
  { id }: RequestOf<typeof undoCall>,
): Promise<ReplyInput<typeof undoCall>> {
  const merge = await queries.mergeById(context, id)
  if (!merge) throw new NotFound('merge')
  if (merge.undoneAt === null) {
    if (await queries.isMergedOn(context, merge.keptId)) {
      throw new Refused('merged-on-since', mergeRefusalWords({ code: 'merged-on-since' }))
    }
    await queries.moveBack(context, merge)
    await refreshResidents(context, [merge.keptId, merge.droppedId])
  }
  context.note({ residentId: merge.keptId, subject: `merge ${id}` })
  context.note({ residentId: merge.droppedId, subject: `merge ${id}` })
  return { id }
}

export async function listMerges(context: Context): Promise<ReplyInput<typeof mergesCall>> {
  return (await queries.mergesWithin(context)).map((merge) => ({
    ...merge,
    mergedAt: new Date(merge.mergedAt).toISOString(),
    undoneAt: merge.undoneAt === null ? null : new Date(merge.undoneAt).toISOString(),
  }))
}

/** 不是同一人: the pair is not shown again. */
export async function declareDistinct(
  context: Context,
  { firstId, secondId }: RequestOf<typeof distinctCall>,
): Promise<ReplyInput<typeof distinctCall>> {
  const people = await queries.identitiesOf(context, [firstId, secondId])
  if (people.size < 2) throw new NotFound('resident')
  await queries.insertDistinct(context, firstId, secondId)
  context.note({ residentId: firstId, subject: 'distinct pair' })
  context.note({ residentId: secondId, subject: 'distinct pair' })
  return {}
}

function countOf(moved: queries.Moved): number {
  return Object.values(moved).reduce((sum, rows) => sum + (Array.isArray(rows) ? rows.length : 0), 0)
}
