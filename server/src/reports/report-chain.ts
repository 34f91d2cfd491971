import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/reports.ts'
import { levelOf } from '@qianyue/domain/access/org-unit.ts'
import { addDays, daysBetween } from '@qianyue/domain/days/local-date.ts'
import { cadences, periodAround, periodOf } from '@qianyue/domain/reports/report-period.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { contractTable } from './contract-table.ts'
import {
  addStep,
  contentOf,
  dueDaysOf,
  lockSubmission,
  putSubmission,
  type SubmissionRow,
  setDecision,
  stepsOf,
  submissionById,
  submissionsOf,
  townships,
} from './submissions.queries.ts'

/** 报送情况 of a period: what came, what went back, who has sent none, and since when that is late. */
export async function listReports(
  { db, reach, today }: Context,
  { period: key }: RequestOf<typeof api.listReports>,
): Promise<ReplyInput<typeof api.listReports>> {
  const period = periodOf(key)!
  const dueOn = addDays(period.to, await dueDaysOf(db, period.cadence))
  const reports = await submissionsOf(db, period)
  const due = reach.range === null ? [] : await townships(db, reach.range)
  const sent = new Set(reports.filter(({ state }) => state !== 'returned').map(({ unitCode }) => unitCode))
  return {
    dueOn,
    daysLate: Math.max(0, daysBetween(dueOn, today)),
    reports: reports.map(describe),
    missing: due
      .filter(({ code }) => !sent.has(code))
      .map(({ code, name }) => ({ unitCode: code, unitName: name })),
  }
}

/** 报送: the table as it stands, kept. What was returned is sent again in its place. */
export async function submitReport(
  context: Context,
  { id, unitCode, period: key, remark }: RequestOf<typeof api.submitReport>,
): Promise<ReplyInput<typeof api.submitReport>> {
  const { db, viewer, now, note } = context
  const table = await contractTable(context, { orgId: unitCode, period: key })
  if (levelOf(unitCode) !== 'township') throw new Refused('not-a-township', '报表由乡镇（街道）报送。')
  if (!table.isOver) throw new Refused('period-not-over', '本期还没有结束，期末数据存下后再报送。')
  const period = periodOf(key)!
  const last = await lockSubmission(db, unitCode, period)
  if (last && last.state !== 'returned') {
    if (last.id === id) return describe((await submissionById(db, id))!)
    throw new Refused(
      'already-submitted',
      `本期${cadences[period.cadence].name}已经报送，退回后才能重新报送。`,
    )
  }
  if (table.problems.length > 0 && !remark) {
    throw new Invalid({ remark: `有 ${table.problems.length} 处逻辑校验不符，请核对，或写明原因后报送。` })
  }
  await putSubmission(db, {
    id,
    unitCode,
    cadence: period.cadence,
    periodEnd: period.to,
    content: table,
    remark: remark || null,
    submittedAt: now,
    submittedBy: viewer.accountId,
  })
  note({ subject: `report ${unitCode} ${key} submitted` })
  const kept = last?.id ?? id
  await addStep(db, kept, {
    step: 'submitted',
    words: remark || null,
    content: table,
    doneAt: now,
    doneBy: viewer.accountId,
  })
  return describe((await submissionById(db, kept))!)
}

/** The table as it was sent. */
export async function getReport(
  { db }: Context,
  { id }: RequestOf<typeof api.getReport>,
): Promise<ReplyInput<typeof api.getReport>> {
  const row = await submissionById(db, id)
  if (!row) throw new NotFound('report')
  const steps = await stepsOf(db, id)
  return {
    ...describe(row),
    table: await contentOf(db, id),
    steps: steps.map(({ doneAt, doneBy, ...step }) => ({
      ...step,
      doneAt: doneAt.toISOString(),
      doneBy: doneBy ?? '',
    })),
  }
}

/** 接收 or 退回, by somebody else than who sent it. */
export async function decideReport(
  { db, viewer, now, note }: Context,
  request: RequestOf<typeof api.decideReport>,
): Promise<ReplyInput<typeof api.decideReport>> {
  const { id, accepted } = request
  const found = await submissionById(db, id)
  if (!found) throw new NotFound('report')
  const { state } = (await lockSubmission(db, found.unitCode, {
    cadence: found.cadence,
    to: found.periodEnd,
  }))!
  const wanted = accepted ? 'accepted' : 'returned'
  if (state === wanted) return describe((await submissionById(db, id))!)
  if (state !== 'submitted') throw new Refused('report-decided', '只有待审核的报表可以接收或退回。')
  if (!accepted && !request.note) throw new Invalid({ note: '请写明退回原因' })
  await setDecision(db, id, {
    state: wanted,
    note: request.note || null,
    decidedAt: now,
    decidedBy: viewer.accountId,
  })
  await addStep(db, id, {
    step: wanted,
    words: request.note || null,
    content: null,
    doneAt: now,
    doneBy: viewer.accountId,
  })
  note({
    subject: `report ${id} ${wanted}`,
    ...(request.note ? { reason: request.note } : {}),
  })
  return describe((await submissionById(db, id))!)
}

function describe(row: SubmissionRow): ReplyInput<typeof api.submitReport> {
  const { submittedById: _, periodEnd, cadence, submittedAt, submittedBy, decidedAt, state, ...rest } = row
  return {
    ...rest,
    cadence,
    periodEnd,
    periodName: periodAround(cadence, periodEnd).name,
    state: state as 'submitted' | 'returned' | 'accepted',
    submittedAt: submittedAt.toISOString(),
    submittedBy: submittedBy ?? '',
    decidedAt: decidedAt?.toISOString() ?? null,
  }
}
