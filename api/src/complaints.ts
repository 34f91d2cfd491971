import {
  complaintChannels,
  complaintKinds,
  complaintStates,
  complaintSteps,
} from '@qianyue/domain/complaints/complaint.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { codesOf, day, unitCode } from './shared.ts'

const one = z.object({ id: z.uuid() })
const said = z.string().trim().min(5, '请写明情况，至少 5 个字').max(2000)
const phone = z
  .string()
  .trim()
  .regex(/^[\d-]{7,15}$/, '请填写电话号码')
  .nullable()

const complaint = z.object({
  id: z.uuid(),
  unitCode: z.int(),
  unitName: z.string(),
  kind: z.enum(codesOf(complaintKinds)),
  channel: z.enum(codesOf(complaintChannels)),
  receivedOn: day,
  words: z.string(),
  personName: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  acceptBy: day,
  replyBy: day,
  state: z.enum(codesOf(complaintStates)),
  overdue: z.enum(['accept', 'reply']).nullable(),
  steps: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(codesOf(complaintSteps)),
      on: day,
      words: z.string(),
      satisfied: z.boolean().nullable(),
      by: z.string(),
    }),
  ),
  next: z.array(z.enum(codesOf(complaintSteps))),
})

export const listComplaints = endpoint({
  call: 'GET /complaints',
  summary: '投诉与建议：办理状态、超期、按时答复率',
  action: 'complaints.read',
  request: z.object({ state: z.enum(codesOf(complaintStates)).optional() }),
  reply: z.object({
    complaints: z.array(complaint),
    counts: z.record(z.enum(codesOf(complaintStates)), z.int()),
    overdue: z.int(),
    /** 按时答复率 of the last twelve months: answered by the day ÷ answered or past it. */
    inTime: z.object({ numerator: z.int(), denominator: z.int() }),
  }),
})

export const enterComplaint = endpoint({
  call: 'POST /complaints',
  summary: '登记投诉、建议、咨询或表扬',
  action: 'complaints.enter',
  request: z.object({
    id: z.uuid(),
    unitCode,
    kind: z.enum(codesOf(complaintKinds)),
    channel: z.enum(codesOf(complaintChannels)),
    receivedOn: day,
    words: said,
    personName: z.string().trim().max(30).nullable().default(null),
    phone: phone.default(null),
  }),
  reply: complaint,
})

export const handleComplaint = endpoint({
  call: 'POST /complaints/{id}/steps',
  summary: '办理投诉：受理、调查处理、答复、回访；可转给下级机构',
  action: 'complaints.handle',
  request: one.extend({
    stepId: z.uuid(),
    kind: z.enum(codesOf(complaintSteps)),
    words: z.string().trim().min(2, '请写明办理情况').max(1000),
    satisfied: z.boolean().nullable().default(null),
    /** 转办: the unit below that it is really about. */
    toUnitCode: unitCode.optional(),
  }),
  reply: complaint,
})

export const showComplaintPhone = endpoint({
  call: 'POST /complaints/{id}/phone',
  summary: '查看投诉人电话，用于答复；查看留痕',
  action: 'complaints.handle',
  request: one,
  reply: z.object({ phone: z.string().nullable() }),
})

export const publicComplaintUnits = endpoint({
  call: 'GET /public/counties/{countyCode}/units',
  summary: '群众意见：可选择的机构',
  action: 'public',
  request: z.object({ countyCode: z.coerce.number().int().min(100_000).max(999_999) }),
  reply: z.object({
    countyName: z.string(),
    units: z.array(z.object({ code: z.int(), name: z.string() })),
    replyWithinDays: z.int(),
  }),
})

export const publicComplaint = endpoint({
  call: 'POST /public/counties/{countyCode}/complaints',
  summary: '群众提交投诉与建议，不需登录',
  action: 'public',
  request: z.object({
    countyCode: z.coerce.number().int().min(100_000).max(999_999),
    id: z.uuid(),
    unitCode,
    kind: z.enum(codesOf(complaintKinds)),
    words: said,
    personName: z.string().trim().max(30).nullable().default(null),
    phone: phone.default(null),
  }),
  reply: z.object({ replyBy: day }),
})
