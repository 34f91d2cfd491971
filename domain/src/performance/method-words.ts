import { type ScoringMethod, scoringMethods } from './scoring.ts'

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
    case 'shortfall':
      return `${name}：目标 ${method.targetPercent}%，每低 1 个百分点扣 ${method.perPoint}`
    case 'times-steps':
      return `${name}：${method.bands.map((band) => `≥${band.fromTimes} 次得 ${band.points}`).join('，')}`
    case 'deduction':
      return `${name}，每例扣 ${method.perFault}`
    case 'all-or-nothing':
      return name
    case 'veto':
      return `${name}（${method.of === 'sheet' ? '全表' : '本类'}）`
    case 'bonus':
      return `${name}，每例加 ${method.perCase}`
    case 'surplus':
      return `${name}：目标 ${method.targetPercent}%，每高 1 个百分点加 ${method.perPoint}`
  }
}
