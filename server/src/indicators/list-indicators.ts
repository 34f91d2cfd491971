import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { listIndicators } from '@qianyue/api/indicators.ts'
import { type LocalDate, yearOf } from '@qianyue/domain/days/local-date.ts'
import { countStandings } from '@qianyue/domain/indicators/count.ts'
import { type IndicatorDefinition, indicatorOf, indicators } from '@qianyue/domain/indicators/indicator.ts'
import { indicatorsIn, namedIndicator } from '@qianyue/domain/indicators/own-indicator.ts'
import { meetsTarget, percentOf, type Rate, shortfall } from '@qianyue/domain/indicators/rate.ts'
import {
  type IndicatorTarget,
  nearestTarget,
  percentAsked,
  stepFrom,
  type TargetPlace,
} from '@qianyue/domain/indicators/target.ts'
import type { Policy } from '@qianyue/domain/policy/policy.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import {
  currentCounts,
  lastSnapshotUpTo,
  snapshotCounts,
  standingsByDoctor,
  type UnitCount,
  unitsNamed,
  unitsUnder,
  villagesOf,
} from './counts.queries.ts'
import { type Place, placeAskedFor, targetPlaces } from './place.ts'
import { dayOfStandings } from './standing.queries.ts'

type Figure = ReplyInput<typeof listIndicators>[number]

/** A row of the reply before the figures are put in: a place with its counts. */
type CountedPlace = Pick<Figure, 'orgId' | 'doctorId' | 'level' | 'placeName'> & {
  /** The place and those above it, nearest first: whose targets hold for it. */
  places: readonly TargetPlace[]
  rateOf: (code: string) => Rate
  /** At the end of the year before, where a target asks for a step from it. */
  lastRateOf: (code: string) => Rate
}

const nobody: Rate = { numerator: 0, denominator: 0 }

/** 指标: every figure of a unit and of each unit below it; in a village, of each responsible doctor. */
export async function figuresOf(
  context: Context,
  request: Partial<RequestOf<typeof listIndicators>>,
): Promise<Figure[]> {
  const place = placeAskedFor(context, request.orgId)
  const wanted = request.code?.map(knownIndicator) ?? indicators
  const populationOn = await dayCounted(context, request.on)
  const policy = await policyAt(context.db, populationOn.day)
  const year = yearOf(populationOn.day)
  const targets = policy.targets.filter((target) => target.year === year)
  const counted = await countedPlaces(context, place, populationOn, {
    codes: request.code ?? null,
    withBelow: request.below ?? true,
    policy,
    targets,
  })
  const targetsOf = Map.groupBy(targets, ({ indicator }) => indicator)
  const when = { populationOn: populationOn.day, computedAt: context.now.toISOString() }
  const named = indicatorsIn(policy, wanted)
  return counted.flatMap((row) =>
    named.map((indicator) => figureOf(indicator, row, targetsOf.get(indicator.code) ?? [], when)),
  )
}

/** The figure as the county calls it. @throws NotFound when there is no figure of that code. */
export async function indicatorHere({ db, today }: Context, code: string): Promise<IndicatorDefinition> {
  return namedIndicator(knownIndicator(code), await policyAt(db, today))
}

/** @throws NotFound when there is no figure of that code. */
export function knownIndicator(code: string): IndicatorDefinition {
  const indicator = indicatorOf(code)
  if (!indicator) throw new NotFound('indicator')
  return indicator
}

type CountedDay = { day: LocalDate; isCurrent: boolean }

/** Today's counts, or those of the last month end up to an earlier day. */
export async function dayCounted(context: Context, on: LocalDate | undefined): Promise<CountedDay> {
  const current = (await dayOfStandings(context.db))?.day ?? context.today
  if (on === undefined || on >= current) return { day: current, isCurrent: true }
  const monthEnd = await lastSnapshotUpTo(context, on)
  if (monthEnd === null) {
    throw new Refused('no-figures-for-day', `系统中没有 ${on} 及以前的统计数据，请选择以后的日期。`)
  }
  return { day: monthEnd, isCurrent: false }
}

