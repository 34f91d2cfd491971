import type { listCheckedServices } from '@qianyue/api/cockpit.ts'
import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import { startOfYear } from '@qianyue/domain/days/local-date.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import type { Context } from '../http/context.ts'
import { Invalid } from '../http/errors.ts'
import { villagesOf } from '../indicators/counts.queries.ts'
import { placeAskedFor } from '../indicators/place.ts'
import { checkedServicesPage } from './cockpit.queries.ts'

/** The services behind 核实率, a page at a time. Each person who is shown stands in the trail. */
export async function checkedServicesOf(
  context: Context,
  { orgId, doctorId, cursor, limit }: RequestOf<typeof listCheckedServices>,
): Promise<ReplyInput<typeof listCheckedServices>> {
  const wanted = {
    villages: villagesOf(placeAskedFor(context, orgId)),
    since: startOfYear(context.today),
    doctorId: doctorId ?? null,
  }
  const rows = await checkedServicesPage(context.db, wanted, afterOf(cursor), limit)
  for (const { residentId } of rows) context.note({ residentId })
  const last = rows.length === limit ? rows.at(-1)! : null
  return {
    items: rows.map(({ form, service, ...row }) => ({
      ...row,
      service: service === null ? (findForm(form)?.name ?? form) : serviceName(service),
    })),
    nextCursor: last && `${last.performedOn}/${last.recordId}`,
  }
}

function afterOf(cursor: string | undefined) {
  if (cursor === undefined) return null
  const match = /^(\d{4}-\d\d-\d\d)\/([0-9a-f-]{36})$/.exec(cursor)
  if (!match) throw new Invalid({ cursor: '翻页位置不正确，请从第一页重新查看。' })
  return { performedOn: match[1]!, recordId: match[2]! }
}
