import type { getCockpit } from '@qianyue/api/cockpit.ts'
import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { closingPlan } from '@qianyue/domain/cockpit/closing-plan.ts'
import { cockpitCodes } from '@qianyue/domain/cockpit/dimensions.ts'
import { sumChecked, verifiedRate } from '@qianyue/domain/cockpit/verified.ts'
import { addDays, type LocalDate, startOfMonth, startOfYear } from '@qianyue/domain/days/local-date.ts'
import { percentOf } from '@qianyue/domain/indicators/rate.ts'
import type { Context } from '../http/context.ts'
import { lastSnapshotUpTo, villagesOf } from '../indicators/counts.queries.ts'
import { figuresOf } from '../indicators/list-indicators.ts'
import { placeAskedFor } from '../indicators/place.ts'
import { type CheckedCount, checkedServices, lastServiceDays, openQuestions } from './cockpit.queries.ts'

type Cockpit = ReplyInput<typeof getCockpit>
type Place = Cockpit['own']
type Figure = Place['figures'][number]

/** 驾驶舱 of a unit: the four dimensions of it and of each place below, and what would close the gaps. */
export async function cockpit(context: Context, { orgId }: RequestOf<typeof getCockpit>): Promise<Cockpit> {
  const { db } = context
  const place = placeAskedFor(context, orgId)
  const villages = villagesOf(place)
  const asked = { ...(place.orgId === null ? {} : { orgId: place.orgId }), code: [...cockpitCodes] }
  const figures = await figuresOf(context, asked)
  const on = figures[0]!.populationOn as LocalDate
  const checked = [
    ...(await checkedServices(db, villages, startOfYear(on))),
    ...(await openQuestions(db, villages)),
  ]
  const services = await lastServiceDays(db, villages)

  const [own, ...below] = [
    ...Map.groupBy(figures, ({ level, orgId: of, doctorId }) => `${level} ${of} ${doctorId}`).values(),
  ].map((own, index): Place => {
    const { orgId: code, doctorId, level, placeName } = own[0]!
    const of = (count: CheckedCount) =>
      index === 0 || isOf(count, code, level === 'doctor' ? doctorId : undefined)
    const sum = sumChecked(checked.filter(of))
    return {
      orgId: code,
      doctorId,
      level,
      placeName,
      figures: own,
      checked: { ...sum, value: percentOf(verifiedRate(sum)) },
      lastServiceOn: level === 'doctor' ? null : lastOf(services, code),
    }
  })
  return {
    own: own!,
    below,
    populationOn: on,
    computedAt: figures[0]!.computedAt,
    lastMonth: await atLastMonthEnd(context, asked, on),
    closing: own!.figures.flatMap((figure, index) =>
      closingOf(
        figure,
        below.map(({ figures: of }) => of[index]!),
      ),
    ),
  }
}

function isOf(count: CheckedCount, code: number | null, doctorId: string | null | undefined): boolean {
  if (code === null) return true
  const { from, to } = rangeOf(code)
  return (
    from <= count.villageCode &&
    count.villageCode <= to &&
    (doctorId === undefined || count.doctorId === doctorId)
  )
}

function lastOf(services: { unitCode: number; day: LocalDate }[], code: number | null): LocalDate | null {
  const range = code === null ? null : rangeOf(code)
  return services.reduce<LocalDate | null>((last, { unitCode, day }) => {
    const isIn = range === null || (range.from <= unitCode && unitCode <= range.to)
    return isIn && (last === null || day > last) ? day : last
  }, null)
}

async function atLastMonthEnd(
  context: Context,
  asked: Parameters<typeof figuresOf>[1],
  today: LocalDate,
): Promise<Cockpit['lastMonth']> {
  const end = addDays(startOfMonth(today), -1)
  if ((await lastSnapshotUpTo(context, end)) !== end) return []
  const kept = await figuresOf(context, { ...asked, on: end, below: false })
  return kept.map(({ code, value }) => ({ code, value, on: end }))
}

/** A figure that has no target, has reached it, or has nobody left, needs no plan. */
function closingOf(figure: Figure, below: readonly Figure[]): Cockpit['closing'] {
  const { code, name, shortfall } = figure
  if (!shortfall) return []
  const places = below.map((each) => ({
    ...each,
    shortfall: each.shortfall ?? 0,
    gap: each.denominator - each.numerator,
  }))
  return [
    {
      code,
      name,
      shortfall,
      places: closingPlan(shortfall, places).map(({ place, people }) => ({
        orgId: place.orgId,
        doctorId: place.doctorId,
        placeName: place.placeName,
        people,
      })),
    },
  ]
}
