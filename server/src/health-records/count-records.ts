import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { countHealthRecords as call } from '@qianyue/api/health-records.ts'
import { levelOf, parentOf } from '@qianyue/domain/access/org-unit.ts'
import { addCounts, noRecords, type RecordCounts } from '@qianyue/domain/health-records/record-lists.ts'
import type { Context } from '../http/context.ts'
import { placeAskedFor } from '../indicators/place.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { unitNames } from '../residents/record-numbers.queries.ts'
import { countsByVillage } from './lists.queries.ts'

/** 健康档案指标: counted from the records as they stand, for a unit and the units directly below it. */
export async function countHealthRecords(
  context: Context,
  request: RequestOf<typeof call>,
): Promise<ReplyInput<typeof call>> {
  const { orgId } = placeAskedFor(context, request.orgId)
  const policy = (await policyAt(context.db, context.today))['health-records']
  const villages = await countsByVillage(context, orgId, policy)
  const names = await unitNames(context)
  const byUnit = new Map<number, RecordCounts>()
  for (const { villageCode, ...counts } of villages) {
    const unit =
      orgId !== null && levelOf(orgId) === 'county' ? (parentOf(villageCode) ?? villageCode) : villageCode
    byUnit.set(unit, addCounts(byUnit.get(unit) ?? noRecords, counts))
  }
  context.note({ subject: 'health-record figures' })
  return {
    on: context.today,
    name: orgId === null ? '本团队' : (names.get(orgId) ?? context.viewer.unitName),
    total: [...byUnit.values()].reduce(addCounts, noRecords),
    units: [...byUnit]
      .sort(([a], [b]) => a - b)
      .map(([code, counts]) => ({ orgId: code, name: names.get(code) ?? '', counts })),
  }
}
