import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { day, unitCode } from './shared.ts'
import { surveyQuestion, surveyQuestions } from './supervision-policy.ts'

export const surveyChannels = { phone: '电话', paper: '纸质', link: '链接' } as const

const one = z.object({ id: z.uuid() })
const ratio = z.object({ numerator: z.int(), denominator: z.int() })
const answers = z.record(
  z.string().max(60),
  z.union([z.string().trim().max(500), z.array(z.string().max(60)).max(20)]),
)
const survey = z.object({
  id: z.uuid(),
  unitCode: z.int(),
  unitName: z.string(),
  title: z.string(),
  fromDay: day,
  toDay: day,
  seed: z.string(),
  /** Drawn from so many signed residents. */
  drawnFrom: z.int(),
  sampled: z.int(),
  answered: z.int(),
  valid: z.int(),
  /** Null where too few answered to be shown. */
  satisfaction: ratio.nullable(),
  awareness: ratio.nullable(),
})
const group = z.object({
  by: z.enum(['village', 'team', 'doctor']),
  /** Code of the village, or id of the team or doctor. */
  key: z.string(),
  name: z.string(),
  sampled: z.int(),
  valid: z.int(),
  satisfaction: ratio.nullable(),
  awareness: ratio.nullable(),
})

export const listSurveys = endpoint({
  call: 'GET /surveys',
  summary: '满意度调查：样本、答卷、满意度与知晓率',
  action: 'surveys.read',
  request: z.object({}),
  reply: z.object({ surveys: z.array(survey), questions: z.array(surveyQuestion), leastAnswers: z.int() }),
})

export const openSurvey = endpoint({
  call: 'POST /surveys',
  summary: '开展调查：定问卷，按种子从签约居民中抽样；同一种子抽出同一批人',
  action: 'surveys.run',
  request: z.object({
    id: z.uuid(),
    unitCode,
    title: z.string().trim().min(2, '请填写名称').max(100),
    questions: surveyQuestions,
    fromDay: day,
    toDay: day,
    seed: z.string().trim().min(1, '请填写抽样种子').max(60),
  }),
  reply: survey,
})

export const getSurvey = endpoint({
  call: 'GET /surveys/{id}',
  summary: '一次调查的结果：按村、团队、医生，小样本不单列',
  action: 'surveys.read',
  request: one,
  reply: survey.extend({
    leastAnswers: z.int(),
    groups: z.array(group),
    questions: z.array(
      surveyQuestion.extend({
        counts: z.array(z.object({ answer: z.string(), count: z.int() })),
        rate: ratio.nullable(),
      }),
    ),
  }),
})

export const surveySample = endpoint({
  call: 'GET /surveys/{id}/sample',
  summary: '调查样本：谁还没有回答',
  action: 'surveys.run',
  request: one,
  reply: z.array(
    z.object({
      id: z.uuid(),
      position: z.int(),
      residentId: z.uuid(),
      residentName: z.string(),
      villageName: z.string(),
      phoneMasked: z.string().nullable(),
      channel: z.enum(['phone', 'paper', 'link']).nullable(),
      invalid: z.string().nullable(),
      /** What to send: the address of the answer page below the program's own. */
      link: z.string(),
    }),
  ),
})

export const takeSurveyAnswers = endpoint({
  call: 'PUT /surveys/{id}/answers/{inviteeId}',
  summary: '登记电话或纸质答卷',
  action: 'surveys.run',
  request: one.extend({ inviteeId: z.uuid(), channel: z.enum(['phone', 'paper']), answers }),
  reply: z.object({ invalid: z.string().nullable() }),
})

export const surveyAnswers = endpoint({
  call: 'GET /surveys/{id}/answers',
  summary: '打开答卷：不含姓名；有效答卷过少的不打开',
  action: 'surveys.run',
  request: one.extend({
    by: z.enum(['village', 'team', 'doctor']).optional(),
    key: z.string().max(60).optional(),
  }),
  reply: z.array(z.object({ number: z.int(), channel: z.enum(['phone', 'paper', 'link']), answers })),
})

const link = z.object({
  countyCode: z.coerce.number().int().min(100_000).max(999_999),
  code: z.string().regex(/^[\w-]{16,40}$/),
})

export const publicSurvey = endpoint({
  call: 'GET /public/counties/{countyCode}/surveys/{code}',
  summary: '答卷链接：问卷内容',
  action: 'public',
  request: link,
  reply: z.object({
    title: z.string(),
    countyName: z.string(),
    toDay: day,
    state: z.enum(['open', 'answered', 'over']),
    /** Without which answers are the good ones. */
    questions: z.array(
      z.object({
        code: z.string(),
        ask: z.string(),
        kind: z.enum(['choice', 'choices', 'text']),
        answers: z.array(z.string()),
        required: z.boolean(),
      }),
    ),
  }),
})

export const answerPublicSurvey = endpoint({
  call: 'POST /public/counties/{countyCode}/surveys/{code}',
  summary: '提交链接答卷，一人一次',
  action: 'public',
  request: link.extend({ answers }),
  reply: z.object({ taken: z.literal(true) }),
})
