import { type FormValues, numberIn, type Section } from '../form.ts'

/** 健康体检表: what is asked from 65 years. Source: public-health-spec.md §3, §8.1. */

/**
 * Points of the self-care sheet (老年人生活自理能力评估表) by answer: 1 可自理, 2 轻度依赖, 3 中度依赖, 4 不能自理.
 * Eating and dressing have no box for 轻度依赖. The sum runs 0–37; it is not the Barthel index. Source: §8.1.
 */
const selfCarePoints = {
  selfCareEating: { 1: 0, 3: 3, 4: 5 },
  selfCareWashing: { 1: 0, 2: 1, 3: 3, 4: 7 },
  selfCareDressing: { 1: 0, 3: 3, 4: 5 },
  selfCareToileting: { 1: 0, 2: 1, 3: 5, 4: 10 },
  selfCareMoving: { 1: 0, 2: 1, 3: 5, 4: 10 },
} as const satisfies Record<string, Record<number, number>>

/** The sum of the five answers; null until all five are given. */
export function selfCareScore(values: FormValues): number | null {
  let sum = 0
  for (const [field, points] of Object.entries(selfCarePoints)) {
    const answer = numberIn(values, field)
    const found = answer === null ? undefined : (points as Record<number, number>)[answer]
    if (found === undefined) return null
    sum += found
  }
  return sum
}

/** 生活自理能力: 0–3 可自理, 4–8 轻度依赖, 9–18 中度依赖, ≥19 不能自理. Source: §8.1. */
export function selfCareClass(score: number): 1 | 2 | 3 | 4 {
  if (score <= 3) return 1
  if (score <= 8) return 2
  return score <= 18 ? 3 : 4
}

const independent = { code: 1, name: '可自理' } as const
const lightly = { code: 2, name: '轻度依赖' } as const
const moderately = { code: 3, name: '中度依赖' } as const
const unable = { code: 4, name: '不能自理' } as const
const fourAnswers = [independent, lightly, moderately, unable] as const
const threeAnswers = [independent, moderately, unable] as const
const screen = [
  { code: 1, name: '粗筛阴性' },
  { code: 2, name: '粗筛阳性' },
] as const

export const elderlySection = {
  code: 'elderly',
  name: '老年人评估',
  showWhen: { ageFromYears: 65 },
  fields: [
    {
      code: 'selfRatedHealth',
      kind: 'choice',
      name: '健康状态自我评估',
      need: 'expected',
      options: [
        { code: 1, name: '满意' },
        { code: 2, name: '基本满意' },
        { code: 3, name: '说不清楚' },
        { code: 4, name: '不太满意' },
        { code: 5, name: '不满意' },
      ],
    },
    { code: 'selfCareEating', kind: 'choice', name: '进餐', need: 'expected', options: threeAnswers },
    { code: 'selfCareWashing', kind: 'choice', name: '梳洗', need: 'expected', options: fourAnswers },
    { code: 'selfCareDressing', kind: 'choice', name: '穿衣', need: 'expected', options: threeAnswers },
    { code: 'selfCareToileting', kind: 'choice', name: '如厕', need: 'expected', options: fourAnswers },
    { code: 'selfCareMoving', kind: 'choice', name: '活动', need: 'expected', options: fourAnswers },
    {
      code: 'selfCareScore',
      kind: 'computed',
      name: '生活自理能力得分',
      unit: '分',
      decimals: 0,
      formula: '进餐、梳洗、穿衣、如厕、活动五项得分之和（0～37）',
      compute: selfCareScore,
    },
    {
      code: 'selfCareClass',
      kind: 'computed',
      name: '生活自理能力自我评估',
      decimals: 0,
      formula: '0～3 分可自理，4～8 分轻度依赖，9～18 分中度依赖，19 分及以上不能自理',
      options: fourAnswers,
      compute: (values) => {
        const score = selfCareScore(values)
        return score === null ? null : selfCareClass(score)
      },
    },
    { code: 'cognitiveScreen', kind: 'choice', name: '认知功能', need: 'expected', options: screen },
    {
      code: 'mmseScore',
      kind: 'integer',
      name: '简易智力状态检查总分',
      unit: '分',
      reject: { min: 0, max: 30 },
      showWhen: { field: 'cognitiveScreen', is: 2 },
      need: 'expected',
    },
    { code: 'moodScreen', kind: 'choice', name: '情感状态', need: 'expected', options: screen },
    {
      code: 'depressionScore',
      kind: 'integer',
      name: '老年人抑郁评分',
      unit: '分',
      reject: { min: 0, max: 30 },
      showWhen: { field: 'moodScreen', is: 2 },
      need: 'expected',
    },
  ],
} as const satisfies Section