/** The counts of a place and, with those below, of what lies in it: townships, villages, doctors. */
async function countedPlaces(
  context: Context,
  place: Place,
  { day, isCurrent }: CountedDay,
  {
    codes,
    withBelow,
    policy,
    targets,
  }: {
    /** Null for every figure. */
    codes: readonly string[] | null
    withBelow: boolean
    policy: Policy
    targets: readonly IndicatorTarget[]
  },
): Promise<CountedPlace[]> {
  const by = place.level === 'county' ? 'township' : 'village'
  const counts = isCurrent
    ? await currentCounts(context, villagesOf(place), by, codes)
    : await snapshotCounts(context, day, villagesOf(place), by, codes)
  const stepped = targets.filter(({ step }) => typeof step === 'number').map(({ indicator }) => indicator)
  const lastCounts =
    stepped.length === 0
      ? []
      : await snapshotCounts(context, stepFrom(yearOf(day)), villagesOf(place), by, stepped)
  const units =
    place.orgId === null ? await unitsNamed(context, place.villages) : await unitsUnder(context, place.orgId)
  const own = units.find((unit) => unit.code === place.orgId)
  if (place.orgId !== null && !own) throw new NotFound('org unit')

  const whole: CountedPlace = {
    orgId: place.orgId,
    doctorId: null,
    level: place.level,
    placeName: own?.name ?? '我的团队',
    places: targetPlaces(place.orgId, policy),
    rateOf: rateIn(counts),
    lastRateOf: rateIn(lastCounts),
  }
  if (!withBelow) return [whole]
  if (place.level === 'village') {
    const doctors = isCurrent ? await doctorsOf(context, place.orgId!, whole) : []
    return [whole, ...doctors]
  }
  const countsOfUnit = Map.groupBy(counts, ({ unitCode }) => unitCode)
  const lastOfUnit = Map.groupBy(lastCounts, ({ unitCode }) => unitCode)
  const below = units.filter((unit) => unit.code !== place.orgId)
  return [
    whole,
    ...below.map(
      (unit): CountedPlace => ({
        orgId: unit.code,
        doctorId: null,
        level: unit.level as 'township' | 'village',
        placeName: unit.areaName,
        places: targetPlaces(unit.code, policy),
        rateOf: rateIn(countsOfUnit.get(unit.code) ?? []),
        lastRateOf: rateIn(lastOfUnit.get(unit.code) ?? []),
      }),
    ),
  ]
}

/** The responsible doctors of a village (包户医生), and who has none. */
async function doctorsOf(
  context: Context,
  villageCode: number,
  { places, lastRateOf }: Pick<CountedPlace, 'places' | 'lastRateOf'>,
): Promise<CountedPlace[]> {
  const standings = await standingsByDoctor(context, villageCode)
  const byDoctor = [...Map.groupBy(standings, ({ doctorId }) => doctorId)]
  if (byDoctor.every(([doctorId]) => doctorId === null)) return []
  return byDoctor.map(([doctorId, group]): CountedPlace => {
    const { denominators, numerators } = countStandings(group)
    const position = new Map(indicators.map(({ code }, index) => [code as string, index]))
    return {
      orgId: villageCode,
      doctorId,
      level: 'doctor',
      placeName: group[0]!.doctorName ?? '未分配医生',
      places,
      lastRateOf,
      rateOf: (code) => ({
        denominator: denominators[position.get(code)!]!,
        numerator: numerators[position.get(code)!]!,
      }),
    }
  })
}

function rateIn(counts: readonly UnitCount[]): (code: string) => Rate {
  const rates = new Map<string, Rate>()
  for (const { indicator, numerator, denominator } of counts) {
    const { numerator: some, denominator: all } = rates.get(indicator) ?? nobody
    rates.set(indicator, { numerator: some + numerator, denominator: all + denominator })
  }
  return (code) => rates.get(code) ?? nobody
}

function figureOf(
  indicator: IndicatorDefinition,
  { orgId, doctorId, level, placeName, places, rateOf, lastRateOf }: CountedPlace,
  targets: readonly IndicatorTarget[],
  when: Pick<Figure, 'populationOn' | 'computedAt'>,
): Figure {
  const { code, name, definition } = indicator
  const rate = rateOf(code)
  const said = nearestTarget(targets, places)
  const target = said && percentAsked(said, lastRateOf(code))
  return {
    code,
    name,
    definition,
    orgId,
    doctorId,
    level,
    placeName,
    ...rate,
    value: percentOf(rate),
    target,
    targetSource: said?.source ?? null,
    meetsTarget: target === null ? null : meetsTarget(rate, target),
    shortfall: target === null ? null : shortfall(rate, target),
    ...when,
  }
}
