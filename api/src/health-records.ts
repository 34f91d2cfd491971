import {
  closingReasons,
  healthRecordStatuses,
  statedClosingReasons,
} from '@qianyue/domain/health-records/health-record.ts'
import { recordLists } from '@qianyue/domain/health-records/record-lists.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { sex } from './resident-codes.ts'
import { populationToday } from './residents.ts'
import { codesOf, cursor, day, limit, unitCode } from './shared.ts'

const reason = z.string().trim().min(2, '请写明原因').max(200)

const healthRecordStatus = z.enum(codesOf(healthRecordStatuses))
const closingReason = z.enum(codesOf(closingReasons))

/** What the record says of itself: the cover (封面) with where it stands today. */
export const healthRecord = z.object({
  residentId: z.uuid(),
  /** 17 digits: county 6, township 3, committee 3, serial 5. */
  number: z.string().nullable(),
  openedOn: day,
  openedByName: z.string().nullable(),
  openedAtName: z.string(),
  keptByUnit: unitCode,
  keptByName: z.string(),
  responsibleStaffId: z.uuid().nullable(),
  responsibleName: z.string().nullable(),
  registeredAddress: z.string(),
  status: healthRecordStatus,
  statusName: z.string(),
  /** Since when, and why, it is closed. */
  closed: z.object({ since: day, because: closingReason, becauseName: z.string() }).nullable(),
  lastActiveOn: day.nullable(),
  history: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(['opened', 'closed', 'reopened', 'moved']),
      on: day,
      title: z.string(),
      detail: z.string(),
    }),
  ),
})

/** The record a line was read from: opened by its id. */
const source = z.object({ recordId: z.uuid(), formName: z.string(), on: day })

const frontPage = z.object({
  name: z.string(),
  sex,
  birthDate: day,
  ageYears: z.int(),
  townshipName: z.string(),
  villageName: z.string(),
  address: z.string(),
  phoneMasked: z.string().nullable(),
  contactName: z.string().nullable(),
  contactPhoneMasked: z.string().nullable(),
  /** 血型 in words; empty when not known. */
  blood: z.string(),
  teamName: z.string().nullable(),
  populations: z.array(populationToday),
  /** The basic information sheet; null where none was filled in. */
  information: z.object({ recordId: z.uuid(), on: day, complete: z.boolean() }).nullable(),
  lastExaminedOn: day.nullable(),
  services: z.array(
    z.object({ recordId: z.uuid(), on: day, name: z.string(), performedByName: z.string().nullable() }),
  ),
})

const measurement = z.object({
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  /** 目标 by the policy of today, in words; empty where there is none. */
  target: z.string(),
  series: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      /** Values on target are below it. */
      below: z.number().nullable(),
      /** Oldest first. */
      points: z.array(z.object({ on: day, value: z.number(), recordId: z.uuid() })),
    }),
  ),
})

/** 质控: points, and what was found. A flaw with a field is a box of the basic information sheet. */
const quality = z.object({
  score: z.int(),
  qualified: z.boolean(),
  qualifiedFrom: z.int(),
  flaws: z.array(
    z.object({ code: z.string(), field: z.string().nullable(), text: z.string(), points: z.int() }),
  ),
})

export const getHealthRecord = endpoint({
  call: 'GET /residents/{id}/health-record',
  summary: '居民健康档案：封面与状态、首页、问题、用药、过敏、指标趋势、质控；尚未建档时 record 为空',
  action: 'health-records.read',
  request: z.object({ id: z.uuid() }),
  reply: z.object({
    record: healthRecord.nullable(),
    frontPage,
    problems: z.array(
      z.object({
        name: z.string(),
        /** A year, a month or a day, as it was written. */
        since: z.string().nullable(),
        managed: z.boolean(),
        source: source.nullable(),
      }),
    ),
    medicines: z.array(
      z.object({
        name: z.string(),
        use: z.string(),
        adherence: z.string(),
        adherenceCode: z.int().nullable(),
        since: day,
        isCurrent: z.boolean(),
        source,
      }),
    ),
    allergies: z.array(z.object({ name: z.string(), kind: z.enum(['allergy', 'adverse-reaction']), source })),
    measurements: z.array(measurement),
    quality: quality.nullable(),
  }),
})

export const recordPapers = {
  cover: '封面',
  card: '居民健康档案信息卡',
  'personal-information': '个人基本信息表',
  'front-page': '健康档案首页',
} as const

export const printHealthRecord = endpoint({
  call: 'GET /residents/{id}/health-record/papers/{paper}',
  summary: '打印健康档案：封面、信息卡、个人基本信息表、首页（PDF）',
  action: 'health-records.read',
  request: z.object({
    id: z.uuid(),
    paper: z.enum(codesOf(recordPapers)),
    /** Whole ID and phone numbers need the right to them and a reason. */
    idNumbers: z.enum(['masked', 'full']).default('masked'),
    reason: z.string().trim().min(2).max(200).optional(),
  }),
  reply: z.unknown(),
  produces: 'file',
})

