import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { getIndicatorTrend } from '@qianyue/api/indicators.ts'
import { addMonths, startOfMonth, yearOf } from '@qianyue/domain/days/local-date.ts'
import { percentOf, type Rate, sumOf } from '@qianyue/domain/indicators/rate.ts'
import { percentAsked, stepFrom, targetFor } from '@qianyue/domain/indicators/target.ts'
import type { Context } from '../http/context.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { currentCounts, monthEndCounts, villagesOf } from './counts.queries.ts'
import { knownIndicator } from './list-indicators.ts'
import { placeAskedFor, targetPlaces } from './place.ts'
import { dayOfStandings } from './standing.queries.ts'

const nobody: Rate = { numerator: 0, denominator: 0 }

/** 逐月走势: the figure at the month ends of the months asked for, and as it is now. */
export async function indicatorTrend(
  context: Context,
  { code, orgId, months }: RequestOf<typeof getIndicatorTrend>,
): Promise<ReplyInput<typeof getIndicatorTrend>> {
  const indicator = knownIndicator(code)
  const place = placeAskedFor(context, orgId)
  const villages = villagesOf(place)
  const current = (await dayOfStandings(context.db))?.day ?? context.today
  const since = addMonths(startOfMonth(current), -months)
  const monthEnds = await monthEndCounts(context, code, villages, stepFrom(yearOf(since)))
  const now = sumOf(await currentCounts(context, villages, 'village', [code]))
  const policy = await policyAt(context.db, current)
  const { targets } = policy
  const places = targetPlaces(place.orgId, policy)
  const atYearEnd = (year: number) => monthEnds.find(({ on }) => on === stepFrom(year)) ?? nobody
  const shown = monthEnds.filter(({ on }) => since <= on && on < current)
  return [...shown, { on: current, ...now }].map(({ on, ...rate }) => {
    const target = targetFor(targets, indicator.code, yearOf(on), places)
    return {
      on,
      ...rate,
      value: percentOf(rate),
      target: target && percentAsked(target, atYearEnd(yearOf(on))),
    }
  })
}
