import { classifications, nextSteps } from '@qianyue/domain/follow-ups/assessment.ts'
import type { FollowUpPolicy } from '@qianyue/domain/follow-ups/follow-up-policy.ts'
import type { FormValues } from '@qianyue/domain/forms/form.ts'
import { serviceModes } from '@qianyue/domain/service-records/service-mode.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { place, serviceEvidence } from './evidence.ts'
import { codesOf, cursor, day, limit, unitCode, uuid } from './shared.ts'
import { vaccinationPolicy } from './vaccination-policy.ts'

const mode = z.enum(codesOf(serviceModes))
const classification = z.enum(codesOf(classifications))
const nextStep = z.enum(codesOf(nextSteps))
const sex = z.enum(['male', 'female', 'unknown'])
const formCode = z.string().max(60)

/**
 * By field code of the form: a number, a code, a list of codes, a day, a text, or rows of a table. A number or code sent as
 * text, an option by its name, and one code for a list are taken for what they can only mean; they are kept as numbers and lists.
 */
const values = z.record(z.string().max(60), z.unknown()).transform((given) => given as FormValues)

const sentence = z.object({ code: z.string(), text: z.string() })
const person = z.object({ id: uuid, name: z.string() })

const result = {
  /** 此次随访分类、健康评价; null when it cannot be told. */
  classification: classification.nullable(),
  /** Its code on the official sheet. */
  classificationCode: z.int().nullable(),
  classificationName: z.string().nullable(),
  /** The measured value is below the target of the day's policy; null where there is none. */
  controlled: z.boolean().nullable(),
  nextStep,
  nextDueOn: day.nullable(),
  referred: z.boolean(),
}

export const serviceRecordReply = z.object({
  id: uuid,
  residentId: uuid,
  form: z.string(),
  performedOn: day,
  mode,
  version: z.int(),
  ...result,
  /** 危急情况 */
  dangers: z.array(sentence),
  advice: z.array(sentence),
  /** Worth a second look; the record is kept. */
  warnings: z.array(z.object({ field: z.string(), message: z.string() })),
  /** Every box that the sheet expects is filled. */
  complete: z.boolean(),
  /** Duties that this record has fulfilled. */
  fulfilled: z.array(z.string()),
  /** What service each of them was, in the same order. */
  fulfilledServices: z.array(z.string()),
})

export const recordService = endpoint({
  call: 'POST /service-records',
  summary: '记录一次服务：随访、健康评估、其他服务',
  action: 'service-records.write',
  request: z.object({
    id: uuid,
    residentId: uuid,
    form: formCode,
    /** Of the form it was written on, by an app that may be older than the server; the present one when left out. */
    formVersion: z.int().min(1).optional(),
    performedOn: day,
    mode,
    values,
    /** 随访医生; oneself when left out. */
    performedBy: uuid.optional(),
    /** Fields whose value was copied from the last record and left as it was. */
    copied: z.array(z.string().max(60)).max(200).optional(),
    /** What a phone can say for it. */
    evidence: serviceEvidence.optional(),
  }),
  reply: serviceRecordReply.extend({
    /** Of the code that came along; left out where none did. */
    confirmationCode: z.enum(['right', 'wrong']).optional(),
  }),
})

export const correctServiceRecord = endpoint({
  call: 'POST /service-records/{recordId}/corrections',
  summary: '更正一条服务记录，原内容保留可查',
  action: 'service-records.write',
  request: z.object({
    recordId: uuid,
    id: uuid,
    reason: z.string().trim().min(2, '请写明更正原因').max(200),
    values,
    performedOn: day.optional(),
    mode: mode.optional(),
  }),
  reply: serviceRecordReply,
})

export const withdrawServiceRecord = endpoint({
  call: 'POST /service-records/{recordId}/withdrawal',
  summary: '作废一条记错的服务记录，原内容保留可查',
  action: 'service-records.write',
  request: z.object({
    recordId: uuid,
    id: uuid,
    reason: z.string().trim().min(2, '请写明作废原因').max(200),
  }),
  reply: z.object({ id: uuid, withdrawnAt: z.iso.datetime() }),
})

const resident = z.object({
  id: uuid,
  name: z.string(),
  sex,
  birthDate: day,
  healthRecordNumber: z.string().nullable(),
  villageName: z.string(),
  diedOn: day.nullable(),
  /** When she was on the list of pregnant and nursing women (孕产妇): a high value is a danger sign then. */
  maternity: z.array(z.object({ since: day, until: day.nullable() })),
})

/** A protected sheet that is not for the viewer: that it was filled is told, what it says is left out. */
const withheld = z.boolean()

const version = z.object({
  version: z.int(),
  performedOn: day,
  mode,
  values,
  ...result,
  /** Who wrote this version. */
  writtenBy: z.string(),
  writtenAt: z.iso.datetime(),
  withheld,
  /** Why the version before it was not right; null for the first. */
  reason: z.string().nullable(),
})

