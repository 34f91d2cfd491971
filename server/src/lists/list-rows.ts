import { join } from 'node:path'
import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/lists.ts'
import { signingPlaces } from '@qianyue/domain/agreements/agreement.ts'
import { type EndReason, endReasons } from '@qianyue/domain/agreements/termination.ts'
import { ageYearsOn, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { dutyStates } from '@qianyue/domain/duties/duty-words.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import { populationsIn, traitsIn } from '@qianyue/domain/indicators/flags.ts'
import { columnsOf, daysOfLists, filtersOf, type ListCode, lists } from '@qianyue/domain/lists/list.ts'
import { type AgePolicy, populationWords } from '@qianyue/domain/populations/population.ts'
import { serviceModes } from '@qianyue/domain/service-records/service-mode.ts'
import { isServiceCode, serviceName } from '@qianyue/domain/services/services.ts'
import type { FastifyReply } from 'fastify'
import { reachesUnit } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound } from '../http/errors.ts'
import { type Cell, sendWorkbook } from '../http/workbook.ts'
import { unitsNamed } from '../indicators/counts.queries.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { type Filters, type ListRow, listPage } from './list-rows.queries.ts'
import { daysWords, headingOfList } from './narrowed-by.ts'

const ROWS_TOGETHER = 1_000
const CURSOR = /^\d{12}\/[0-9a-f-]{36}\//

type Asked = RequestOf<typeof api.downloadList>

/** A page of a list as it was asked for. */
export async function rowsOf(
  context: Context,
  { cursor, limit, ...asked }: RequestOf<typeof api.listRows>,
): Promise<ReplyInput<typeof api.listRows>> {
  const { list, columns, filters } = await readAsked(context, asked)
  if (cursor !== undefined && !CURSOR.test(cursor)) {
    throw new Invalid({ cursor: '翻页位置不正确，请从第一页重新查看。' })
  }
  const { ages } = await policyAt(context.db, context.today)
  const rows = await listPage(context.db, list, filters, context.today, cursor ?? null, limit)
  context.note({ subject: `list ${list}` })
  return {
    columns,
    rows: rows.map((row) => ({
      key: row.key,
      residentId: row.residentId,
      cells: columns.map(({ code }) => cellOf(row, code, { today: context.today, ages })),
    })),
    nextCursor: rows.length === limit ? rows.at(-1)!.key : null,
  }
}

/** Columns whose words would be cut off at the usual width, in characters. */
const widths: Readonly<Record<string, number>> = {
  idNumber: 20,
  number: 26,
  address: 30,
  populations: 28,
  packages: 36,
  team: 24,
}

/** The whole list as a workbook, written while it is read. */
export async function listWorkbook(
  context: Context,
  asked: Asked,
  { send, services }: { send: FastifyReply; services: { config: { dataDir: string } } },
) {
  const { list, columns, filters } = await readAsked(context, asked)
  context.note({ subject: `list ${list} workbook` })
  return await sendWorkbook(send, join(services.config.dataDir, 'exports'), {
    fileName: `${lists[list].name} ${context.today}`,
    name: lists[list].name,
    about: await headingOfList(context, filters, [
      filters.signed !== undefined && (filters.signed ? '已签约' : '未签约'),
      filters.inForce !== undefined && (filters.inForce ? '有效协议' : '已无效的协议'),
      filters.dutyState && dutyStates[filters.dutyState],
      filters.service && serviceWords(filters.service),
      daysWords(daysOfLists[list] ?? '', filters.from, filters.to),
    ]),
    columns: columns.map(({ code, header }) => ({ header, width: widths[code] ?? 14 })),
    rows: allRows(context, list, filters, columns),
  })
}

async function readAsked(context: Context, { list, columns, ...filters }: Asked) {
  const { orgId } = filters
  if (orgId !== undefined) {
    const isThere = reachesUnit(context.reach, orgId) && (await unitsNamed(context, [orgId])).length > 0
    if (!isThere) throw new NotFound('org unit')
  }
  return {
    list,
    columns: columnsOf(list, columns === '' ? [] : columns.split(',')),
    filters: filtersOf(list, filters) as Filters,
  }
}

async function* allRows(
  { db, today }: Context,
  list: ListCode,
  filters: Filters,
  columns: readonly { code: string }[],
): AsyncGenerator<Cell[]> {
  const { ages } = await policyAt(db, today)
  let after: string | null = null
  for (;;) {
    const rows: ListRow[] = await listPage(db, list, filters, today, after, ROWS_TOGETHER)
    for (const row of rows) yield columns.map(({ code }) => cellOf(row, code, { today, ages }))
    const last = rows.at(-1)
    if (!last || rows.length < ROWS_TOGETHER) return
    after = last.key
  }
}

/** A service of the catalogue, or the form on which something else was recorded. */
function serviceWords(code: string): string {
  return isServiceCode(code) ? serviceName(code) : (findForm(code)?.name ?? code)
}

const sexes = { male: '男', female: '女', unknown: '未说明' } as const
const yesNo = (is: boolean | null) => (is === null ? '' : is ? '是' : '否')

/** What a column says of a line; a column without a line of its own here is a plain text or day. */
function cellOf(row: ListRow, column: string, { today, ages }: { today: LocalDate; ages: AgePolicy }): Cell {
  switch (column) {
    case 'sex':
      return sexes[row.sex]
    case 'age':
      return ageYearsOn(today, row.birthDate)
    case 'populations':
      return populationsIn(row.populationBits)
        .map((population) => populationWords(population, ages))
        .join('、')
    case 'isKey':
      return yesNo(traitsIn(row.traitBits).includes('key'))
    case 'isSigned':
      return traitsIn(row.traitBits).includes('signed') ? '已签约' : '未签约'
    case 'isServed':
      return yesNo(traitsIn(row.traitBits).includes('served'))
    case 'service':
      return serviceWords(row.service ?? '')
    case 'state':
      return row.dutyState && dutyStates[row.dutyState]
    case 'mode':
      return row.mode && serviceModes[row.mode].name
    case 'complete':
      return yesNo(row.complete)
    case 'controlled':
      return yesNo(row.controlled)
    case 'endReason':
      return row.endReason && (endReasons[row.endReason as EndReason] ?? row.endReason)
    case 'signedVia':
      return row.signedVia && (signingPlaces[row.signedVia as keyof typeof signingPlaces] ?? row.signedVia)
    default:
      return row[column as 'name' | 'phone' | 'village' | 'dueBy'] ?? null
  }
}
