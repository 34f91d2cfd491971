import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { recordService as recordServiceCall } from '@qianyue/api/service-records.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Assessment } from '@qianyue/domain/follow-ups/assessment.ts'
import type { Form } from '@qianyue/domain/forms/form.ts'
import { findForm } from '@qianyue/domain/forms/forms.ts'
import type { Problem } from '@qianyue/domain/forms/problems.ts'
import { isLocked } from '@qianyue/domain/service-records/evidence-policy.ts'
import { formFor } from '@qianyue/domain/services/proven.ts'
import { fulfilledBy, type RefreshedResident, refreshResidents } from '../duties/refresh-residents.ts'
import { fileRecord } from '../health-records/file-record.ts'
import { askTogether, type Shared } from '../http/company.ts'
import type { Context } from '../http/context.ts'
import { Invalid, NotFound, Refused } from '../http/errors.ts'
import { policyOfEdition } from '../policy/policy.queries.ts'
import { codeTried } from '../service-confirmations/confirmation-codes.ts'
import { insertEvidence } from './evidence.queries.ts'
import { followEpisodes } from './follow-episodes.ts'
import { formOf, type Judged, judge, judgeFollowing, judgeKept, resultOf, subjectOn } from './judge-record.ts'
import { refuseUnfitOwnService } from './own-services.ts'
import { refuseUnlessTrusted } from './protected-records.ts'
import {
  householdOf,
  insertRecords,
  type KeptRecord,
  type NewRecord,
  type Surroundings,
  staffExists,
  surroundingsOf,
} from './service-records.queries.ts'

type Request = RequestOf<typeof recordServiceCall>
type Reply = ReplyInput<typeof recordServiceCall>

type How = {
  /** The request writes nothing after it that follows from it: what is owed and the figures are written with the commit. */
  isLast?: boolean
}

/** 记录服务. Sending the same id again answers as the first time; what is owed and the figures follow at once. */
export async function recordService(context: Context, request: Request, how: How = {}): Promise<Reply> {
  return await recordOfUnit(context, request, context.viewer.unitCode, how)
}

/** A service of another unit than one's own, as the bureau takes it from a file. */
export async function recordOfUnit(
  context: Context,
  request: Request,
  unitCode: number,
  { isLast = false }: How = {},
): Promise<Reply> {
  const form = await formOf(context, request.form, request.performedOn)
  refuseUnlessTrusted(context, form, 'write')
  refuseOpenWords(request)
  const around = await surroundings(context, request)
  if (around.same) return await answerAgain(context, request, around)
  await refuseLocked(context, request.performedOn, around.policy)
  const service = request.form === 'general-service' ? String(request.values.service ?? '') : null
  await refuseUnfitOwnService(context, { ...request, service })

  const judged = await judge(context, form, request.performedOn, request.values, around, request.formVersion)
  const record = await newRecord(context, request, form, judged, unitCode)
  const follow = async () => {
    if (around.after) await judgeFollowing(context, form, around, { ...record, withdrawnAt: null })
    await followEpisodes(context, form, record, subjectOn(record.performedOn, around, around.before))
    await fileRecord(context, record)
  }
  const { isNew, refreshed } = await askTogether(context, writeRecords, { record, follow, isLast })
  // A record of the same resident would have been seen behind the lock: the id is that of somebody else's.
  if (!isNew) throw idTaken()
  if (request.evidence) await insertEvidence(context, record, request.evidence)
  const reply = replyFor(record, judged.assessment, judged.warnings, refreshed)
  return { ...reply, ...(await codeTold(context, request, record)) }
}

type Written = { record: NewRecord; follow: () => Promise<void> } & Required<How>

/** Writes records with what follows from each, and brings what is owed to their residents up to date. */
async function writeRecords(
  shared: Shared,
  written: readonly Written[],
): Promise<{ isNew: boolean; refreshed: RefreshedResident | undefined }[]> {
  // Sent together: what is owed is read on the same connection after the records are in.
  const records = written.map(({ record }) => record)
  const inserted = insertRecords(shared, records)
  inserted.catch(() => {})
  for (const { follow } of written) await follow()
  const residentIds = records.map(({ residentId }) => residentId)
  const write = written.every(({ isLast }) => isLast) ? shared.writeLast : undefined
  const [isNew, refreshed] = await Promise.all([inserted, refreshResidents(shared, residentIds, { write })])
  const byId = new Map(refreshed.map((resident) => [resident.facts.residentId, resident]))
  return residentIds.map((id, place) => ({ isNew: isNew[place]!, refreshed: byId.get(id) }))
}

