import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/supervision-assist.ts'
import { dayInShanghai, yearOf } from '@qianyue/domain/days/local-date.ts'
import { informationState } from '@qianyue/domain/supervision-assist/information-reports.ts'
import type { SupervisionAssistPolicy } from '@qianyue/domain/supervision-assist/supervision-assist-policy.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { institutionInReach } from './institution.ts'
import { policyOfYear } from './policy-of-year.ts'
import {
  type InformationRow,
  informationWhere,
  insertInformation,
  markReported,
  markWithdrawn,
} from './supervision-assist.queries.ts'

type Reply = ReplyInput<typeof api.recordInformation>

/** What was found out in a year: all lines, or those that stand behind a part of the rate. */
export async function listInformation(
  context: Context,
  { part, ...request }: RequestOf<typeof api.listInformation>,
): Promise<Reply[]> {
  const policy = await policyOfYear(context, request.year)
  const rows = await informationWhere(context.db, request)
  return rows
    .filter(
      ({ reportedAt, withdrawnBecause }) =>
        part === undefined ||
        (withdrawnBecause === null &&
          (part === 'denominator' || (reportedAt !== null) === (part === 'numerator'))),
    )
    .map((row) => replyOf(row, policy, context.now))
}

/** 登记信息. Sent again with the same id it answers as the first time. */
export async function recordInformation(
  context: Context,
  request: RequestOf<typeof api.recordInformation>,
): Promise<Reply> {
  const { db, viewer, now, note } = context
  await institutionInReach(context, request.unitCode)
  const foundAt = new Date(request.foundAt)
  const reportedAt = request.reportedAt === null ? null : new Date(request.reportedAt)
  if (foundAt > now) throw new Invalid({ foundAt: '发现时间不能晚于现在。' })
  if (reportedAt === null && request.reporter !== '')
    throw new Invalid({ reportedAt: '写了报告人，请同时写报告时间；还没报告的，两项都不填。' })
  if (reportedAt !== null) {
    if (request.reporter === '') throw new Invalid({ reporter: '请填写报告人。' })
    checkReported({ foundAt }, reportedAt, now)
  }
  await insertInformation(db, { ...request, foundAt, reportedAt, recordedBy: viewer.accountId })
  const kept = await informationInReach(context, request.id)
  if (kept.unitCode !== request.unitCode || kept.content !== request.content)
    throw new Refused('id-taken', '这个编号已用于另一条信息，请重新打开再保存。')
  note({ subject: `supervision information ${request.id}` })
  return await answered(context, kept)
}

/** What was reported already stays as it was. */
export async function reportInformation(
  context: Context,
  { id, reportedAt, reporter }: RequestOf<typeof api.reportInformation>,
): Promise<Reply> {
  const found = await informationInReach(context, id)
  if (found.withdrawnBecause !== null) throw new Refused('withdrawn', '这条信息已作废，不能再报告。')
  const at = new Date(reportedAt)
  checkReported(found, at, context.now)
  await markReported(context.db, { id, reportedAt: at, reporter })
  context.note({ subject: `supervision information ${id}` })
  return await answered(context, await informationInReach(context, id))
}

/** 作废: it stays in the list, counts nowhere. */
export async function withdrawInformation(
  context: Context,
  { id, reason }: RequestOf<typeof api.withdrawInformation>,
): Promise<Reply> {
  await informationInReach(context, id)
  await markWithdrawn(context.db, 'supervisionInformation', { id, now: context.now, reason })
  context.note({ subject: `supervision information ${id}`, reason })
  return await answered(context, await informationInReach(context, id))
}

function checkReported({ foundAt }: { foundAt: Date }, reportedAt: Date, now: Date): void {
  if (reportedAt < foundAt) throw new Invalid({ reportedAt: '报告时间不能早于发现时间。' })
  if (reportedAt > now) throw new Invalid({ reportedAt: '报告时间不能晚于现在。' })
}

async function answered(context: Context, row: InformationRow): Promise<Reply> {
  const policy = await policyOfYear(context, yearOf(dayInShanghai(row.foundAt)))
  return replyOf(row, policy, context.now)
}

function replyOf(row: InformationRow, policy: SupervisionAssistPolicy, now: Date): Reply {
  return {
    ...row,
    foundAt: row.foundAt.toISOString(),
    reportedAt: row.reportedAt?.toISOString() ?? null,
    state: informationState(row, now, policy.reportWithinHours),
  }
}

async function informationInReach({ db }: Context, id: string): Promise<InformationRow> {
  const [row] = await informationWhere(db, { id })
  if (!row) throw new NotFound('supervision information')
  return row
}
