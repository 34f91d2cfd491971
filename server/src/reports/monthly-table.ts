import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { getMonthlyTable } from '@qianyue/api/reports.ts'
import { levelOf, rangeOf } from '@qianyue/domain/access/org-unit.ts'
import {
  addDays,
  earlier,
  endOfMonth,
  type LocalDate,
  localDate,
  startOfMonth,
} from '@qianyue/domain/days/local-date.ts'
import { type Problem, rowProblems, sumProblems } from '@qianyue/domain/reports/integrity.ts'
import { type MonthlyCounts, monthlyColumns, totalOf } from '@qianyue/domain/reports/monthly-table.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { currentCounts, lastSnapshotUpTo, snapshotCounts } from '../indicators/counts.queries.ts'
import { placeAskedFor } from '../indicators/place.ts'
import { dayOfStandings } from '../indicators/standing.queries.ts'
import {
  feesSigned,
  movedInMonth,
  packageHolders,
  unitsWithin,
  type VillageCount,
} from './monthly.queries.ts'

export type MonthlyTable = ReplyInput<typeof getMonthlyTable>
type Row = MonthlyTable['rows'][number]

/**
 * 签约月报表. What stands at the month's end comes from the figures kept that day, so that a past month does not move;
 * what happened in the month comes from its agreements. The two are then held against each other.
 */
export async function monthlyTable(
  context: Context,
  { orgId, month }: RequestOf<typeof getMonthlyTable>,
): Promise<MonthlyTable> {
  const { db } = context
  const place = placeAskedFor(context, orgId)
  if (place.orgId === null) throw new NotFound('org unit')
  const villages = rangeOf(place.orgId)
  const units = await unitsWithin(db, villages)
  const own = units.find(({ code }) => code === place.orgId)
  if (!own) throw new NotFound('org unit')

  const first = localDate(`${month}-01`)
  const { countedOn, isOver, counts: standing } = await countsAt(context, villages, endOfMonth(first))
  const before = addDays(first, -1)
  const knowsLastMonth = (await lastSnapshotUpTo(context, before)) === before
  const lastMonth = knowsLastMonth
    ? await snapshotCounts(context, before, villages, 'village', ['coverage'])
    : []
  const counted: VillageCount[] = [
    ...monthlyColumns.flatMap(({ code, figure }) =>
      figure === null
        ? []
        : standing
            .filter(({ indicator }) => indicator === figure.indicator)
            .map((count) => ({ villageCode: count.unitCode, column: code, count: count[figure.part] })),
    ),
    ...lastMonth.map(({ unitCode, numerator }) => ({
      villageCode: unitCode,
      column: 'signed-before',
      count: numerator,
    })),
    ...(await movedInMonth(db, villages, first, countedOn)),
    ...(await packageHolders(db, villages, countedOn)),
    ...(await feesSigned(db, villages, first, countedOn)),
  ]
  const countsOf = Map.groupBy(counted, ({ villageCode }) => villageCode)
  const rowOf = ({ code, areaName }: (typeof units)[number], counts: MonthlyCounts): Row => ({
    orgId: code,
    level: levelOf(code),
    placeName: areaName,
    counts,
  })
  const villageRows = units
    .filter(({ level }) => level === 'village')
    .map((unit) =>
      rowOf(unit, {
        ...totalOf([]),
        ...Object.fromEntries((countsOf.get(unit.code) ?? []).map(({ column, count }) => [column, count])),
      }),
    )
  const rows = units.map((unit) => {
    const { from, to } = rangeOf(unit.code)
    const below = villageRows.filter((row) => from <= row.orgId && row.orgId <= to)
    return unit.level === 'village' ? below[0]! : rowOf(unit, totalOf(below.map(({ counts }) => counts)))
  })
  const total = totalOf([...countsOf.values()].map(columnsOf))
  return {
    orgId: own.code,
    placeName: own.areaName,
    month,
    countedOn,
    isOver,
    knowsLastMonth,
    rows,
    problems: [
      ...rows
        .filter(({ level }) => level === 'village')
        .flatMap((row) => rowProblems(row.counts, knowsLastMonth).map(at(row))),
      // Counted over everything, also what stands under a code that is no unit any more.
      ...sumProblems(
        total,
        villageRows.map(({ counts }) => counts),
      ).map(at(rows[0]!)),
    ],
  }
}

function columnsOf(counted: readonly VillageCount[]): MonthlyCounts {
  return Object.fromEntries(counted.map(({ column, count }) => [column, count]))
}

const at =
  ({ orgId, placeName }: Row) =>
  (problem: Problem) => ({ orgId, placeName, ...problem })

/** The figures of a month's end, or those of today while it is under way. */
async function countsAt(
  context: Context,
  villages: { from: number; to: number },
  monthEnd: LocalDate,
): Promise<{ countedOn: LocalDate; isOver: boolean; counts: Awaited<ReturnType<typeof currentCounts>> }> {
  const indicators = [...new Set(monthlyColumns.flatMap(({ figure }) => figure?.indicator ?? []))]
  const today = (await dayOfStandings(context.db))?.day ?? context.today
  if (startOfMonth(monthEnd) > today)
    throw new Refused('month-to-come', '这个月还没有开始，请选择以前的月份。')
  if (monthEnd >= today) {
    return {
      countedOn: earlier(today, monthEnd),
      isOver: false,
      counts: await currentCounts(context, villages, 'village', indicators),
    }
  }
  if ((await lastSnapshotUpTo(context, monthEnd)) !== monthEnd) {
    throw new Refused('no-figures-for-day', `系统中没有 ${monthEnd} 的月末数据，请选择以后的月份。`)
  }
  return {
    countedOn: monthEnd,
    isOver: true,
    counts: await snapshotCounts(context, monthEnd, villages, 'village', indicators),
  }
}
