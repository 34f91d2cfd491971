import { getYearPlan, type printYearPlan } from '@qianyue/api/duties.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { yearPlanPaper } from '@qianyue/domain/duties/year-plan-paper.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import type { Context } from '../http/context.ts'
import { yearPlanOf } from './year-plan.ts'

/** The plan of a year of one resident on paper. */
export async function printedYearPlan(context: Context, request: RequestOf<typeof printYearPlan>) {
  const { today } = context
  const { name, year, duties } = getYearPlan.reply.parse(await yearPlanOf(context, request))
  return {
    fileName: `${name} ${year}年服务计划`,
    blocks: yearPlanPaper(duties, { name, year, today, nameOf: serviceName }),
  }
}
