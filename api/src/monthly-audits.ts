import { auditFaults, auditStates } from '@qianyue/domain/monthly-audits/audit.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { month } from './reports.ts'
import { codesOf, day, unitCode } from './shared.ts'

const fault = z.enum(codesOf(auditFaults)).nullable()
const words = z.string().trim().min(2, '请写明审核意见').max(1000)

const line = z.object({
  unitCode: z.int(),
  unitName: z.string(),
  /** Services of the month, and how many of them are incomplete, late, or asked about. */
  services: z.int(),
  incomplete: z.int(),
  late: z.int(),
  questioned: z.int(),
  auditId: z.uuid().nullable(),
  state: z.enum(codesOf(auditStates)),
  conforming: z.object({ numerator: z.int(), denominator: z.int() }),
  words: z.string().nullable(),
  review: z.string().nullable(),
  may: z.array(z.enum(['audit', 'review'])),
})

export const listMonthlyAudits = endpoint({
  call: 'GET /monthly-audits',
  summary: '月度审核：各村当月服务、问题与审核状态',
  action: 'monthly-audits.read',
  request: z.object({ month }),
  reply: z.array(line),
})

export const getMonthlyAudit = endpoint({
  call: 'GET /monthly-audits/{unitCode}/{month}',
  summary: '一个村一个月的审核样本：按种子抽取，逐份登记',
  action: 'monthly-audits.read',
  request: z.object({ unitCode, month }),
  reply: line.extend({
    sample: z.array(
      z.object({
        recordId: z.uuid(),
        residentId: z.uuid(),
        residentName: z.string(),
        formName: z.string(),
        staffName: z.string(),
        performedOn: day,
        recordedAt: z.string(),
        readings: z.string(),
        /** Looked at already. */
        marked: z.boolean(),
        fault,
        note: z.string(),
      }),
    ),
  }),
})

export const auditMonth = endpoint({
  call: 'PUT /monthly-audits/{id}',
  summary: '登记月度审核：样本逐份的结论和审核意见',
  action: 'monthly-audits.audit',
  request: z.object({
    id: z.uuid(),
    unitCode,
    month,
    marks: z
      .array(z.object({ recordId: z.uuid(), fault, note: z.string().trim().max(300).default('') }))
      .min(1, '请至少审核一份记录')
      .max(500),
    words,
  }),
  reply: line,
})

export const reviewMonthlyAudit = endpoint({
  call: 'POST /monthly-audits/{id}/review',
  summary: '县级复核：确认，或退回重审',
  action: 'monthly-audits.review',
  request: z.object({ id: z.uuid(), confirmed: z.boolean(), words }),
  reply: line,
})
