import { join } from 'node:path'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { exportResidents as call } from '@qianyue/api/residents.ts'
import type { AgePolicy } from '@qianyue/domain/populations/population.ts'
import { readSearch, type Search } from '@qianyue/domain/residents/search-keys.ts'
import type { FastifyReply } from 'fastify'
import type { Context } from '../http/context.ts'
import { type Cell, sendWorkbook } from '../http/workbook.ts'
import { headingOfList } from '../lists/narrowed-by.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { rowOf } from './list-residents.ts'
import { type Position, type ResidentFilters, residentIds, residentRows } from './residents.queries.ts'
import { planSearch } from './search.queries.ts'

const ROWS_TOGETHER = 1_000

const sexes = { male: '男', female: '女', unknown: '未说明' } as const
const presences = { here: '在住', away: '外出', 'moved-out': '迁出', dead: '死亡' } as const

const columns: readonly {
  header: string
  width: number
  of: (row: ReturnType<typeof rowOf>) => Cell
}[] = [
  { header: '姓名', width: 12, of: ({ name }) => name },
  { header: '性别', width: 6, of: ({ sex }) => sexes[sex] },
  { header: '年龄', width: 6, of: ({ ageYears }) => ageYears },
  { header: '出生日期', width: 12, of: ({ birthDate }) => birthDate },
  { header: '身份证号（掩码）', width: 22, of: ({ idNumberMasked }) => idNumberMasked },
  { header: '电话（掩码）', width: 14, of: ({ phoneMasked }) => phoneMasked },
  { header: '村（社区）', width: 14, of: ({ villageName }) => villageName },
  { header: '住址', width: 30, of: ({ address }) => address },
  { header: '与户主关系', width: 10, of: ({ relationName }) => relationName },
  { header: '健康档案编号', width: 20, of: ({ healthRecordNumber }) => healthRecordNumber },
  { header: '重点人群', width: 28, of: ({ populations }) => populations.map(({ name }) => name).join('、') },
  { header: '签约', width: 8, of: ({ signed }) => (signed ? '已签约' : '未签约') },
  { header: '签约团队', width: 18, of: ({ teamName }) => teamName },
  { header: '协议到期', width: 12, of: ({ signedUntil }) => signedUntil },
  { header: '逾期服务', width: 8, of: ({ overdue }) => overdue },
  { header: '待做服务', width: 8, of: ({ due }) => due },
  {
    header: '状态',
    width: 8,
    of: ({ presence }) => presences[presence],
  },
]

/** 导出: what the list shows, as a workbook; numbers stay masked, and each exported resident is not noted one by one. */
export async function exportResidents(
  context: Context,
  { q = '', ids, ...filters }: RequestOf<typeof call>,
  { send, services }: { send: FastifyReply; services: { config: { dataDir: string } } },
) {
  const { ages } = await policyAt(context.db, context.today)
  const chosen = ids === undefined ? undefined : [ids].flat()
  const search = readSearch(q)
  const plan = await planSearch(context, search, 'everybody')
  context.note({ subject: chosen ? `residents ${chosen.length} chosen` : 'residents list' })
  const rows = plan.by === 'nobody' ? [] : allRows(context, plan, { ...filters, ids: chosen }, ages)
  return await sendWorkbook(send, join(services.config.dataDir, 'exports'), {
    fileName: `居民-${context.today}`,
    name: '居民',
    about: await headingOfList(context, filters, [
      searchWords(search),
      chosen && `选中的${chosen.length}人`,
      filters.signed !== undefined && (filters.signed ? '已签约' : '未签约'),
      filters.presence && presences[filters.presence],
      filters.sex && sexes[filters.sex],
      filters.warned && '信息有疑点',
      filters.importId && '一次导入的名册',
    ]),
    columns,
    rows,
  })
}

/** A number that was looked for is as confidential as in the rows, where it is masked. */
function searchWords(search: Search): string | undefined {
  switch (search.kind) {
    case 'nothing':
      return undefined
    case 'name':
    case 'letters':
    case 'address':
      return `搜索“${search.text}”`
    default:
      return '按号码查找'
  }
}

async function* allRows(
  context: Context,
  plan: Parameters<typeof residentIds>[1],
  filters: ResidentFilters,
  ages: AgePolicy,
): AsyncGenerator<Cell[]> {
  let after: Position | null = null
  for (;;) {
    const page: Position[] = await residentIds(context, plan, filters, ages, after, ROWS_TOGETHER)
    const rows = await residentRows(
      context,
      page.map(({ id }) => id),
    )
    for (const row of rows) {
      const shown = rowOf(row, context, ages)
      yield columns.map(({ of }) => of(shown))
    }
    if (page.length < ROWS_TOGETHER) return
    after = page.at(-1)!
  }
}
