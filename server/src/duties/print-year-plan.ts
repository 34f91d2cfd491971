import { listDuties } from '@qianyue/api/duties.ts'
import { yearOf } from '@qianyue/domain/days/local-date.ts'
import { yearPlanPaper } from '@qianyue/domain/duties/year-plan-paper.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import type { Context } from '../http/context.ts'
import { residentById } from '../residents/resident-page.queries.ts'
import { listOwed } from './list-duties.ts'

/** The year's plan of one resident on paper. */
export async function printedYearPlan(context: Context, residentId: string) {
  const { today } = context
  const { name } = await residentById(context, residentId)
  const year = yearOf(today)
  const duties = listDuties.reply.parse(await listOwed(context, { residentId, limit: 2000, skip: 0 }))
  return {
    fileName: `${name} ${year}年服务计划`,
    blocks: yearPlanPaper(duties, { name, year, today, nameOf: serviceName }),
  }
}
