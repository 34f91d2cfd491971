import { percentText } from '@qianyue/domain/indicators/rate.ts'
import { type LineValue, type ScoringMethod, scoringMethods } from '@qianyue/domain/performance/scoring.ts'

/** 90.21 */
export const scoreWords = (hundredths: number) => (hundredths / 100).toFixed(2)

/** What a line is scored by, as a clerk reads it: 39.02%（4454 ÷ 11416）. */
export function lineValueWords(value: LineValue): string {
  switch (value.kind) {
    case 'rate':
      return `${percentText(value.rate)}（${value.rate.numerator} ÷ ${value.rate.denominator}）`
    case 'cases':
      return String(value.cases)
    case 'answer':
      return value.yes ? '是' : '否'
  }
}

/** How a line turns its value into points: 按完成比例，目标 40%. */
export function methodWords(method: ScoringMethod): string {
  const { name } = scoringMethods[method.kind]
  switch (method.kind) {
    case 'proportional':
      return `${name}，目标 ${method.targetPercent}%`
    case 'proportional-times':
      return `${name}，目标 ${method.targetTimes} 次`
    case 'steps':
      return `${name}：${method.bands.map((band) => `≥${band.fromPercent}% 得 ${band.points}`).join('，')}`
    case 'deduction':
      return `${name}，每例扣 ${method.perFault}`
    case 'all-or-nothing':
      return name
    case 'veto':
      return `${name}（${method.of === 'sheet' ? '全表' : '本类'}）`
    case 'bonus':
      return `${name}，每例加 ${method.perCase}`
  }
}