export const getServiceRecord = endpoint({
  call: 'GET /service-records/{recordId}',
  summary: '一条服务记录及其历次更正',
  action: 'service-records.read',
  request: z.object({ recordId: uuid }),
  reply: z.object({
    ...serviceRecordReply.omit({ fulfilled: true, fulfilledServices: true, warnings: true }).shape,
    resident,
    formName: z.string(),
    withheld,
    values,
    /** Fields copied from the record before. */
    copied: z.array(z.string()),
    performedBy: person.nullable(),
    unitName: z.string(),
    recordedAt: z.iso.datetime(),
    withdrawnAt: z.iso.datetime().nullable(),
    withdrawnBecause: z.string().nullable(),
    /** 服务凭证 of a record made on a phone; the photographs and the signature are attachments of the record. */
    evidence: z
      .object({
        startedAt: z.iso.datetime(),
        endedAt: z.iso.datetime(),
        clockAheadMs: z.int().nullable(),
        place: place.nullable(),
        confirmedBy: z.enum(['signature', 'card']).nullable(),
        signer: z.enum(['self', 'family']).nullable(),
        /** The card that was shown is the resident's valid one. */
        cardIsResidents: z.boolean().nullable(),
        readings: serviceEvidence.shape.readings.unwrap(),
      })
      .nullable(),
    /** The newest first; the first is what stands now. */
    versions: z.array(version),
  }),
})

const listed = z.object({
  id: uuid,
  residentId: uuid,
  residentName: z.string(),
  form: z.string(),
  formName: z.string(),
  service: z.string().nullable(),
  serviceName: z.string().nullable(),
  performedOn: day,
  mode,
  ...result,
  /** What was measured, in a line: 138/86 mmHg. */
  summary: z.string(),
  complete: z.boolean(),
  withheld,
  version: z.int(),
  performedByName: z.string().nullable(),
  unitName: z.string(),
})

export const listResidentServiceRecords = endpoint({
  call: 'GET /residents/{residentId}/service-records',
  summary: '一位居民的服务记录，最近的在前',
  action: 'service-records.read',
  request: z.object({ residentId: uuid, form: formCode.optional(), limit }),
  reply: z.array(listed.extend({ values })),
})

/** What a list of records is narrowed by; the same for the list and its spreadsheet. */
const narrowing = {
  form: formCode.optional(),
  from: day.optional(),
  to: day.optional(),
  orgId: unitCode.optional(),
  performedBy: uuid.optional(),
  classification: classification.optional(),
}

export const listServiceRecords = endpoint({
  call: 'GET /service-records',
  summary: '管辖范围内的服务记录，最近的在前',
  action: 'service-records.read',
  request: z.object({ ...narrowing, cursor, limit }),
  reply: z.object({ total: z.int(), records: z.array(listed), nextCursor: z.string().nullable() }),
})

export const downloadServiceRecords = endpoint({
  call: 'GET /service-records/workbook',
  summary: '一种表的服务记录导出为 Excel，每个字段一列',
  action: 'service-records.export',
  request: z.object({ ...narrowing, form: formCode }),
  reply: z.unknown(),
  produces: 'file',
})

export const takeServiceRecords = endpoint({
  call: 'POST /service-records/workbook',
  summary: '从 Excel 导入一种表的服务记录：对的进入，有问题的按单元格列出；重复发送不重复记录',
  action: 'service-records.import',
  request: z.object({ form: formCode }),
  upload: { ask: '请选择要导入的文件（.xlsx 或 .csv）。', mostMb: 5 },
  reply: z.object({
    rows: z.int(),
    taken: z.int(),
    /** Rows of which there is a record of that day already. */
    already: z.int(),
    /** By row of the sheet and title of the column. */
    problems: z.array(z.object({ row: z.int(), column: z.string(), message: z.string() })),
  }),
})

export const downloadEmptyServiceRecords = endpoint({
  call: 'GET /service-records/empty-workbook',
  summary: '一种表的空 Excel，填好后导入',
  action: 'service-records.import',
  request: z.object({ form: formCode }),
  reply: z.unknown(),
  produces: 'file',
})

export const printServiceRecord = endpoint({
  call: 'GET /service-records/{recordId}/document',
  summary: '服务记录的打印件（PDF），按规范表样',
  action: 'service-records.read',
  request: z.object({ recordId: uuid }),
  reply: z.unknown(),
  produces: 'file',
})

export const startServiceRecord = endpoint({
  call: 'GET /residents/{residentId}/forms/{form}',
  summary: '开始填一张表所需：居民、上次的记录、当日的控制目标',
  action: 'service-records.write',
  request: z.object({ residentId: uuid, form: formCode, performedOn: day.optional() }),
  reply: z.object({
    resident,
    today: day,
    /** The record of the same form before the day; its copyable values are offered. */
    previous: z
      .object({
        id: uuid,
        performedOn: day,
        mode,
        values,
        classification: classification.nullable(),
        controlled: z.boolean().nullable(),
        nextStep,
      })
      .nullable(),
    /** For sheets that ask for the weeks of a pregnancy. */
    pregnancy: z.object({ lastPeriodOn: day, deliveredOn: day.nullable() }).nullable(),
    /** For vaccination: the doses of earlier records. */
    doses: z.array(z.object({ vaccine: z.string(), givenOn: day })).nullable(),
    specialConditions: z.array(z.int()).nullable(),
    /** For vaccination: the schedule of the day. */
    vaccination: vaccinationPolicy.nullable(),
    policy: z.custom<FollowUpPolicy>().describe('当日有效的随访控制目标与间隔'),
    /** Who may have done it: the staff of the unit and the teams. */
    staff: z.array(person),
    staffId: uuid.nullable(),
  }),
})
