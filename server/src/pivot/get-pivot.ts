import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { getPivot } from '@qianyue/api/pivot.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { IndicatorCode } from '@qianyue/domain/indicators/indicator.ts'
import { namedIndicator } from '@qianyue/domain/indicators/own-indicator.ts'
import { percentOf, type Rate, sumOf } from '@qianyue/domain/indicators/rate.ts'
import { bitsAsked, rateWithin } from '@qianyue/domain/pivot/pivot.ts'
import type { Policy } from '@qianyue/domain/policy/policy.ts'
import { type Population, populationWords } from '@qianyue/domain/populations/population.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { type Cell, PERCENT, rateCell, type Sheet } from '../http/workbook.ts'
import { currentCounts, snapshotCounts, villagesOf } from '../indicators/counts.queries.ts'
import { knownIndicator } from '../indicators/list-indicators.ts'
import { type Place, placeAskedFor } from '../indicators/place.ts'
import { dayOfStandings } from '../indicators/standing.queries.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { daysKept, populationSnapshots, standingsByVillage, unitsFor } from './pivot.queries.ts'

type Pivot = ReplyInput<typeof getPivot>
type Column = Pivot['columns'][number]
/** The rate of one column over the villages of a range. */
type Counted = (from: number, to: number) => Rate

/** 透视表: figures by unit, at days, among populations; the sums of the rows below are the row above. */
export async function pivot(context: Context, request: RequestOf<typeof getPivot>): Promise<Pivot> {
  const { db } = context
  const place = placeAskedFor(context, request.orgId)
  const codes = request.codes.map((code) => knownIndicator(code).code)
  const days: (LocalDate | null)[] = request.on?.length ? request.on : [null]
  const populations: (Population | null)[] = request.populations?.length ? request.populations : [null]
  await mustBeKept(context, days, populations[0] !== null)
  const policy = await policyAt(db, context.today)
  const columns = codes.flatMap((code) =>
    days.flatMap((on) => populations.map((population) => columnOf(code, on, population, policy))),
  )
  const counted = await countedColumns(context, place, columns)
  const byVillage = request.by === 'village' || place.level !== 'county'
  const units = await unitsFor(
    db,
    villagesOf(place),
    byVillage ? ['county', 'township', 'village'] : ['county', 'township'],
  )
  if (place.orgId !== null && units[0]?.code !== place.orgId) throw new NotFound('org unit')
  const rowOf = (orgId: number | null, placeName: string, level: Pivot['rows'][number]['level']) => ({
    orgId,
    placeName,
    level,
    cells: counted.map((rateOf) => {
      const rate =
        orgId === null
          ? sumOf(place.villages.map((village) => rateOf(village, village)))
          : rateIn(rateOf, orgId)
      return { ...rate, value: percentOf(rate) }
    }),
  })
  const rows = units.map(({ code, areaName, level }) => rowOf(code, areaName, level as 'township'))
  return {
    placeName: place.orgId === null ? '我的团队' : rows[0]!.placeName,
    columns,
    rows: place.orgId === null ? [rowOf(null, '我的团队', 'team'), ...rows] : rows,
    populationOn: (await dayOfStandings(db))?.day ?? context.today,
  }
}

function rateIn(rateOf: Counted, orgId: number): Rate {
  const { from, to } = rangeOf(orgId)
  return rateOf(from, to)
}

async function mustBeKept(
  { db }: Context,
  days: readonly (LocalDate | null)[],
  amongPopulations: boolean,
): Promise<void> {
  const past = days.filter((day) => day !== null)
  const kept = await daysKept(db, past, amongPopulations ? 'population_snapshots' : 'indicator_snapshots')
  const missing = past.filter((day) => !kept.has(day))
  if (missing.length > 0) {
    throw new Refused(
      'no-figures-for-day',
      `系统中没有 ${missing.join('、')} 的${amongPopulations ? '分人群' : ''}月末数据，请改选有数据的月末。`,
    )
  }
}

function columnOf(
  code: IndicatorCode,
  on: LocalDate | null,
  population: Population | null,
  policy: Policy,
): Column {
  const { name, definition } = namedIndicator(knownIndicator(code), policy)
  return {
    code,
    name,
    definition,
    on,
    population,
    populationName: population && populationWords(population, policy.ages),
  }
}

/** Each column's counts: kept ones of a month end, those of now, or of now among a population, counted anew. */
async function countedColumns(
  context: Context,
  place: Place,
  columns: readonly Column[],
): Promise<Counted[]> {
  const { db } = context
  const villages = villagesOf(place)
  const codes = [...new Set(columns.map(({ code }) => code as IndicatorCode))]
  const populations = [...new Set(columns.flatMap(({ population }) => population ?? []))]
  const past = [...new Set(columns.flatMap(({ on }) => (on === null ? [] : (on as LocalDate))))]
  const standings =
    populations.length === 0 || columns.every(({ on }) => on !== null)
      ? []
      : await standingsByVillage(db, villages, bitsAsked(codes, populations))
  const keptAmong = await populationSnapshots(db, villages, { days: past, populations, codes })
  const kept = new Map<LocalDate | null, Awaited<ReturnType<typeof currentCounts>>>()
  for (const on of new Set(
    columns.filter(({ population }) => population === null).map((column) => column.on),
  )) {
    const counts =
      on === null
        ? await currentCounts(context, villages, 'village', codes)
        : await snapshotCounts(context, on as LocalDate, villages, 'village', codes)
    kept.set(on as LocalDate | null, counts)
  }
  return columns.map(({ code, on, population }): Counted => {
    if (population !== null && on !== null) {
      const counts = keptAmong.filter(
        (count) => count.takenFor === on && count.population === population && count.indicator === code,
      )
      return (from, to) => sumOf(counts.filter(({ unitCode }) => from <= unitCode && unitCode <= to))
    }
    if (population !== null) {
      return (from, to) =>
        rateWithin(
          standings.filter(({ villageCode }) => from <= villageCode && villageCode <= to),
          code as IndicatorCode,
          population,
        )
    }
    const counts = kept.get(on as LocalDate | null)!.filter(({ indicator }) => indicator === code)
    return (from, to) => sumOf(counts.filter(({ unitCode }) => from <= unitCode && unitCode <= to))
  })
}

/** The same as a workbook: a row for each unit, three columns for each figure. */
export function pivotSheet({ placeName, columns, rows, populationOn }: Pivot): Sheet {
  const words = ({ name, on, populationName }: Column) =>
    [name, on ?? '今天', ...(populationName === null ? [] : [populationName])].join(' ')
  return {
    name: '透视表',
    fileName: `透视表 ${placeName} ${populationOn}`,
    about: [
      ['透视表', placeName],
      ['统计日', populationOn],
      ...[...new Map(columns.map(({ name, definition }) => [name, definition]))],
    ],
    columns: [
      { header: '单位', width: 20 },
      ...columns.flatMap((column) => [
        { header: words(column), width: 16, numFmt: PERCENT },
        { header: '分子', width: 9 },
        { header: '分母', width: 9 },
      ]),
    ],
    rows: rows.map((row): Cell[] => [
      row.placeName,
      ...row.cells.flatMap((cell): Cell[] => [rateCell(cell), cell.numerator, cell.denominator]),
    ]),
  }
}
