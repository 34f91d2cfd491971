import type { Rate } from '../indicators/rate.ts'

/** 抽查结果. Source: performance-and-funds.md §5.1. */
export const spotResults = {
  genuine: '真实',
  doubtful: '存疑',
  fake: '不实',
  unreachable: '联系不上',
} as const
export type SpotResult = keyof typeof spotResults

export const spotMethods = { document: '查阅资料', phone: '电话核实', home: '入户核实' } as const
export type SpotMethod = keyof typeof spotMethods

/** 联系不上: calls at different times, at most so many, before a person counts as not reached. Convention of this program. */
export const CALLS_BEFORE_UNREACHABLE = 3

/**
 * 真实率: genuine ÷ (genuine + doubtful + fake). Who could not be reached is left out and counted beside; a doubtful one
 * counts against it until the doctor's answer has settled it. 46 genuine, 1 fake and 3 not reached are 46/47.
 */
export function authenticityRate(results: readonly SpotResult[]): Rate & { unreachable: number } {
  const count = (result: SpotResult) => results.filter((one) => one === result).length
  const genuine = count('genuine')
  return {
    numerator: genuine,
    denominator: genuine + count('doubtful') + count('fake'),
    unreachable: count('unreachable'),
  }
}

/** More than a fifth not reached: the sample is too thin and is to be enlarged. */
export function needsLargerSample(results: readonly SpotResult[]): boolean {
  const { unreachable } = authenticityRate(results)
  return unreachable * 5 > results.length
}

/** 电话核实话术: what is asked, in order. Source: performance-and-funds.md §5.1 (phone script), S4 总结2 三3. */
export const phoneScript = [
  { code: 'person', ask: '接电话的是本人还是家属？', answers: ['本人', '家属', '拒绝', '号码错误'] },
  { code: 'knowsDoctor', ask: '知道自己的家庭医生是谁吗？', answers: ['知道', '不知道'] },
  { code: 'hasAgreement', ask: '手里有签约协议吗？', answers: ['有', '没有', '不清楚'] },
  { code: 'knowsPhone', ask: '知道家庭医生的电话吗？', answers: ['知道', '不知道'] },
  { code: 'served', ask: '那一天医生来做过这项服务吗？', answers: ['做过', '没做过', '记不清'] },
  { code: 'paid', ask: '这次服务收费了吗？', answers: ['没收费', '收费了'] },
  { code: 'satisfied', ask: '对这次服务满意吗？', answers: ['很满意', '满意', '一般', '不满意', '很不满意'] },
] as const
