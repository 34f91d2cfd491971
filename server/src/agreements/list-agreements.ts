import type { listAgreements as listCall } from '@qianyue/api/agreements.ts'
import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { statusOn } from '@qianyue/domain/agreements/agreement.ts'
import type { Context } from '../http/context.ts'
import { Invalid } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { agreementList, COUNTED_AT_MOST } from './list-agreements.queries.ts'

const CURSOR = /^\d{4}-\d{2}-\d{2}\|[0-9a-f-]{36}$/

/** 协议列表: a page of what the viewer reaches. */
export async function listAgreements(
  context: Context,
  request: RequestOf<typeof listCall>,
): Promise<ReplyInput<typeof listCall>> {
  if (request.cursor && !CURSOR.test(request.cursor))
    throw new Invalid({ cursor: '翻页位置不正确，请重新打开列表' })
  const { agreements: policy } = await policyAt(context.db, context.today)
  const range = request.orgId === undefined ? null : rangeOf(request.orgId)
  const { rows, total } = await agreementList(context, request, range, policy.noticeDays)
  const page = rows.slice(0, request.limit)
  return {
    items: page.map(
      ({ renewed, place: _place, endReason, declined, signatoryName, villageName, ...row }) => ({
        ...row,
        signatoryName: signatoryName ?? '',
        villageName: villageName ?? '',
        status: statusOn(context.today, { ...row, renewed, endReason, declined }, policy.noticeDays),
      }),
    ),
    total: Math.min(total, COUNTED_AT_MOST),
    totalIsCapped: total > COUNTED_AT_MOST,
    nextCursor: rows.length > request.limit ? page.at(-1)!.place : null,
  }
}
