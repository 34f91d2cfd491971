import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { codesOf, day, unitCode } from './shared.ts'

export const consultationOutcomes = {
  answered: '电话解答',
  'come-to-clinic': '约到门诊',
  'home-visit': '安排上门',
  referred: '建议转诊',
  emergency: '急救（120）',
} as const
const outcome = z.enum(codesOf(consultationOutcomes))

const written = {
  id: z.uuid(),
  /** Whose record it belongs to; null where the caller is not a known resident. */
  residentId: z.uuid().nullable(),
  caller: z.string().trim().max(60).default(''),
  calledAt: z.iso.datetime({ offset: true }),
  question: z.string().trim().min(2, '请写明咨询内容').max(500),
  answer: z.string().trim().min(2, '请写明答复').max(500),
  outcome,
}

const consultation = z.object({
  ...written,
  calledAt: z.iso.datetime(),
  residentName: z.string().nullable(),
  unitName: z.string(),
  answeredByName: z.string().nullable(),
  /** Outside 08:00–18:00 of a working day. */
  outOfHours: z.boolean(),
})

export const listPhoneConsultations = endpoint({
  call: 'GET /phone-consultations',
  summary: '24小时咨询电话记录',
  action: 'phone-consultations.read',
  request: z.object({ orgId: unitCode.optional(), from: day, to: day, residentId: z.uuid().optional() }),
  reply: z.array(consultation),
})

export const recordPhoneConsultation = endpoint({
  call: 'POST /phone-consultations',
  summary: '登记一次电话咨询；知道是哪位居民的，同时记一次服务',
  action: 'phone-consultations.record',
  request: z.object(written),
  reply: consultation,
})
