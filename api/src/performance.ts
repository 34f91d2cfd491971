import { assessedKinds, cadences } from '@qianyue/domain/performance/assessment-sheet.ts'
import { assessmentStates, roundStates, scoringLevels } from '@qianyue/domain/performance/round.ts'
import { z } from 'zod'
import { assessmentSheet } from './assessment-policy.ts'
import { endpoint } from './endpoint.ts'
import { codesOf, day, unitCode } from './shared.ts'

const level = z.enum(codesOf(scoringLevels))
const kind = z.enum(codesOf(assessedKinds))
const reason = z.string().trim().min(2, '请写明理由').max(500)
const count = z.int('应为整数').min(0, '不小于 0').max(10_000_000)

const lineValue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rate'), rate: z.object({ numerator: count, denominator: count }) }),
  z.object({ kind: z.literal('cases'), cases: count }),
  z.object({ kind: z.literal('answer'), yes: z.boolean() }),
])

const roundLine = z.object({
  id: z.uuid(),
  unitCode: z.int(),
  unitName: z.string(),
  sheetCode: z.string(),
  sheetName: z.string(),
  assessed: kind,
  fromDay: day,
  toDay: day,
  state: z.enum(codesOf(roundStates)),
  /** How many of the assessed one reaches. */
  subjects: z.int(),
  openAppeals: z.int(),
  publishedAt: z.string().nullable(),
})

const subjectLine = z.object({
  id: z.uuid(),
  name: z.string(),
  unitCode: z.int(),
  unitName: z.string(),
  state: z.enum(codesOf(assessmentStates)),
  /** Hundredths of a point. */
  scoreHundredths: z.int(),
  grade: z.string(),
  vetoedBy: z.array(z.string()),
  /** 名次: told of a published round, and before that to who reaches all of it. */
  place: z.int().nullable(),
  /** Lines to be entered that nobody has entered. */
  missing: z.int(),
  openAppeals: z.int(),
})

const round = roundLine.extend({
  sheet: assessmentSheet,
  /** 统计日 of the computed lines. */
  figuresOn: day,
  /** The viewer reaches the whole unit of the round. */
  whole: z.boolean(),
  assessments: z.array(subjectLine),
})

const entry = z.object({
  level,
  value: lineValue,
  proof: z.string(),
  enteredBy: z.string(),
  enteredAt: z.string(),
})

const subject = subjectLine.extend({
  roundId: z.uuid(),
  published: z.boolean(),
  figuresOn: day,
  villages: z.int(),
  lines: z.array(
    z.object({
      line: z.string(),
      /** What is scored; null while nobody has entered it. */
      value: lineValue.nullable(),
      scoreHundredths: z.int().nullable(),
      state: z.enum(['scored', 'not-applicable', 'missing', 'vetoed']),
      /** What a line that counts cases has counted; null for any other. */
      cases: z.array(z.object({ on: day, words: z.string() })).nullable(),
      /** What each level entered, from the assessed up. */
      entries: z.array(entry),
    }),
  ),
  /** The level at which the viewer may enter values now; null when none. */
  mayScore: level.nullable(),
  mayAppeal: z.boolean(),
  appeals: z.array(
    z.object({
      id: z.uuid(),
      words: z.string(),
      madeAt: z.string(),
      madeBy: z.string(),
      answer: z.string().nullable(),
      upheld: z.boolean().nullable(),
      answeredBy: z.string().nullable(),
    }),
  ),
})

const one = z.object({ id: z.uuid() })
const oneSubject = one.extend({ subjectId: z.uuid() })

export const listAssessmentRounds = endpoint({
  call: 'GET /assessment-rounds',
  summary: '绩效考核列表',
  action: 'performance.read',
  request: z.object({ year: z.coerce.number().int().min(2016).max(2100).optional() }),
  reply: z.object({
    rounds: z.array(roundLine),
    /** 考核表 of today's policy. */
    sheets: z.array(
      z.object({ code: z.string(), name: z.string(), assessed: kind, cadence: z.enum(codesOf(cadences)) }),
    ),
  }),
})

export const openAssessmentRound = endpoint({
  call: 'POST /assessment-rounds',
  summary: '发起考核：按期末的考核表，考核一个单位下的全部团队、村或乡镇',
  action: 'performance.review',
  request: z.object({
    id: z.uuid(),
    unitCode,
    sheetCode: z.string().min(1).max(60),
    fromDay: day,
    toDay: day,
  }),
  reply: round,
})

export const getAssessmentRound = endpoint({
  call: 'GET /assessment-rounds/{id}',
  summary: '一次考核：各对象的得分、等次、名次',
  action: 'performance.read',
  request: one,
  reply: round,
})

export const getAssessment = endpoint({
  call: 'GET /assessment-rounds/{id}/subjects/{subjectId}',
  summary: '一个对象的考核：逐项的值、得分、各级填报和申诉',
  action: 'performance.read',
  request: oneSubject,
  reply: subject,
})

export const scoreAssessment = endpoint({
  call: 'PUT /assessment-rounds/{id}/subjects/{subjectId}/scores/{level}',
  summary: '填报：自评、乡镇评分或县级确认，可先保存后提交',
  action: 'performance.score',
  request: oneSubject.extend({
    level,
    values: z
      .array(
        z.object({ line: z.string().min(1).max(20), value: lineValue, proof: z.string().trim().max(300) }),
      )
      .max(300),
    /** Hands it over to the next level. */
    submit: z.boolean(),
  }),
  reply: subject,
})

export const appealAssessment = endpoint({
  call: 'POST /assessment-rounds/{id}/subjects/{subjectId}/appeals',
  summary: '对考核结果提出申诉（公布前）',
  action: 'performance.score',
  request: oneSubject.extend({ appealId: z.uuid(), words: reason }),
  reply: subject,
})

export const answerAssessmentAppeal = endpoint({
  call: 'POST /assessment-rounds/{id}/subjects/{subjectId}/appeals/{appealId}/answer',
  summary: '答复考核申诉：采纳或维持',
  action: 'performance.review',
  request: oneSubject.extend({ appealId: z.uuid(), answer: reason, upheld: z.boolean() }),
  reply: subject,
})

export const publishAssessmentRound = endpoint({
  call: 'POST /assessment-rounds/{id}/publication',
  summary: '公布考核结果：得分、等次和名次从此不变',
  action: 'performance.publish',
  request: one,
  reply: round,
})
