import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { population } from './resident-codes.ts'
import { day, unitCode } from './shared.ts'

const weeks = z.int('周数应为整数').min(1, '至少 1 周').max(52, '至多 52 周')

const written = {
  id: z.uuid(),
  residentId: z.uuid(),
  condition: population,
  prescribedOn: day,
  weeks,
  medicines: z
    .array(
      z.object({
        name: z.string().trim().min(2, '请填写药名').max(60),
        dose: z.string().trim().min(1, '请填写每次用量').max(30),
        timesPerDay: z.int().min(1, '每日至少 1 次').max(12, '每日至多 12 次'),
      }),
    )
    .min(1, '请填写药品')
    .max(10, '至多 10 种药'),
  /** 评估意见; asked beyond the weeks of the policy. */
  assessment: z.string().trim().max(500).default(''),
  educated: z.boolean().default(false),
  confirmed: z.boolean().default(false),
}

const delivery = z.object({
  id: z.uuid(),
  deliveredOn: day,
  how: z.enum(['home', 'clinic', 'courier']),
  receivedBy: z.string().trim().min(1, '请填写签收人').max(30),
  remark: z.string().trim().max(200).default(''),
})

const prescription = z.object({
  ...written,
  residentName: z.string(),
  villageName: z.string(),
  conditionName: z.string(),
  prescribedByName: z.string().nullable(),
  /** The last day for which the medicines last. */
  endsOn: day,
  supply: z.enum(['lasting', 'ending', 'ended']),
  deliveries: z.array(delivery),
})

export const listLongPrescriptions = endpoint({
  call: 'GET /long-prescriptions',
  summary: '长期处方：各居民最近的一张，何时用完，送药情况；查一位居民时为全部',
  action: 'long-prescriptions.read',
  request: z.object({ orgId: unitCode.optional(), residentId: z.uuid().optional() }),
  reply: z.array(prescription),
})

export const prescribe = endpoint({
  call: 'POST /long-prescriptions',
  summary: '开长期处方：按病种的最长周数、排除药品和超过四周的评估要求核对',
  action: 'long-prescriptions.write',
  request: z.object({
    ...written,
    /** 病情稳定、用药方案固定. */
    isStable: z.boolean(),
  }),
  reply: prescription,
})

export const deliverMedicines = endpoint({
  call: 'POST /long-prescriptions/{prescriptionId}/deliveries',
  summary: '登记一次送药或取药',
  action: 'long-prescriptions.deliver',
  request: z.object({ prescriptionId: z.uuid(), ...delivery.shape }),
  reply: prescription,
})
