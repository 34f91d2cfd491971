import {
  closingReasons,
  healthRecordStatuses,
  statedClosingReasons,
} from '@qianyue/domain/health-records/health-record.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { codesOf } from './resident-codes.ts'
import { day, unitCode } from './shared.ts'

const reason = z.string().trim().min(2, '请写明原因').max(200)

export const healthRecordStatus = z.enum(codesOf(healthRecordStatuses))
export const closingReason = z.enum(codesOf(closingReasons))

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

export const getHealthRecord = endpoint({
  call: 'GET /residents/{id}/health-record',
  summary: '居民健康档案：封面、状态、建档与迁移经过；尚未建档时 record 为空',
  action: 'health-records.read',
  request: z.object({ id: z.uuid() }),
  reply: z.object({ record: healthRecord.nullable() }),
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