/** 超过补录期限: a county may say until when a service is taken down. What a phone had kept until then is said so and stays there. */
async function refuseLocked(
  { db, today }: Context,
  performedOn: LocalDate,
  edition: string | null,
): Promise<void> {
  if (performedOn >= today) return
  const { 'service-evidence': evidence } = await policyOfEdition(db, edition, today)
  if (!isLocked(performedOn, today, evidence)) return
  throw new Refused(
    'entry-locked',
    `${performedOn}的服务已超过 ${evidence.lockedAfterDays} 天的补录期限，不能再录入。确有服务的，请向县卫健局说明。`,
  )
}

/** What has a protected sheet is not written on the general one, where everybody would read it. */
function refuseOpenWords({ form, values }: Request): void {
  if (form !== 'general-service') return
  const own = findForm(formFor(String(values.service)))
  if (own?.protection)
    throw new Invalid({ service: `请用“${own.name}”记录，其他服务记录表不能填写这项服务。` })
}

async function surroundings(
  context: Context,
  { id, residentId, form, performedOn }: Request,
): Promise<Surroundings> {
  context.note({ residentId, subject: `service-record ${id}` })
  const around = await askTogether(context, surroundingsOf, { recordId: id, residentId, form, performedOn })
  if (!around) throw new NotFound('resident')
  return around
}

async function newRecord(
  context: Context,
  request: Request,
  form: Form,
  { values, complete, assessment }: Judged,
  unitCode: number,
): Promise<NewRecord> {
  const { viewer } = context
  const performedBy = request.performedBy ?? viewer.staffId
  if (performedBy !== null && performedBy !== viewer.staffId && !(await staffExists(context, performedBy))) {
    throw new Invalid({ performedBy: '没有这位工作人员。' })
  }
  const { classification, controlled, nextStep, nextDueOn, referred, results = null } = assessment
  return {
    id: request.id,
    residentId: request.residentId,
    householdId: form.about === 'household' ? await householdOf(context, request.residentId) : null,
    form: request.form,
    protection: form.protection ?? null,
    formVersion: Math.min(request.formVersion ?? form.version, form.version),
    service: request.form === 'general-service' ? String(values.service) : null,
    performedOn: request.performedOn,
    mode: request.mode,
    version: 1,
    values,
    complete,
    classification,
    controlled,
    nextStep,
    nextDueOn,
    referred,
    results,
    copied: form.protection ? null : (request.copied?.filter((field) => values[field] !== undefined) ?? null),
    performedBy,
    unitCode,
    recordedBy: viewer.accountId,
  }
}

/** The answer to a sending that was taken before. @throws Refused when the id stands for something else. */
async function answerAgain(context: Context, request: Request, around: Surroundings): Promise<Reply> {
  const record = around.same!
  if (record.residentId !== request.residentId || record.form !== request.form) throw idTaken()
  const { assessment, warnings } = await judgeKept(context, record, around)
  const reply = await finished(context, record, assessment, warnings)
  return { ...reply, ...(await codeTold(context, request, record)) }
}

/** 确认码 that came along with the record: looked at once, under the record's own id. */
async function codeTold(
  context: Context,
  { id, evidence }: Request,
  { residentId, performedOn, performedBy }: Pick<KeptRecord, 'residentId' | 'performedOn' | 'performedBy'>,
): Promise<Pick<Reply, 'confirmationCode'>> {
  const code = evidence?.confirmationCode
  if (code === undefined) return {}
  const record = { residentId, performedOn, performedBy, withdrawnAt: null }
  const { state } = await codeTried(context, { id, recordId: id, record, code })
  return { confirmationCode: state === 'right' ? 'right' : 'wrong' }
}

function idTaken() {
  return new Refused('id-taken', '这个编号已用于另一条记录，请重新打开表单再保存。')
}

/** Brings what is owed up to date and says what became of it. */
export async function finished(
  context: Context,
  record: NewRecord,
  assessment: Pick<Assessment, 'dangers' | 'advice'>,
  warnings: readonly Problem[],
): Promise<Reply> {
  const [refreshed] = await refreshResidents(context, [record.residentId])
  return replyFor(record, assessment, warnings, refreshed)
}

function replyFor(
  record: NewRecord,
  { dangers, advice }: Pick<Assessment, 'dangers' | 'advice'>,
  warnings: readonly Problem[],
  refreshed: RefreshedResident | undefined,
): Reply {
  const fulfilled = refreshed ? fulfilledBy(record.id, refreshed) : []
  return {
    id: record.id,
    residentId: record.residentId,
    form: record.form,
    performedOn: record.performedOn,
    mode: record.mode,
    version: record.version,
    ...resultOf(record),
    dangers: [...dangers],
    advice: [...advice],
    warnings: warnings.map(({ field, message }) => ({ field, message })),
    complete: record.complete,
    fulfilled: fulfilled.map(({ id }) => id),
    fulfilledServices: fulfilled.map(({ service }) => service),
  }
}
