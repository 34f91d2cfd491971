import { educationKinds } from '@qianyue/domain/health-education/education-policy.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { population } from './resident-codes.ts'
import { codesOf, day, unitCode } from './shared.ts'

const one = z.object({ id: z.uuid() })
const kind = z.enum(codesOf(educationKinds))
const people = z.int().min(0, '不小于 0').max(100_000)
const year = z.coerce.number().int().min(2016).max(2100)

const written = {
  unitCode,
  kind,
  heldOn: day,
  topic: z.string().trim().min(2, '请填写主题').max(100),
  place: z.string().trim().max(100).default(''),
  /** The population it was for; null for everybody. */
  audience: population.nullable().default(null),
  attendance: people.default(0),
  /** Handed out. */
  copies: people.default(0),
  speaker: z.string().trim().max(60).default(''),
  summary: z.string().trim().max(1000).default(''),
}

const activity = z.object({
  ...one.shape,
  ...written,
  unitCode: z.int(),
  unitName: z.string(),
  /** Residents who signed in, each with a record. */
  signedIn: z.int(),
  withdrawnBecause: z.string().nullable(),
})

export const listEducation = endpoint({
  call: 'GET /education-activities',
  summary: '健康教育活动：一年内，按机构、形式',
  action: 'health-education.read',
  request: z.object({ orgId: unitCode.optional(), year, kind: kind.optional() }),
  reply: z.array(activity),
})

export const countEducation = endpoint({
  call: 'GET /education-activities/counts',
  summary: '健康教育数量：各机构各形式一年已做、要求和按进度应做',
  action: 'health-education.read',
  request: z.object({ orgId: unitCode.optional(), year }),
  reply: z.object({
    source: z.string(),
    units: z.array(
      z.object({
        unitCode: z.int(),
        unitName: z.string(),
        counts: z.array(z.object({ kind, done: z.int(), required: z.int(), byNow: z.int() })),
      }),
    ),
  }),
})

export const recordEducation = endpoint({
  call: 'POST /education-activities',
  summary: '登记一次健康教育活动',
  action: 'health-education.record',
  request: z.object({ ...one.shape, ...written }),
  reply: activity,
})

export const withdrawEducation = endpoint({
  call: 'POST /education-activities/{id}/withdrawal',
  summary: '作废一条登记错的健康教育活动',
  action: 'health-education.record',
  request: one.extend({ reason: z.string().trim().min(2, '请写明作废原因').max(200) }),
  reply: activity,
})

export const signInToEducation = endpoint({
  call: 'POST /education-activities/{id}/sign-ins',
  summary: '居民签到：每人记一次健康教育服务，已签到的不重复',
  action: 'health-education.record',
  request: one.extend({ residentIds: z.array(z.uuid()).min(1, '请选择居民').max(500) }),
  reply: z.object({ recorded: z.int(), fulfilled: z.int() }),
})

export const listEducationAttendances = endpoint({
  call: 'GET /education-activities/{id}/sign-ins',
  summary: '一次活动签到的居民',
  action: 'health-education.read',
  request: one,
  reply: z.array(z.object({ residentId: z.uuid(), name: z.string(), recordId: z.uuid() })),
})

export const downloadEducation = endpoint({
  call: 'GET /education-activities/workbook',
  summary: '健康教育活动登记簿（Excel）',
  action: 'health-education.read',
  request: z.object({ orgId: unitCode.optional(), year }),
  reply: z.unknown(),
  produces: 'file',
})

export const listEducationPrescriptions = endpoint({
  call: 'GET /residents/{residentId}/education-prescriptions',
  summary: '适合一位居民的健康教育处方',
  action: 'service-records.read',
  request: z.object({ residentId: z.uuid() }),
  reply: z.array(z.object({ code: z.string(), title: z.string(), text: z.string() })),
})

export const printEducationPrescription = endpoint({
  call: 'GET /residents/{residentId}/education-prescriptions/{code}/document',
  summary: '健康教育处方的打印件（PDF），大字',
  action: 'documents.print',
  request: z.object({ residentId: z.uuid(), code: z.string().max(60) }),
  reply: z.unknown(),
  produces: 'file',
})
