import { referralOutcomes, referralStates, referralSteps } from '@qianyue/domain/referrals/referral.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { codesOf, day, unitCode, uuid } from './shared.ts'

const step = z.enum(codesOf(referralSteps))

const referral = z.object({
  /** Of the record or slip that it began with. */
  id: uuid,
  residentId: uuid,
  residentName: z.string(),
  villageName: z.string(),
  since: day,
  /** The sheet that sent the patient. */
  formName: z.string(),
  /** 转诊原因, as far as it is written down. */
  reason: z.string(),
  /** Hospital and department; empty where nobody said. */
  to: z.string(),
  performedByName: z.string().nullable(),
  state: z.enum(codesOf(referralStates)),
  stateName: z.string(),
  outcome: z.enum(codesOf(referralOutcomes)).nullable(),
  outcomeName: z.string().nullable(),
  /** The last day to ask after the patient, or for the discharge contact card. */
  dueBy: day.nullable(),
  isOverdue: z.boolean(),
  /** What happened, in the order of the days. */
  events: z.array(
    z.object({
      id: uuid,
      on: day,
      name: z.string(),
      words: z.string(),
      /** It is a record, to be opened. */
      isRecord: z.boolean(),
      /** It is a note, which can be withdrawn. */
      isNote: z.boolean(),
    }),
  ),
})

export const listReferrals = endpoint({
  call: 'GET /referrals',
  summary: '转诊跟踪：近半年建议转诊或开了转诊单的居民，谁还没有消息；按应了解去向的日期排列',
  action: 'service-records.read',
  request: z.object({ orgId: unitCode.optional(), residentId: uuid.optional() }),
  reply: z.object({
    /** The first day that is looked at. */
    from: day,
    /** There are more residents than can be shown: a unit further down shows all of its own. */
    hasMore: z.boolean(),
    referrals: z.array(referral),
  }),
})

export const downloadReferrals = endpoint({
  call: 'GET /referrals/workbook',
  summary: '转诊跟踪（Excel）：近半年的全部转诊，含现状与经过',
  action: 'service-records.export',
  request: z.object({ orgId: unitCode.optional() }),
  reply: z.unknown(),
  produces: 'file',
})

export const noteReferralStep = endpoint({
  call: 'POST /residents/{residentId}/referral-steps',
  summary: '登记转诊去向：预约、就诊、住院、出院、健康联系卡，或没有去',
  action: 'service-records.write',
  request: z
    .object({
      residentId: uuid,
      id: uuid,
      step,
      /** The day it happened. */
      on: day,
      hospital: z.string().trim().max(100).default(''),
      /** 预约日期, of an appointment. */
      bookedFor: day.nullable().default(null),
      /** 绿色通道, of an appointment. */
      fastTrack: z.boolean().default(false),
      remark: z.string().trim().max(200).default(''),
    })
    .refine(({ step, bookedFor }) => step === 'booked' || bookedFor === null, {
      path: ['bookedFor'],
      message: '只有预约才填预约日期',
    })
    .refine(({ on, bookedFor }) => bookedFor === null || bookedFor >= on, {
      path: ['bookedFor'],
      message: '预约日期不能早于联系之日',
    })
    .refine(({ step, fastTrack }) => step === 'booked' || !fastTrack, {
      path: ['fastTrack'],
      message: '只有预约才选绿色通道',
    }),
  reply: referral,
})

export const withdrawReferralStep = endpoint({
  call: 'POST /residents/{residentId}/referral-steps/{stepId}/withdrawal',
  summary: '撤回一条记错的转诊去向',
  action: 'service-records.write',
  request: z.object({ residentId: uuid, stepId: uuid }),
  reply: referral.nullable(),
})
