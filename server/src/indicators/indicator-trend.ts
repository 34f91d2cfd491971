import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { getIndicatorTrend } from '@qianyue/api/indicators.ts'
import { addMonths, startOfMonth, yearOf } from '@qianyue/domain/days/local-date.ts'
import { percentOf, sumOf } from '@qianyue/domain/indicators/rate.ts'
import { targetFor } from '@qianyue/domain/indicators/target.ts'
import type { Context } from '../http/context.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { currentCounts, monthEndCounts, villagesOf } from './counts.queries.ts'
import { knownIndicator } from './list-indicators.ts'
import { placeAskedFor, targetPlaces } from './place.ts'
import { dayOfStandings } from './standing.queries.ts'

/** 逐月走势: the figure at the month ends of the months asked for, and as it is now. */
export async function indicatorTrend(
  context: Context,
  { code, orgId, months }: RequestOf<typeof getIndicatorTrend>,
): Promise<ReplyInput<typeof getIndicatorTrend>> {
  const indicator = knownIndicator(code)
  const place = placeAskedFor(context, orgId)
  const villages = villagesOf(place)
  const current = (await dayOfStandings(context.db))?.day ?? context.today
  const monthEnds = await monthEndCounts(context, code, villages, addMonths(startOfMonth(current), -months))
  const now = sumOf(await currentCounts(context, villages, 'village', [code]))
  const policy = await policyAt(context.db, current)
  const { targets } = policy
  const places = targetPlaces(place.orgId, policy)
  return [...monthEnds.filter(({ on }) => on < current), { on: current, ...now }].map(({ on, ...rate }) => ({
    on,
    ...rate,
    value: percentOf(rate),
    target: targetFor(targets, indicator.code, yearOf(on), places)?.percent ?? null,
  }))
}
