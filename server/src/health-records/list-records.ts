import { join } from 'node:path'
import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type {
  exportHealthRecords as exportCall,
  listHealthRecords as listCall,
} from '@qianyue/api/health-records.ts'
import { ageYearsOn } from '@qianyue/domain/days/local-date.ts'
import { healthRecordStatuses, standingOn } from '@qianyue/domain/health-records/health-record.ts'
import type { HealthRecordPolicy } from '@qianyue/domain/health-records/health-record-policy.ts'
import { flawOf, flawWords } from '@qianyue/domain/health-records/quality.ts'
import { recordLists } from '@qianyue/domain/health-records/record-lists.ts'
import type { FastifyReply } from 'fastify'
import type { Context } from '../http/context.ts'
import { Invalid } from '../http/errors.ts'
import { type Cell, sendWorkbook } from '../http/workbook.ts'
import { placeAskedFor } from '../indicators/place.ts'
import { headingOfList } from '../lists/narrowed-by.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { countListed, type ListedRow, listedRecords } from './lists.queries.ts'

/** 健康档案工作清单, page by page. */
export async function listHealthRecords(
  context: Context,
  request: RequestOf<typeof listCall>,
): Promise<ReplyInput<typeof listCall>> {
  const asked = await askedOf(context, request)
  const rows = await listedRecords(context, asked, afterOf(request.cursor), request.limit)
  context.note({ subject: `health-records ${request.list}` })
  const last = rows.length === request.limit ? rows.at(-1) : undefined
  return {
    items: rows.map((row) => listedOf(row, context, asked.policy)),
    nextCursor: last ? `${last.place}/${last.residentId}` : null,
    total: request.cursor === undefined ? await countListed(context, asked) : null,
  }
}

const ROWS_TOGETHER = 1_000

const columns: readonly {
  header: string
  width: number
  of: (row: ReturnType<typeof listedOf>) => Cell
}[] = [
  { header: '姓名', width: 12, of: ({ name }) => name },
  { header: '性别', width: 6, of: ({ sex }) => ({ male: '男', female: '女', unknown: '未说明' })[sex] },
  { header: '年龄', width: 6, of: ({ ageYears }) => ageYears },
  { header: '村（社区）', width: 14, of: ({ villageName }) => villageName },
  { header: '健康档案编号', width: 20, of: ({ recordNumber }) => recordNumber },
  { header: '建档日期', width: 12, of: ({ openedOn }) => openedOn },
  {
    header: '档案状态',
    width: 12,
    of: ({ status }) => (status === null ? '未建档' : healthRecordStatuses[status]),
  },
  { header: '最近服务', width: 12, of: ({ lastActiveOn }) => lastActiveOn },
  { header: '签约', width: 8, of: ({ signed }) => (signed ? '已签约' : '未签约') },
  { header: '质控得分', width: 8, of: ({ score }) => score },
  { header: '质控问题', width: 60, of: ({ flaws }) => flaws.map(({ text }) => text).join('；') },
]

/** The list as a workbook. */
export async function exportHealthRecords(
  context: Context,
  request: RequestOf<typeof exportCall>,
  { send, services }: { send: FastifyReply; services: { config: { dataDir: string } } },
) {
  const asked = await askedOf(context, request)
  const { name, definition } = recordLists[request.list]
  context.note({ subject: `health-records ${request.list} as a workbook` })
  return await sendWorkbook(send, join(services.config.dataDir, 'exports'), {
    fileName: `健康档案-${name}-${context.today}`,
    name: '健康档案',
    about: [['清单', name], ['口径', definition], ...(await headingOfList(context, request))],
    columns,
    rows: allRows(),
  })

  async function* allRows(): AsyncGenerator<Cell[]> {
    let after: { place: number; id: string } | null = null
    for (;;) {
      const rows: ListedRow[] = await listedRecords(context, asked, after, ROWS_TOGETHER)
      for (const row of rows) {
        const shown = listedOf(row, context, asked.policy)
        yield columns.map(({ of }) => of(shown))
      }
      const last = rows.at(-1)
      if (last === undefined || rows.length < ROWS_TOGETHER) return
      after = { place: last.place, id: last.residentId }
    }
  }
}

async function askedOf(
  context: Context,
  { list, orgId }: Pick<RequestOf<typeof listCall>, 'list' | 'orgId'>,
) {
  if (orgId !== undefined) placeAskedFor(context, orgId)
  const policy = (await policyAt(context.db, context.today))['health-records']
  return { list, orgId, today: context.today, policy }
}

function listedOf(row: ListedRow, { today }: Context, policy: HealthRecordPolicy) {
  const { openedOn } = row
  return {
    ...row,
    ageYears: ageYearsOn(row.diedOn ?? today, row.birthDate),
    status: openedOn === null ? null : standingOn(today, { ...row, openedOn }, row, policy).status,
    flaws: (row.flaws ?? []).flatMap((text) => {
      const flaw = flawOf(text)
      return flaw === null ? [] : [{ text: flawWords(flaw), field: flaw.field ?? null }]
    }),
  }
}

function afterOf(cursor: string | undefined): { place: number; id: string } | null {
  if (cursor === undefined) return null
  const match = /^(\d{1,15})\/([0-9a-f-]{36})$/.exec(cursor)
  if (!match) throw new Invalid({ cursor: '翻页位置无效，请从第一页开始。' })
  return { place: Number(match[1]), id: match[2]! }
}
