import type * as api from '@qianyue/api/bulletins.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { type ComparedFigure, draftBulletin as draftOf } from '@qianyue/domain/bulletins/draft.ts'
import { addDays, endOfMonth, type LocalDate, localDate } from '@qianyue/domain/days/local-date.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { lastSnapshotUpTo, unitsNamed } from '../indicators/counts.queries.ts'
import { figuresOf } from '../indicators/list-indicators.ts'
import { insertBulletin } from './bulletins.queries.ts'
import { describeBulletin } from './describe-bulletin.ts'

/** What a bulletin compares. */
const figures = ['coverage', 'key-coverage', 'fulfilment']

/** 起草: the places below a unit at a month's end, put into words. Sent twice it is one draft, as it was first. */
export async function draftBulletin(
  context: Context,
  { id, unitCode, month }: RequestOf<typeof api.draftBulletin>,
) {
  const { db, viewer, now, note } = context
  if ((await unitsNamed(context, [unitCode])).length === 0) throw new NotFound('org unit')
  const first = localDate(`${month}-01`)
  const monthEnd = endOfMonth(first)
  const [own, ...below] = await figuresAt(context, unitCode, monthEnd)
  const lastMonth = addDays(first, -1)
  const before =
    (await lastSnapshotUpTo(context, lastMonth)) === lastMonth
      ? await figuresAt(context, unitCode, lastMonth)
      : []
  const compared = figures.map(
    (code): ComparedFigure => ({
      name: [own!, ...below].find((figure) => figure.code === code)!.name,
      places: below
        .filter((figure) => figure.code === code && figure.orgId !== unitCode)
        .map((figure) => ({
          placeName: figure.placeName,
          rate: figure,
          before: before.find((was) => was.code === code && was.orgId === figure.orgId) ?? null,
          target: figure.target,
        })),
    }),
  )
  const [year, monthOfYear] = month.split('-')
  const words = draftOf(`${year}年${Number(monthOfYear)}月`, own!.placeName, compared)
  await insertBulletin(db, {
    id,
    unitCode,
    unitTo: rangeOf(unitCode).to,
    kind: 'bulletin',
    monthEnd,
    ...words,
    editedAt: now,
    editedBy: viewer.accountId,
  })
  note({ subject: `bulletin ${id} drafted` })
  return await describeBulletin(context, id)
}

/** @throws Refused when no figures were kept on the day. */
async function figuresAt(context: Context, orgId: number, on: LocalDate) {
  const found = await figuresOf(context, { orgId, on, code: figures })
  if (found[0]!.populationOn !== on) {
    throw new Refused('no-figures-for-day', `系统中没有 ${on} 的月末数据，请选择已结束的月份。`)
  }
  return found
}
