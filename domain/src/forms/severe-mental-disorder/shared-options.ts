/** What both sheets of severe mental disorder share. Source: public-health-spec.md §11. */

import { questioned } from '../shared-fields.ts'

export const dangerGrades = [
  { code: 0, name: '0级：无1～5级中的任何行为' },
  { code: 1, name: '1级：口头威胁、喊叫，没有打砸' },
  { code: 2, name: '2级：打砸，仅在家里，针对财物，能被劝止' },
  { code: 3, name: '3级：明显打砸，不分场合，针对财物，不能劝止' },
  { code: 4, name: '4级：持续打砸，不分场合，针对财物或人，不能劝止；包括自伤、自杀' },
  { code: 5, name: '5级：持械针对人的暴力，或纵火、爆炸等' },
] as const

export const psychiatricSymptoms = [
  { code: 1, name: '幻觉' },
  { code: 2, name: '交流困难' },
  { code: 3, name: '猜疑' },
  { code: 4, name: '喜怒无常' },
  { code: 5, name: '行为怪异' },
  { code: 6, name: '兴奋话多' },
  { code: 7, name: '伤人毁物' },
  { code: 8, name: '悲观厌世' },
  { code: 9, name: '无故外走' },
  { code: 10, name: '自语自笑' },
  { code: 11, name: '孤僻懒散' },
  { code: 12, name: '其他' },
] as const

/** 睡眠、饮食、社会功能. */
export const goodFairPoorState = [
  { code: 1, name: '良好' },
  { code: 2, name: '一般' },
  { code: 3, name: '较差' },
] as const

export const lockedUp = [
  { code: 1, name: '无关锁' },
  { code: 2, name: '关锁' },
  { code: 3, name: '关锁已解除' },
] as const

export const treatmentEffect = [
  { code: 1, name: '痊愈' },
  { code: 2, name: '好转' },
  { code: 3, name: '无变化' },
  { code: 4, name: '加重' },
] as const

const times = <const Code extends string>(code: Code, name: string) =>
  ({
    code,
    kind: 'integer',
    name,
    unit: '次',
    reject: { min: 0, max: 99 },
    ...questioned(name, '次', null, 10),
  }) as const

/** 危险行为: how often each happened; what did not happen is left empty. */
export const harmFields = [
  times('minorTroubleTimes', '轻度滋事'),
  times('troubleTimes', '肇事'),
  times('disasterTimes', '肇祸'),
  times('otherHarmTimes', '其他危害行为'),
  times('selfHarmTimes', '自伤'),
  times('suicideAttemptTimes', '自杀未遂'),
] as const
