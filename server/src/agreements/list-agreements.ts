import { join } from 'node:path'
import type { exportAgreements as exportCall, listAgreements as listCall } from '@qianyue/api/agreements.ts'
import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import {
  agreementStatuses,
  agreementUnits,
  signingKinds,
  signingPlaces,
  statusOn,
} from '@qianyue/domain/agreements/agreement.ts'
import { endReasons } from '@qianyue/domain/agreements/termination.ts'
import { populationWords } from '@qianyue/domain/populations/population.ts'
import type { FastifyReply } from 'fastify'
import type { Context } from '../http/context.ts'
import { Invalid } from '../http/errors.ts'
import { type Cell, MONEY, sendWorkbook } from '../http/workbook.ts'
import { daysWords, headingOfList } from '../lists/narrowed-by.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { teamsNamed } from '../teams/teams.queries.ts'
import {
  type AgreementListRow,
  agreementPage,
  COUNTED_AT_MOST,
  countAgreements,
  type ListScope,
} from './list-agreements.queries.ts'

const CURSOR = /^\d{4}-\d{2}-\d{2}\|[0-9a-f-]{36}$/

/** 协议列表: a page of what the viewer reaches. */
export async function listAgreements(
  context: Context,
  request: RequestOf<typeof listCall>,
): Promise<ReplyInput<typeof listCall>> {
  const { cursor, limit, ...filters } = request
  if (cursor && !CURSOR.test(cursor)) throw new Invalid({ cursor: '翻页位置不正确，请重新打开列表' })
  const scope = await scopeOf(context, filters)
  const rows = await agreementPage(context.db, scope, { cursor, limit: limit + 1 })
  const total = await countAgreements(context.db, scope)
  const page = rows.slice(0, limit)
  return {
    items: page.map((row) => {
      const { renewed: _renewed, place: _place, endReason: _end, declined: _declined, ...shown } = row
      return {
        ...shown,
        signatoryName: row.signatoryName ?? '',
        villageName: row.villageName ?? '',
        status: statusIn(scope, row),
      }
    }),
    total: Math.min(total, COUNTED_AT_MOST),
    totalIsCapped: total > COUNTED_AT_MOST,
    nextCursor: rows.length > limit ? page.at(-1)!.place : null,
  }
}

async function scopeOf(
  { db, today }: Pick<Context, 'db' | 'today'>,
  filters: RequestOf<typeof exportCall>,
): Promise<ListScope> {
  const { agreements: policy, ages } = await policyAt(db, today)
  const range = filters.orgId === undefined ? null : rangeOf(filters.orgId)
  return { filters, range, today, noticeDays: policy.noticeDays, ages }
}

function statusIn({ today, noticeDays }: ListScope, row: AgreementListRow) {
  return statusOn(today, row, noticeDays)
}

const columns: readonly {
  header: string
  width: number
  numFmt?: string
  of: (row: AgreementListRow, scope: ListScope) => Cell
}[] = [
  { header: '协议编号', width: 28, of: ({ number }) => number },
  { header: '状态', width: 10, of: (row, scope) => agreementStatuses[statusIn(scope, row)] },
  { header: '签约代表', width: 12, of: ({ signatoryName }) => signatoryName },
  { header: '成员', width: 32, of: ({ memberNames }) => memberNames.join('、') },
  { header: '人数', width: 6, of: ({ memberNames }) => memberNames.length },
  {
    header: '重点人群',
    width: 28,
    of: (row, { ages }) => row.populations.map((one) => populationWords(one, ages)).join('、'),
  },
  { header: '村（社区）', width: 14, of: ({ villageName }) => villageName },
  { header: '团队', width: 24, of: ({ teamName }) => teamName },
  {
    header: '签约方式',
    width: 18,
    of: ({ unit, signedVia }) => `${agreementUnits[unit]} ${signingPlaces[signedVia]}`,
  },
  { header: '类型', width: 8, of: ({ kind }) => signingKinds[kind] },
  { header: '签字日期', width: 12, of: ({ signedOn }) => signedOn },
  { header: '开始', width: 12, of: ({ startsOn }) => startsOn },
  { header: '到期', width: 12, of: ({ endsOn }) => endsOn },
  { header: '提前结束', width: 12, of: ({ terminatedOn }) => terminatedOn },
  { header: '结束原因', width: 12, of: ({ endReason }) => (endReason ? endReasons[endReason] : null) },
  { header: '个人自付（元）', width: 14, numFmt: MONEY, of: ({ residentFen }) => residentFen / 100 },
]

const ROWS_TOGETHER = 1_000

/** 导出: what the list shows, as a workbook. */
export async function exportAgreements(
  context: Context,
  filters: RequestOf<typeof exportCall>,
  { send, services }: { send: FastifyReply; services: { config: { dataDir: string } } },
) {
  const scope = await scopeOf(context, filters)
  context.note({ subject: 'agreements list' })
  return await sendWorkbook(send, join(services.config.dataDir, 'exports'), {
    fileName: `签约协议-${context.today}`,
    name: '签约协议',
    about: await headingOfList(context, filters, await filterWords(context, filters)),
    columns,
    rows: allRows(context, scope),
  })
}

async function filterWords({ db }: Context, filters: RequestOf<typeof exportCall>) {
  const { teamId, householdId, residentId, status, kind, paid, paperDue, inForce, q } = filters
  return [
    teamId && (await teamsNamed(db, [teamId])).get(teamId),
    (householdId ?? residentId) && '一户或一人的协议',
    status && agreementStatuses[status],
    kind && signingKinds[kind],
    paid && (paid === 'true' ? '有偿' : '免费'),
    paperDue && '待补纸质',
    inForce && '有效协议',
    daysWords('到期', filters.endsFrom, filters.endsBy),
    daysWords('签字', filters.signedFrom, filters.signedTo),
    q && `编号或签约代表含“${q}”`,
  ]
}

async function* allRows({ db }: Context, scope: ListScope): AsyncGenerator<Cell[]> {
  let cursor: string | undefined
  for (;;) {
    const rows: AgreementListRow[] = await agreementPage(db, scope, { cursor, limit: ROWS_TOGETHER })
    for (const row of rows) yield columns.map(({ of }) => of(row, scope))
    if (rows.length < ROWS_TOGETHER) return
    cursor = rows.at(-1)!.place
  }
}
