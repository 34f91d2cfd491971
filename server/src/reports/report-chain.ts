import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/reports.ts'
import { levelOf, type OrgLevel, parentOf, rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { addDays, daysBetween } from '@qianyue/domain/days/local-date.ts'
import { cadences, periodAround, periodOf } from '@qianyue/domain/reports/report-period.ts'
import { reachesUnit } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotAllowed, NotFound, Refused } from '../http/errors.ts'
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
  unitsToSend,
  villagesOpen,
} from './submissions.queries.ts'

/** 报送情况 of a period: what came, what went back, who has sent none, and since when that is late. */
export async function listReports(
  { db, reach, viewer, today }: Context,
  { period: key }: RequestOf<typeof api.listReports>,
): Promise<ReplyInput<typeof api.listReports>> {
  const period = periodOf(key)!
  const { dueDays, villageDueDays } = await dueDaysOf(db, period.cadence)
  const dueOn = addDays(period.to, dueDays)
  const villagesDueOn = villageDueDays === null ? null : addDays(period.to, villageDueDays)
  const levels = sentBelow(levelOf(viewer.unitCode))
  const reports = await submissionsOf(db, period, levels)
  const asked = levels.filter((level) => level === 'township' || villagesDueOn !== null)
  const due = reach.range === null ? [] : await unitsToSend(db, reach.range, asked)
  const sent = new Set(reports.filter(({ state }) => state !== 'returned').map(({ unitCode }) => unitCode))
  const daysLate = (code: number) =>
    Math.max(0, daysBetween(levelOf(code) === 'village' ? villagesDueOn! : dueOn, today))
  return {
    dueOn,
    villagesDueOn,
    daysLate: Math.max(0, daysBetween(dueOn, today)),
    reports: reports.map(describe),
    missing: due
      .filter(({ code }) => !sent.has(code))
      .map(({ code, name }) => ({ unitCode: code, unitName: name, daysLate: daysLate(code) })),
  }
}

/** Whose reports a unit follows: the county its townships', a township its own and its villages', a village its own. */
function sentBelow(level: OrgLevel): readonly OrgLevel[] {
  return level === 'county' ? ['township'] : level === 'township' ? ['township', 'village'] : ['village']
}

/** 报送: the table as it stands, kept. What was returned is sent again in its place. */
export async function submitReport(
  context: Context,
  { id, unitCode, period: key, remark }: RequestOf<typeof api.submitReport>,
): Promise<ReplyInput<typeof api.submitReport>> {
  const { db, viewer, now, note } = context
  const table = await contractTable(context, { orgId: unitCode, period: key })
  const period = periodOf(key)!
  const { villageDueDays } = await dueDaysOf(db, period.cadence)
  const level = levelOf(unitCode)
  if (level === 'county') throw new Refused('not-a-township', '报表由乡镇（街道）报送。')
  if (level === 'village' && villageDueDays === null)
    throw new Refused(
      'not-a-township',
      `本县的${cadences[period.cadence].name}由乡镇（街道）报送，村级不用报。`,
    )
  if (!table.isOver) throw new Refused('period-not-over', '本期还没有结束，期末数据存下后再报送。')
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
  if (level === 'township' && villageDueDays !== null && !remark) {
    const open = await villagesOpen(db, rangeOf(unitCode), period)
    if (open.length > 0)
      throw new Invalid({
        remark: `${open.join('、')}的${cadences[period.cadence].name}还没有报送或没有接收，请先审核，或写明原因后报送。`,
      })
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

/** 接收 or 退回, by the unit above. */
export async function decideReport(
  { db, viewer, reach, now, note }: Context,
  request: RequestOf<typeof api.decideReport>,
): Promise<ReplyInput<typeof api.decideReport>> {
  const { id, accepted } = request
  const found = await submissionById(db, id)
  if (!found) throw new NotFound('report')
  if (!reachesUnit(reach, parentOf(found.unitCode)!)) throw new NotAllowed('reports.accept')
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
