import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type * as api from '@qianyue/api/monthly-audits.ts'
import { levelOf, rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { endOfMonth, localDate } from '@qianyue/domain/days/local-date.ts'
import { auditState, conformingRate } from '@qianyue/domain/monthly-audits/audit.ts'
import { drawSample, sampleSize } from '@qianyue/domain/spot-checks/sample.ts'
import { reachWhole } from '../access/reach-whole.ts'
import { mayDo } from '../access/viewer.ts'
import { describeRecord } from '../authenticity/describe-records.ts'
import { recordsShown } from '../authenticity/services-seen.queries.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import {
  type AuditRow,
  auditKey,
  auditsOf,
  putAudit,
  recordsOfMonth,
  writeReview,
} from './monthly-audits.queries.ts'

function daysOf(month: string) {
  const fromDay = localDate(`${month}-01`)
  return { fromDay, toDay: endOfMonth(fromDay) }
}

function describeAudit(
  { viewer }: Context,
  { marks, auditedBy, confirmed, auditId, ...row }: AuditRow,
): ReplyInput<typeof api.auditMonth> {
  const state = auditState(auditId === null ? null : { confirmed })
  const may: ('audit' | 'review')[] = []
  if (mayDo(viewer, 'monthly-audits.audit') && row.services > 0 && state !== 'confirmed') may.push('audit')
  if (mayDo(viewer, 'monthly-audits.review') && state === 'audited' && auditedBy !== viewer.accountId)
    may.push('review')
  return { ...row, auditId, state, conforming: conformingRate(marks ?? []), may }
}

/** 月度审核 of the clinics within reach. Source: R158, R312 (卫生院每月审核门诊日志与档案). */
export async function listAudits(
  context: Context,
  { month }: RequestOf<typeof api.listMonthlyAudits>,
): Promise<ReplyInput<typeof api.listMonthlyAudits>> {
  const { db, reach } = context
  if (reach.range === null) return []
  const days = daysOf(month)
  const { points } = await policyAt(db, days.toDay)
  const rows = await auditsOf(db, reach.range, days, points.lateAfterDays)
  return rows.map((row) => describeAudit(context, row))
}

async function auditInReach(context: Context, unitCode: number, month: string): Promise<AuditRow> {
  await reachWhole(context, unitCode)
  if (levelOf(unitCode) !== 'village') throw new NotFound('clinic')
  const days = daysOf(month)
  const { points } = await policyAt(context.db, days.toDay)
  const [row] = await auditsOf(context.db, rangeOf(unitCode), days, points.lateAfterDays)
  if (!row) throw new NotFound('clinic')
  return row
}

/** The sample: drawn by unit and month, so that everybody looks at the same records; what was looked at stays in it. */
async function sampleOf({ db }: Context, row: AuditRow, month: string): Promise<string[]> {
  const days = daysOf(month)
  const { sampling } = await policyAt(db, days.toDay)
  const all = await recordsOfMonth(db, row.unitCode, days)
  const drawn = drawSample(
    all.map((recordId) => ({ recordId, weight: 1 })),
    sampleSize(all.length, sampling),
    `${row.unitCode} ${month}`,
  )
  return [...new Set([...(row.marks ?? []).map(({ recordId }) => recordId), ...drawn])]
}

export async function showAudit(
  context: Context,
  { unitCode, month }: RequestOf<typeof api.getMonthlyAudit>,
): Promise<ReplyInput<typeof api.getMonthlyAudit>> {
  const row = await auditInReach(context, unitCode, month)
  const marks = new Map((row.marks ?? []).map((mark) => [mark.recordId, mark]))
  const records = await recordsShown(context.db, await sampleOf(context, row, month))
  for (const { residentId } of records) context.note({ residentId, subject: `monthly audit ${month}` })
  return {
    ...describeAudit(context, row),
    sample: records.map((record) => {
      const { recordId, residentId, residentName, formName, staffName, performedOn, recordedAt, readings } =
        describeRecord(record)
      const mark = marks.get(recordId)
      return {
        ...{ recordId, residentId, residentName, formName, staffName, performedOn, recordedAt, readings },
        marked: mark !== undefined,
        fault: mark?.fault ?? null,
        note: mark?.note ?? '',
      }
    }),
  }
}

/** 审核, by the township; again until the bureau has confirmed it. */
export async function auditMonth(
  context: Context,
  { id, unitCode, month, marks, words }: RequestOf<typeof api.auditMonth>,
) {
  const { today, note } = context
  const row = await auditInReach(context, unitCode, month)
  const { toDay } = daysOf(month)
  if (toDay >= today) throw new Refused('month-not-over', '这个月还没有结束，月末后再审核。')
  if (row.auditId !== null && row.auditId !== id)
    throw new Refused('already-audited', '这个月已经审核过，请刷新后在原审核上修改。')
  if (row.confirmed === true) throw new Refused('audit-confirmed', '县级已经复核确认，不再改动。')
  const sample = new Set(await sampleOf(context, row, month))
  if (marks.some(({ recordId }) => !sample.has(recordId)))
    throw new Invalid({ marks: '有记录不在这次的样本中，请刷新后重试' })
  if (marks.some(({ fault, note: said }) => fault === 'doubtful' && said.length < 2))
    throw new Invalid({ marks: '疑似不实须写明依据' })
  await putAudit(context, { id, unitCode, monthEnd: toDay, marks, words })
  note({ subject: `monthly audit ${unitCode} ${month}` })
  return describeAudit(context, await auditInReach(context, unitCode, month))
}

/** 县级复核, by somebody else than who audited. */
export async function reviewAudit(
  context: Context,
  { id, confirmed, words }: RequestOf<typeof api.reviewMonthlyAudit>,
) {
  const { db, viewer, note } = context
  const key = await auditKey(db, id)
  if (!key) throw new NotFound('monthly audit')
  const month = key.monthEnd.slice(0, 7)
  const row = await auditInReach(context, key.unitCode, month)
  if (row.confirmed === confirmed && row.review === words) return describeAudit(context, row)
  if (row.auditedBy === viewer.accountId) throw new Refused('own-work', '这次审核由您登记，须由另一人复核。')
  if (row.confirmed !== null) throw new Refused('already-reviewed', '这次审核已经复核。')
  await writeReview(context, id, { confirmed, review: words })
  note({ subject: `monthly audit ${key.unitCode} ${month} reviewed` })
  return describeAudit(context, await auditInReach(context, key.unitCode, month))
}