export const openHealthRecords = endpoint({
  call: 'POST /health-records/openings',
  summary: '建档：为已登记的居民建立健康档案（可一次多人，补录纸质档案的建档日期）',
  action: 'health-records.keep',
  request: z.object({
    openings: z
      .array(z.object({ id: z.uuid(), residentId: z.uuid() }))
      .min(1)
      .max(500, '一次最多 500 人'),
    openedOn: day,
    responsibleStaffId: z.uuid().nullish(),
    registeredAddress: z.string().trim().max(200).default(''),
    note: z.string().trim().max(200).default(''),
  }),
  reply: z.object({ opened: z.int() }),
})

export const editHealthRecord = endpoint({
  call: 'PATCH /residents/{id}/health-record',
  summary: '修改档案封面：责任医生、户籍地址',
  action: 'health-records.keep',
  request: z.object({
    id: z.uuid(),
    responsibleStaffId: z.uuid().nullable().optional(),
    registeredAddress: z.string().trim().max(200).optional(),
  }),
  reply: z.object({ residentId: z.uuid() }),
})

export const closeHealthRecord = endpoint({
  call: 'POST /residents/{id}/health-record/closing',
  summary: '终止档案：失访等，写明原因；死亡、迁出登记后自动终止',
  action: 'health-records.keep',
  request: z.object({
    id: z.uuid(),
    eventId: z.uuid(),
    on: day,
    because: z.enum(statedClosingReasons),
    reason,
  }),
  reply: z.object({ residentId: z.uuid(), status: healthRecordStatus }),
})

export const reopenHealthRecord = endpoint({
  call: 'POST /residents/{id}/health-record/reopening',
  summary: '恢复已终止的档案',
  action: 'health-records.keep',
  request: z.object({ id: z.uuid(), eventId: z.uuid(), on: day, reason }),
  reply: z.object({ residentId: z.uuid(), status: healthRecordStatus }),
})

export const moveHealthRecord = endpoint({
  call: 'POST /residents/{id}/health-record/move',
  summary: '档案迁移：居民搬到本县另一村（社区），档案随人转由当地卫生室管理，编号不变',
  action: 'health-records.move',
  request: z.object({
    id: z.uuid(),
    eventId: z.uuid(),
    on: day,
    /** The village one moves to. */
    villageCode: unitCode,
    /** A household of that village; a new one is founded with this id where it does not exist yet. */
    householdId: z.uuid(),
    address: z.string().trim().max(200).default(''),
    /** Who heads the household that is left, where the resident headed it. */
    newHeadId: z.uuid().nullish(),
    reason,
  }),
  reply: z.object({ residentId: z.uuid(), keptByUnit: unitCode }),
})

const recordList = z.enum(codesOf(recordLists))

const listed = z.object({
  residentId: z.uuid(),
  name: z.string(),
  sex,
  ageYears: z.int(),
  villageCode: unitCode,
  villageName: z.string(),
  recordNumber: z.string().nullable(),
  openedOn: day.nullable(),
  status: healthRecordStatus.nullable(),
  lastActiveOn: day.nullable(),
  signed: z.boolean(),
  score: z.int().nullable(),
  flaws: z.array(z.object({ text: z.string(), field: z.string().nullable() })),
  /** The basic information sheet, in which what is missing is filled in. */
  informationRecordId: z.uuid().nullable(),
})

export const listHealthRecords = endpoint({
  call: 'GET /health-records',
  summary: '健康档案工作清单：质控问题、未建档、已签约未建档、已建档未签约、无动态记录等',
  action: 'health-records.list',
  request: z.object({ list: recordList, orgId: unitCode.optional(), cursor, limit }),
  reply: z.object({
    items: z.array(listed),
    nextCursor: z.string().nullable(),
    /** How many are on the list; only with the first page. */
    total: z.int().nullable(),
  }),
})

export const exportHealthRecords = endpoint({
  call: 'GET /health-records/export',
  summary: '把健康档案工作清单导出为 Excel',
  action: 'health-records.export',
  request: z.object({ list: recordList, orgId: unitCode.optional() }),
  reply: z.unknown(),
  produces: 'file',
})

const counts = z.object({
  residents: z.int(),
  kept: z.int(),
  electronic: z.int(),
  standard: z.int(),
  live: z.int(),
  qualified: z.int(),
})

export const countHealthRecords = endpoint({
  call: 'GET /health-records/figures',
  summary: '健康档案指标：建档率、电子建档率、规范化电子档案覆盖率、动态使用率、合格率，按下级单位',
  action: 'health-records.list',
  request: z.object({ orgId: unitCode.optional() }),
  reply: z.object({
    on: day,
    name: z.string(),
    total: counts,
    units: z.array(z.object({ orgId: unitCode, name: z.string(), counts })),
  }),
})
