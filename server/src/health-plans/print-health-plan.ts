import { healthPlanForm } from '@qianyue/domain/forms/health-plan/plan.ts'
import { planPaper } from '@qianyue/domain/health-plans/plan-paper.ts'
import type { Context } from '../http/context.ts'
import { Refused } from '../http/errors.ts'
import { coverOf, residentById } from '../residents/resident-page.queries.ts'
import { lastRecordOf, recordToRead } from '../service-records/reading.queries.ts'

/** The plan that holds now, for the resident to take home. @throws Refused where none was made yet. */
export async function healthPlanPaper(context: Context, residentId: string) {
  const resident = await residentById(context, residentId)
  context.note({ residentId, subject: 'health-plan paper' })
  const last = await lastRecordOf(context, residentId, healthPlanForm.code, context.today)
  const plan = last && (await recordToRead(context, last.id))
  if (!plan) throw new Refused('no-plan-yet', '这位居民还没有个性化服务计划，请先制定并保存。')
  const cover = await coverOf(context, residentId)
  return {
    fileName: `健康服务计划 ${resident.name}`,
    blocks: planPaper({
      name: resident.name,
      performedOn: plan.performedOn,
      values: plan.values,
      doctorName: plan.performedByName,
      unitName: plan.unitName,
      phone: cover?.teamPhone ?? null,
    }),
  }
}
