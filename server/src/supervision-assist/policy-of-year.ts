import { dayOf, earlier } from '@qianyue/domain/days/local-date.ts'
import type { SupervisionAssistPolicy } from '@qianyue/domain/supervision-assist/supervision-assist-policy.ts'
import type { Context } from '../http/context.ts'
import { policyAt } from '../policy/policy.queries.ts'

/** What held at the end of a year that is over, else what holds today. */
export async function policyOfYear(
  { db, today }: Pick<Context, 'db' | 'today'>,
  year: number,
): Promise<SupervisionAssistPolicy> {
  return (await policyAt(db, earlier(today, dayOf(year, 12, 31)!)))['supervision-assist']
}
