import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type {
  getServiceRecord as getCall,
  listResidentServiceRecords as ofResidentCall,
  startServiceRecord as startCall,
} from '@qianyue/api/service-records.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { assess } from '@qianyue/domain/follow-ups/assess.ts'
import { nothingFollows } from '@qianyue/domain/follow-ups/outcome.ts'
import { columnsSheet } from '@qianyue/domain/service-records/columns-sheet.ts'
import { recordSheet, type SheetRecord } from '@qianyue/domain/service-records/record-sheet.ts'
import { formsFilledInOn } from '../forms/local-forms.ts'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { evidenceOf } from './evidence.queries.ts'
import { historyFor } from './history.ts'
import { formOf, resultOf, subjectOn } from './judge-record.ts'
import { listedRecord } from './list-records.ts'
import { refuseUnlessTrusted } from './protected-records.ts'
import {
  correctionsOf,
  lastRecordOf,
  possiblePerformers,
  recordsOfResident,
  recordToRead,
  residentOfRecord,
} from './reading.queries.ts'

/** One record with all it ever said. */
export async function getServiceRecord(
  context: Context,
  { recordId }: RequestOf<typeof getCall>,
): Promise<ReplyInput<typeof getCall>> {
  const { record, resident, form } = await openRecord(context, recordId)
  const corrections = await correctionsOf(context, recordId)
  const before = await previousOf(context, record)
  const { residentId, performedOn } = record
  const history = await historyFor(context, form, { residentId, day: performedOn, recordId })
  const about = { ...subjectOn(performedOn, resident, before), ...history }
  const policy = await policyAt(context.db, record.performedOn)
  const { dangers, advice } = record.withheld
    ? nothingFollows
    : assess(form, record.values, {
        ...about,
        previous: before,
        policy: policy['follow-ups'],
        vaccination: policy.vaccination,
      })
  const withdrawal = corrections.find(({ kind }) => kind === 'withdrawal')
  return {
    id: record.id,
    residentId: record.residentId,
    resident,
    form: record.form,
    formName: form.name,
    performedOn: record.performedOn,
    mode: record.mode,
    version: record.version,
    withheld: record.withheld,
    values: record.values,
    copied: record.copied ?? [],
    ...resultOf(record),
    dangers: [...dangers],
    advice: [...advice],
    complete: record.complete,
    performedBy:
      record.performedBy === null ? null : { id: record.performedBy, name: record.performedByName ?? '' },
    unitName: record.unitName,
    recordedAt: record.recordedAt.toISOString(),
    withdrawnAt: record.withdrawnAt?.toISOString() ?? null,
    withdrawnBecause: withdrawal?.reason ?? null,
    evidence: await evidenceOf(context, recordId),
    versions: versionsOf(
      record,
      corrections.filter(({ kind }) => kind === 'correction'),
    ),
  }
}

type Read = NonNullable<Awaited<ReturnType<typeof recordToRead>>>
type Correction = Awaited<ReturnType<typeof correctionsOf>>[number]

/** A correction keeps what stood before it; so each version is told with the correction that wrote it. */
function versionsOf(record: Read, corrections: readonly Correction[]) {
  const kept = [{ ...record, version: corrections.length + 1 }, ...corrections]
  return kept.map((said, index) => {
    const wrote = corrections[index]
    return {
      version: said.version,
      performedOn: said.performedOn,
      mode: said.mode,
      values: said.values,
      withheld: said.withheld,
      ...resultOf(said),
      writtenBy: (wrote ? wrote.correctedByName : record.recordedByName) ?? '',
      writtenAt: (wrote ? wrote.correctedAt : record.recordedAt).toISOString(),
      reason: wrote?.reason ?? null,
    }
  })
}

export async function listResidentServiceRecords(
  context: Context,
  { residentId, form, limit }: RequestOf<typeof ofResidentCall>,
): Promise<ReplyInput<typeof ofResidentCall>> {
  context.note({ residentId, subject: 'service-records' })
  const resident = await residentOfRecord(context, residentId)
  if (!resident) throw new NotFound('resident')
  const records = await recordsOfResident(context, residentId, form, limit)
  const local = await formsFilledInOn(context, context.today)
  return records.map((record) => ({ ...listedRecord(record, local), values: record.values }))
}

/** What a page needs to fill a form: the person, the last record to compare with, and the rules' data. */
export async function startServiceRecord(
  context: Context,
  { residentId, form: code, performedOn = context.today }: RequestOf<typeof startCall>,
): Promise<ReplyInput<typeof startCall>> {
  const form = await formOf(context, code, performedOn)
  context.note({ residentId, subject: `form ${form.code}` })
  refuseUnlessTrusted(context, form, 'write')
  const resident = await residentOfRecord(context, residentId)
  if (!resident) throw new NotFound('resident')
  const previous = await lastRecordOf(context, residentId, form.code, performedOn)
  const policy = await policyAt(context.db, performedOn)
  return {
    resident,
    today: context.today,
    previous: previous && {
      id: previous.id,
      performedOn: previous.performedOn,
      mode: previous.mode,
      values: previous.values,
      classification: previous.classification,
      controlled: previous.controlled,
      nextStep: previous.nextStep,
    },
    ...(await historyFor(context, form, { residentId, day: performedOn })),
    policy: policy['follow-ups'],
    vaccination: form.concerns === 'vaccination' ? policy.vaccination : null,
    staff: await possiblePerformers(context),
    staffId: context.viewer.staffId,
  }
}

/** The record as the blocks of its official sheet. */
export async function sheetOfRecord(context: Context, recordId: string) {
  const { record, resident, form } = await openRecord(context, recordId)
  refuseUnlessTrusted(context, form, 'read')
  const sheet: SheetRecord = {
    resident,
    about: subjectOn(record.performedOn, resident, null),
    mode: record.mode,
    values: record.values,
    classification: record.classification,
    nextDueOn: record.nextDueOn,
    performedByName: record.performedByName ?? '',
    unitName: record.unitName,
    version: record.version,
  }
  const fileName = `${form.name}-${resident.name}-${record.performedOn}`
  if (form.sheet !== 'visits-as-columns') return { fileName, blocks: recordSheet(form, sheet) }
  const visits = (await recordsOfResident(context, record.residentId, record.form, 500))
    .filter(({ id, performedOn }) => id === record.id || performedOn < record.performedOn)
    .reverse()
    .map((visit) => ({
      about: subjectOn(visit.performedOn, resident, null),
      values: visit.values,
      nextDueOn: visit.nextDueOn,
      performedByName: visit.performedByName ?? '',
    }))
  return { fileName, blocks: columnsSheet(form, sheet, visits) }
}

async function openRecord(context: Context, recordId: string) {
  const record = await recordToRead(context, recordId)
  const resident = record && (await residentOfRecord(context, record.residentId))
  if (!record || !resident) throw new NotFound('service record')
  context.note({ residentId: record.residentId, subject: `service-record ${recordId}` })
  return { record, resident, form: await formOf(context, record.form, record.performedOn) }
}

/** The record before a kept one; on one day the one that was recorded first comes first. */
async function previousOf(
  context: Context,
  record: { id: string; residentId: string; form: string; performedOn: LocalDate; recordedAt: Date },
) {
  const earlier = await recordsOfResident(context, record.residentId, record.form, 500)
  return (
    earlier.find(
      (other) =>
        other.id !== record.id &&
        (other.performedOn < record.performedOn ||
          (other.performedOn === record.performedOn && other.recordedAt < record.recordedAt)),
    ) ?? null
  )
}
