import { measureNames } from '@qianyue/domain/satisfaction/survey.ts'
import { evidenceKinds } from '@qianyue/domain/service-records/evidence-policy.ts'
import { serviceModes } from '@qianyue/domain/service-records/service-mode.ts'
import { z } from 'zod'
import { code, whole, words } from './policy-values.ts'
import { codesOf } from './shared.ts'

/** Codes of a list name one line each. */
function told<Row extends { code: string }>(rows: readonly Row[], issues: z.RefinementCtx) {
  const seen = new Set<string>()
  for (const [index, row] of rows.entries()) {
    if (seen.has(row.code))
      issues.addIssue({ code: 'custom', path: [index, 'code'], message: `代码“${row.code}”出现两次` })
    seen.add(row.code)
  }
}

export const supervisionPolicy = z.object({
  visitsAQuarter: whole(0, 13),
  rectifyWithinDays: whole(1, 365),
  checklist: z
    .array(
      z.object({ code, list: words('检查表', 60), text: words('要点'), source: z.string().trim().max(200) }),
    )
    .min(1, '至少有一条督导要点')
    .max(300)
    .superRefine(told),
  complaints: z.object({ acceptWithinDays: whole(0, 60), replyWithinDays: whole(1, 180) }),
  training: z.object({
    timesAQuarter: whole(0, 13),
    passPercent: whole(0, 100),
    gate: z.enum(['refuse', 'off']),
  }),
  meetingsAMonth: whole(0, 31),
  licenceWarnDays: whole(0, 730),
})

export const surveyQuestion = z
  .object({
    code,
    ask: words('问题'),
    kind: z.enum(['choice', 'choices', 'text']),
    answers: z.array(z.string().trim().min(1).max(60)).max(20),
    measures: z.enum(codesOf(measureNames)).nullable(),
    good: z.array(z.string()),
    required: z.boolean(),
  })
  .superRefine(({ kind, answers, measures, good }, issues) => {
    const say = (path: string, message: string) => issues.addIssue({ code: 'custom', path: [path], message })
    if (kind !== 'text' && answers.length < 2) say('answers', '选择题至少有两个选项')
    if (measures !== null && kind !== 'choice') say('measures', '只有单选题能计入满意度、知晓率')
    if (measures !== null && good.length === 0) say('good', '请指明哪些答案算满意或知晓')
    if (good.some((one) => !answers.includes(one))) say('good', '算满意或知晓的答案应在选项中')
  })

export const surveyQuestions = z.array(surveyQuestion).min(1, '至少有一个问题').max(60).superRefine(told)

export const surveyPolicy = z.object({
  questions: surveyQuestions,
  sample: z.object({
    atLeast: whole(1, 1000),
    percent: z.number().min(0.1, '不小于 0.1').max(100, '不大于 100'),
  }),
  leastAnswers: whole(1, 100),
})

export const evidencePolicy = z.object({
  rules: z
    .array(
      z.object({
        form: z.string().min(1, '请选择表单').max(60),
        mode: z.enum(codesOf(serviceModes)),
        anyOf: z.array(z.enum(codesOf(evidenceKinds))),
        leastMinutes: whole(1, 240).nullable(),
      }),
    )
    .max(200),
  lockedAfterDays: whole(1, 3650).nullable(),
})
