import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type {
  correctServiceRecord as correctCall,
  withdrawServiceRecord as withdrawCall,
} from '@qianyue/api/service-records.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { refreshResidents } from '../duties/refresh-residents.ts'
import { fileRecord } from '../health-records/file-record.ts'
import { askTogether } from '../http/company.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { followEpisodes, takeBackEpisodesOf } from './follow-episodes.ts'
import { formOf, judge, judgeFollowing, judgeKept, subjectOn } from './judge-record.ts'
import { refuseUnlessTrusted } from './protected-records.ts'
import { finished } from './record-service.ts'
import {
  correctionById,
  type KeptRecord,
  keepVersion,
  markWithdrawn,
  putVersion,
  recordHead,
  type Surroundings,
  surroundingsOf,
} from './service-records.queries.ts'

/** 更正: the record says the new, the old stays readable, and what follows from it follows anew. */
export async function correctServiceRecord(
  context: Context,
  request: RequestOf<typeof correctCall>,
): Promise<ReplyInput<typeof correctCall>> {
  const { record, around } = await recordToChange(
    context,
    request.recordId,
    request.reason,
    request.performedOn,
  )
  const form = await formOf(context, record.form, record.performedOn)
  if (await wasTaken(context, request.id, record.id, 'correction')) {
    const { assessment, warnings } = await judgeKept(context, record, around)
    return await finished(context, record, assessment, warnings)
  }
  refuseWithdrawn(record)

  const performedOn = request.performedOn ?? record.performedOn
  const judged = await judge(context, form, performedOn, request.values, around)
  const { classification, controlled, nextStep, nextDueOn, referred, results = null } = judged.assessment
  const next = {
    version: record.version + 1,
    performedOn,
    mode: request.mode ?? record.mode,
    values: judged.values,
    complete: judged.complete,
    classification,
    controlled,
    nextStep,
    nextDueOn,
    referred,
    results,
  }
  await keep(context, record, { id: request.id, kind: 'correction', reason: request.reason })
  await putVersion(context, record, next)
  const corrected = { ...record, ...next }
  await judgeFollowing(context, form, around, corrected)
  await takeBackEpisodesOf(context, form, record, around)
  await followEpisodes(context, form, corrected, subjectOn(performedOn, around, around.before))
  await fileRecord(context, corrected)
  if (performedOn !== record.performedOn) await judgeOldPlace(context, record)
  return await finished(context, corrected, judged.assessment, judged.warnings)
}

/** 作废: a record of the wrong person or of a visit that was not made counts nowhere, and stays readable. */
export async function withdrawServiceRecord(
  context: Context,
  request: RequestOf<typeof withdrawCall>,
): Promise<ReplyInput<typeof withdrawCall>> {
  const { record, around } = await recordToChange(context, request.recordId, request.reason)
  if (await wasTaken(context, request.id, record.id, 'withdrawal')) {
    return { id: record.id, withdrawnAt: new Date(record.withdrawnAt!).toISOString() }
  }
  refuseWithdrawn(record)
  await keep(context, record, { id: request.id, kind: 'withdrawal', reason: request.reason })
  await markWithdrawn(context, record)
  const form = await formOf(context, record.form, record.performedOn)
  await takeBackEpisodesOf(context, form, record, around)
  await judgeFollowing(context, form, around, around.before)
  await refreshResidents(context, [record.residentId])
  return { id: record.id, withdrawnAt: context.now.toISOString() }
}

/** The record with what stands around it on the day it is to have. */
async function recordToChange(
  context: Context,
  recordId: string,
  reason: string,
  performedOn?: LocalDate,
): Promise<{ record: KeptRecord; around: Surroundings }> {
  const head = await recordHead(context, recordId)
  if (!head) throw new NotFound('service record')
  refuseUnlessTrusted(context, await formOf(context, head.form, head.performedOn), 'write')
  context.note({ residentId: head.residentId, subject: `service-record ${recordId}`, reason })
  const around = await askTogether(context, surroundingsOf, {
    recordId,
    residentId: head.residentId,
    form: head.form,
    performedOn: performedOn ?? head.performedOn,
  })
  if (!around?.same) throw new NotFound('service record')
  return { record: around.same, around }
}

/** A record that left its day: the one that came after it there has another one before it now. */
async function judgeOldPlace(
  context: Context,
  { id, residentId, form, performedOn }: KeptRecord,
): Promise<void> {
  const around = await askTogether(context, surroundingsOf, { recordId: id, residentId, form, performedOn })
  if (around) await judgeFollowing(context, await formOf(context, form, performedOn), around, around.before)
}

async function wasTaken(
  context: Context,
  id: string,
  recordId: string,
  kind: 'correction' | 'withdrawal',
): Promise<boolean> {
  const taken = await correctionById(context, id)
  if (!taken) return false
  if (taken.recordId !== recordId || taken.kind !== kind) throw idTaken()
  return true
}

async function keep(
  context: Context,
  record: KeptRecord,
  correction: Parameters<typeof keepVersion>[2],
): Promise<void> {
  if (!(await keepVersion(context, record, correction))) throw idTaken()
}

function idTaken() {
  return new Refused('id-taken', '这个编号已用于另一次更正，请重新打开记录再保存。')
}

function refuseWithdrawn({ withdrawnAt }: KeptRecord) {
  if (withdrawnAt !== null) throw new Refused('record-withdrawn', '这条记录已作废，不能再更正。')
}
