import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/reports.ts'
import { levelOf } from '@qianyue/domain/access/org-unit.ts'
import { endOfMonth, localDate } from '@qianyue/domain/days/local-date.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { monthlyTable } from './monthly-table.ts'
import {
  contentOf,
  lockSubmission,
  putSubmission,
  type SubmissionRow,
  setDecision,
  submissionById,
  submissionsOf,
  townships,
} from './submissions.queries.ts'

/** 报送情况 of a month: what came, what went back, and who is late. */
export async function listReports(
  { db, reach }: Context,
  { month }: RequestOf<typeof api.listReports>,
): Promise<ReplyInput<typeof api.listReports>> {
  const reports = await submissionsOf(db, endOfMonth(localDate(`${month}-01`)))
  const due = reach.range === null ? [] : await townships(db, reach.range)
  const sent = new Set(reports.filter(({ state }) => state !== 'returned').map(({ unitCode }) => unitCode))
  return {
    reports: reports.map(describe),
    missing: due
      .filter(({ code }) => !sent.has(code))
      .map(({ code, name }) => ({ unitCode: code, unitName: name })),
  }
}

/** 报送: the table as it stands, kept. What was returned is sent again in its place. */
export async function submitReport(
  context: Context,
  { id, unitCode, month, remark }: RequestOf<typeof api.submitReport>,
): Promise<ReplyInput<typeof api.submitReport>> {
  const { db, viewer, now, note } = context
  const table = await monthlyTable(context, { orgId: unitCode, month })
  if (levelOf(unitCode) !== 'township') throw new Refused('not-a-township', '月报由乡镇（街道）报送。')
  if (!table.isOver) throw new Refused('month-not-over', '本月还没有结束，月末数据存下后再报送。')
  const monthEnd = endOfMonth(localDate(`${month}-01`))
  const last = await lockSubmission(db, unitCode, monthEnd)
  if (last && last.state !== 'returned') {
    if (last.id === id) return describe((await submissionById(db, id))!)
    throw new Refused('already-submitted', '本月月报已经报送，退回后才能重新报送。')
  }
  if (table.problems.length > 0 && !remark) {
    throw new Invalid({ remark: `有 ${table.problems.length} 处逻辑校验不符，请核对，或写明原因后报送。` })
  }
  await putSubmission(db, {
    id,
    unitCode,
    monthEnd,
    content: table,
    remark: remark || null,
    submittedAt: now,
    submittedBy: viewer.accountId,
  })
  note({ subject: `monthly report ${unitCode} ${month} submitted` })
  const kept = last?.id ?? id
  return describe((await submissionById(db, kept))!)
}

/** The table as it was sent. */
export async function getReport(
  { db }: Context,
  { id }: RequestOf<typeof api.getReport>,
): Promise<ReplyInput<typeof api.getReport>> {
  const row = await submissionById(db, id)
  if (!row) throw new NotFound('report')
  return { ...describe(row), table: await contentOf(db, id) }
}

/** 接收 or 退回, by somebody else than who sent it. */
export async function decideReport(
  { db, viewer, now, note }: Context,
  request: RequestOf<typeof api.decideReport>,
): Promise<ReplyInput<typeof api.decideReport>> {
  const { id, accepted } = request
  const found = await submissionById(db, id)
  if (!found) throw new NotFound('report')
  const { state } = (await lockSubmission(db, found.unitCode, found.monthEnd))!
  const wanted = accepted ? 'accepted' : 'returned'
  if (state === wanted) return describe((await submissionById(db, id))!)
  if (state !== 'submitted') throw new Refused('report-decided', '只有待审核的月报可以接收或退回。')
  if (!accepted && !request.note) throw new Invalid({ note: '请写明退回原因' })
  await setDecision(db, id, {
    state: wanted,
    note: request.note || null,
    decidedAt: now,
    decidedBy: viewer.accountId,
  })
  note({
    subject: `monthly report ${id} ${wanted}`,
    ...(request.note ? { reason: request.note } : {}),
  })
  return describe((await submissionById(db, id))!)
}

function describe(row: SubmissionRow): ReplyInput<typeof api.submitReport> {
  const { submittedById: _, submittedAt, submittedBy, decidedAt, state, ...rest } = row
  return {
    ...rest,
    state: state as 'submitted' | 'returned' | 'accepted',
    submittedAt: submittedAt.toISOString(),
    submittedBy: submittedBy ?? '',
    decidedAt: decidedAt?.toISOString() ?? null,
  }
}
