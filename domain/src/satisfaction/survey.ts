import type { Rate } from '../indicators/rate.ts'

/** A question of a survey (调查问题). */
export type SurveyQuestion = {
  code: string
  ask: string
  kind: 'choice' | 'choices' | 'text'
  answers: readonly string[]
  /** 满意度: answers in `good` are content. 知晓率: answers in `good` know. null: asked for its own sake. */
  measures: 'satisfaction' | 'awareness' | null
  good: readonly string[]
  required: boolean
}

export const measureNames = { satisfaction: '满意度', awareness: '知晓率' } as const
export type SurveyMeasure = keyof typeof measureNames

export type SurveyPolicy = {
  questions: readonly SurveyQuestion[]
  /** Sampled per village: at least so many, or so many percent, at most all. */
  sample: { atLeast: number; percent: number }
  /** 小样本: with fewer valid answers a unit's or a doctor's rate is not shown, and its answers are not opened. */
  leastAnswers: number
}

const SCALE = ['很满意', '满意', '一般', '不满意', '很不满意']
const YES_NO = ['知道', '不知道']

const about = (code: string, ask: string): SurveyQuestion => ({
  code,
  ask,
  kind: 'choice',
  answers: SCALE,
  measures: 'satisfaction',
  good: ['很满意', '满意'],
  required: true,
})
const knows = (code: string, ask: string): SurveyQuestion => ({
  code,
  ask,
  kind: 'choice',
  answers: YES_NO,
  measures: 'awareness',
  good: ['知道'],
  required: true,
})

/** Source: performance-and-funds.md §5.2 (satisfied = very satisfied + satisfied, valid answers only), S4 总结2 三3 (what is asked). */
export const defaultSurveyPolicy: SurveyPolicy = {
  questions: [
    knows('knows-doctor', '您知道自己的家庭医生是谁吗？'),
    knows('knows-phone', '您知道家庭医生的电话吗？'),
    knows('knows-free', '您知道随访、老年人体检等公共卫生服务是免费的吗？'),
    about('attitude', '您对家庭医生的服务态度满意吗？'),
    about('timely', '您对家庭医生服务是否及时满意吗？'),
    about('overall', '总的来说，您对签约服务满意吗？'),
    {
      code: 'charged',
      ask: '公共卫生服务向您收过钱吗？',
      kind: 'choice',
      answers: ['没有', '收过', '记不清'],
      measures: null,
      good: [],
      required: false,
    },
    {
      code: 'suggestion',
      ask: '您有什么意见或建议？',
      kind: 'text',
      answers: [],
      measures: null,
      good: [],
      required: false,
    },
  ],
  sample: { atLeast: 10, percent: 5 },
  leastAnswers: 5,
}

export type SurveyAnswers = Readonly<Record<string, string | readonly string[]>>

/** Why answers do not count (无效答卷), by question; empty when they do. */
export function answerFaults(
  questions: readonly SurveyQuestion[],
  answers: SurveyAnswers,
): Record<string, string> {
  const faults: Record<string, string> = {}
  for (const question of questions) {
    const given = answers[question.code]
    const said = given === undefined ? [] : typeof given === 'string' ? [given] : [...given]
    const filled = said.filter((text) => text.trim() !== '')
    if (filled.length === 0) {
      if (question.required) faults[question.code] = '必答题没有回答'
    } else if (question.kind !== 'text' && filled.some((text) => !question.answers.includes(text))) {
      faults[question.code] = '答案不在选项中'
    } else if (question.kind !== 'choices' && filled.length > 1) {
      faults[question.code] = '单选题有多个答案'
    }
  }
  for (const code of Object.keys(answers)) {
    if (!questions.some((question) => question.code === code)) faults[code] = '问卷中没有这个问题'
  }
  return faults
}

/**
 * 满意度、知晓率: answers that are content, or know, ÷ answers to the questions of the measure. A question left blank is in
 * neither. Source: performance-and-funds.md §5.2.
 */
export function surveyRate(
  measure: SurveyMeasure,
  questions: readonly SurveyQuestion[],
  answered: readonly SurveyAnswers[],
): Rate {
  let numerator = 0
  let denominator = 0
  for (const question of questions) {
    if (question.measures !== measure) continue
    for (const answers of answered) {
      const given = answers[question.code]
      if (typeof given !== 'string' || given === '') continue
      denominator++
      if (question.good.includes(given)) numerator++
    }
  }
  return { numerator, denominator }
}

/** How often each answer was given, in the order of the question's answers. */
export function answerCounts(
  question: SurveyQuestion,
  answered: readonly SurveyAnswers[],
): { answer: string; count: number }[] {
  return question.answers.map((answer) => ({
    answer,
    count: answered.filter((answers) => [answers[question.code]].flat().includes(answer)).length,
  }))
}

/** 小样本不单列: a group too small to hide who answered is not shown by itself. */
export function isShown(validAnswers: number, { leastAnswers }: Pick<SurveyPolicy, 'leastAnswers'>): boolean {
  return validAnswers >= leastAnswers
}
