import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { getContractTable } from '@qianyue/api/reports.ts'
import { levelOf, rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { addDays, earlier, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { type ContractCounts, contractColumns, totalOf } from '@qianyue/domain/reports/contract-table.ts'
import { type Problem, rowProblems, sumProblems } from '@qianyue/domain/reports/integrity.ts'
import { periodOf, type ReportPeriod } from '@qianyue/domain/reports/report-period.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { currentCounts, lastSnapshotUpTo, snapshotCounts } from '../indicators/counts.queries.ts'
import { placeAskedFor } from '../indicators/place.ts'
import { dayOfStandings } from '../indicators/standing.queries.ts'
import {
  feesSigned,
  movedBetween,
  packageHolders,
  unitsWithin,
  type VillageCount,
} from './contract.queries.ts'
import { sectionsOf } from './sections-of.ts'

export type ContractTable = ReplyInput<typeof getContractTable>
type Row = ContractTable['rows'][number]

/**
 * 签约情况报表. What stands at the end of the period comes from the figures kept that day, so that a past period does not move;
 * what happened in it comes from its agreements. The two are then held against each other.
 */
export async function contractTable(
  context: Context,
  { orgId, period: key }: RequestOf<typeof getContractTable>,
): Promise<ContractTable> {
  const { db } = context
  const place = placeAskedFor(context, orgId)
  if (place.orgId === null) throw new NotFound('org unit')
  const villages = rangeOf(place.orgId)
  const units = await unitsWithin(db, villages)
  const own = units.find(({ code }) => code === place.orgId)
  if (!own) throw new NotFound('org unit')

  const period = periodOf(key)!
  const { countedOn, isOver, counts: standing } = await countsAt(context, villages, period)
  const dayBefore = addDays(period.from, -1)
  const knowsPeriodBefore = (await lastSnapshotUpTo(context, dayBefore)) === dayBefore
  const signedBefore = knowsPeriodBefore
    ? await snapshotCounts(context, dayBefore, villages, 'village', ['coverage'])
    : []
  const counted = Map.groupBy(
    [
      ...contractColumns.flatMap((column) => figuresIn(column, standing)),
      ...signedBefore.map(
        ({ unitCode, numerator }): VillageCount => ({
          villageCode: unitCode,
          column: 'signed-before',
          count: numerator,
        }),
      ),
      ...(await movedBetween(db, villages, period.from, countedOn)),
      ...(await packageHolders(db, villages, countedOn)),
      ...(await feesSigned(db, villages, period.from, countedOn)),
    ],
    ({ villageCode }) => villageCode,
  )
  const rows = rowsOf(units, counted)
  const villageRows = rows.filter(({ level }) => level === 'village')
  const total = totalOf([...counted.values()].map(columnsOf))
  return {
    orgId: own.code,
    placeName: own.areaName,
    period: period.key,
    periodName: period.name,
    cadence: period.cadence,
    countedOn,
    isOver,
    knowsPeriodBefore,
    rows,
    sections: await sectionsOf(db, own.code, rows, period, countedOn),
    problems: [
      ...villageRows.flatMap((row) => rowProblems(row.counts, knowsPeriodBefore).map(at(row))),
      // Counted over everything, also what stands under a code that is no unit any more.
      ...sumProblems(
        total,
        villageRows.map(({ counts }) => counts),
      ).map(at(rows[0]!)),
    ],
  }
}

/** What a column takes from the figures of the villages; nothing for a column that counts what happened. */
function figuresIn(
  { code, figure }: (typeof contractColumns)[number],
  standing: Awaited<ReturnType<typeof currentCounts>>,
): VillageCount[] {
  if (figure === null) return []
  return standing
    .filter(({ indicator }) => indicator === figure.indicator)
    .map((count) => ({ villageCode: count.unitCode, column: code, count: count[figure.part] }))
}

/** A row for each unit, in their order: a village's own counts, and of every other the sum of its villages. */
function rowsOf(
  units: Awaited<ReturnType<typeof unitsWithin>>,
  counted: ReadonlyMap<number, readonly VillageCount[]>,
): Row[] {
  const countsOf = (code: number): ContractCounts => ({
    ...totalOf([]),
    ...columnsOf(counted.get(code) ?? []),
  })
  const villages = units.filter(({ level }) => level === 'village').map(({ code }) => code)
  return units.map(({ code, level, areaName }) => {
    const { from, to } = rangeOf(code)
    const below = villages.filter((village) => from <= village && village <= to)
    const counts = level === 'village' ? countsOf(code) : totalOf(below.map(countsOf))
    return { orgId: code, level: levelOf(code), placeName: areaName, counts }
  })
}

function columnsOf(counted: readonly VillageCount[]): ContractCounts {
  return Object.fromEntries(counted.map(({ column, count }) => [column, count]))
}

const at =
  ({ orgId, placeName }: Row) =>
  (problem: Problem) => ({ orgId, placeName, ...problem })

/** The figures of the period's last day, or those of today while it is under way. */
async function countsAt(
  context: Context,
  villages: { from: number; to: number },
  { from, to }: ReportPeriod,
): Promise<{ countedOn: LocalDate; isOver: boolean; counts: Awaited<ReturnType<typeof currentCounts>> }> {
  const indicators = [...new Set(contractColumns.flatMap(({ figure }) => figure?.indicator ?? []))]
  const today = (await dayOfStandings(context.db))?.day ?? context.today
  if (from > today) throw new Refused('period-to-come', '这一期还没有开始，请选择以前的报告期。')
  if (to >= today) {
    return {
      countedOn: earlier(today, to),
      isOver: false,
      counts: await currentCounts(context, villages, 'village', indicators),
    }
  }
  if ((await lastSnapshotUpTo(context, to)) !== to) {
    throw new Refused('no-figures-for-day', `系统中没有 ${to} 的月末数据，请选择以后的报告期。`)
  }
  return {
    countedOn: to,
    isOver: true,
    counts: await snapshotCounts(context, to, villages, 'village', indicators),
  }
}
