import { questionSources } from '@qianyue/domain/authenticity/authenticity-policy.ts'
import { spotMethods, spotResults } from '@qianyue/domain/spot-checks/result.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { codesOf, cursor, day, limit, unitCode } from './shared.ts'

const words = z.string().trim().min(2, '请写明').max(500)
const verdict = z.enum(['genuine', 'doubtful', 'fake'])

/** Where a question stands: it is asked, answered by the doctor, decided, appealed, and decided for good. */
export const questionStates = {
  asked: '待答复',
  answered: '待审核',
  decided: '已认定',
  appealed: '申诉中',
  final: '已复核',
} as const
const questionState = z.enum(codesOf(questionStates))

const question = z.object({
  id: z.uuid(),
  unitName: z.string(),
  staffId: z.uuid(),
  staffName: z.string(),
  check: z.enum(codesOf(questionSources)),
  checkName: z.string(),
  sentence: z.string(),
  fromDay: day,
  toDay: day,
  services: z.int(),
  state: questionState,
  askedAt: z.string(),
  answer: z.string().nullable(),
  decision: verdict.nullable(),
  reason: z.string().nullable(),
  appeal: z.string().nullable(),
  final: verdict.nullable(),
  finalReason: z.string().nullable(),
  /** What the viewer may do with it now. */
  may: z.array(z.enum(['answer', 'decide', 'appeal', 'conclude'])),
})

const seenService = z.object({
  recordId: z.uuid(),
  residentId: z.uuid(),
  residentName: z.string(),
  form: z.string(),
  formName: z.string(),
  performedOn: day,
  mode: z.string(),
  recordedAt: z.string(),
  readings: z.string(),
  verdict: verdict.nullable(),
})

export const runAuthenticityChecks = endpoint({
  call: 'POST /authenticity/runs',
  summary: '真实性核查：对期间内的服务提出疑点；重复核查不重复提问',
  action: 'authenticity.review',
  request: z.object({ unitCode, fromDay: day, toDay: day }),
  reply: z.object({ services: z.int(), asked: z.int(), known: z.int() }),
})

export const listAuthenticityQuestions = endpoint({
  call: 'GET /authenticity/questions',
  summary: '疑点列表',
  action: 'authenticity.read',
  request: z.object({
    state: questionState.optional(),
    check: z.enum(codesOf(questionSources)).optional(),
    cursor,
    limit,
  }),
  reply: z.object({
    questions: z.array(question),
    counts: z.record(questionState, z.int()),
    nextCursor: z.string().nullable(),
  }),
})

const one = z.object({ id: z.uuid() })

export const getAuthenticityQuestion = endpoint({
  call: 'GET /authenticity/questions/{id}',
  summary: '一个疑点和它问到的服务',
  action: 'authenticity.read',
  request: one,
  reply: question.extend({ records: z.array(seenService) }),
})

export const answerAuthenticityQuestion = endpoint({
  call: 'POST /authenticity/questions/{id}/answer',
  summary: '答复疑点：由记录服务的人说明',
  action: 'authenticity.read',
  request: one.extend({ words }),
  reply: question,
})

export const decideAuthenticityQuestion = endpoint({
  call: 'POST /authenticity/questions/{id}/decision',
  summary: '认定疑点：真实、存疑或不实；不实的不计积分',
  action: 'authenticity.review',
  request: one.extend({ verdict, words }),
  reply: question,
})

export const appealAuthenticityDecision = endpoint({
  call: 'POST /authenticity/questions/{id}/appeal',
  summary: '对认定提出申诉',
  action: 'authenticity.read',
  request: one.extend({ words }),
  reply: question,
})

export const concludeAuthenticityAppeal = endpoint({
  call: 'POST /authenticity/questions/{id}/conclusion',
  summary: '复核申诉：由另一位审核人作出最后结论',
  action: 'authenticity.review',
  request: one.extend({ verdict, words }),
  reply: question,
})

const spotItem = seenService.extend({
  position: z.int(),
  staffName: z.string(),
  villageName: z.string(),
  phoneMasked: z.string().nullable(),
  result: z.enum(codesOf(spotResults)).nullable(),
  calls: z.int(),
  answers: z.record(z.string(), z.string()),
  note: z.string().nullable(),
})

const spotCheck = z.object({
  id: z.uuid(),
  unitCode: z.int(),
  unitName: z.string(),
  fromDay: day,
  toDay: day,
  seed: z.string(),
  method: z.enum(codesOf(spotMethods)),
  createdAt: z.string(),
  createdBy: z.string(),
  /** Services of the period, and how many of them are drawn where nobody has a clean record; null for earlier samples. */
  services: z.int().nullable(),
  fullSample: z.int().nullable(),
  items: z.int(),
  checked: z.int(),
  /** 真实率: genuine ÷ (genuine + doubtful + fake). */
  genuine: z.int(),
  concluded: z.int(),
  unreachable: z.int(),
  /** More than a fifth could not be reached. */
  tooThin: z.boolean(),
})

export const listSpotChecks = endpoint({
  call: 'GET /spot-checks',
  summary: '抽查列表',
  action: 'authenticity.read',
  request: z.object({}),
  reply: z.array(spotCheck),
})

export const drawSpotCheck = endpoint({
  call: 'POST /spot-checks',
  summary: '抽取样本：按村和服务项目，有疑点的更可能被抽到；同一种子抽出同一批',
  action: 'authenticity.review',
  request: z.object({
    id: z.uuid(),
    unitCode,
    fromDay: day,
    toDay: day,
    seed: z.string().trim().min(1, '请填写抽样种子').max(60),
    method: z.enum(codesOf(spotMethods)),
  }),
  reply: spotCheck,
})

export const getSpotCheck = endpoint({
  call: 'GET /spot-checks/{id}',
  summary: '一次抽查的样本与结果',
  action: 'authenticity.read',
  request: one,
  reply: spotCheck.extend({ sample: z.array(spotItem) }),
})

export const recordSpotResult = endpoint({
  call: 'PUT /spot-checks/{id}/records/{recordId}',
  summary: '登记一份服务的抽查结果',
  action: 'authenticity.review',
  request: one.extend({
    recordId: z.uuid(),
    result: z.enum(codesOf(spotResults)),
    calls: z.int().min(0).max(9),
    answers: z.record(z.string().max(40), z.string().max(100)).default({}),
    note: z.string().trim().max(500).nullable().default(null),
  }),
  reply: spotCheck,
})
