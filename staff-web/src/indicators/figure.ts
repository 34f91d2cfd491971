import type { ReplyOf } from '@qianyue/api/endpoint.ts'
import type { listIndicators } from '@qianyue/api/indicators.ts'
import { type IndicatorDefinition, indicatorOf } from '@qianyue/domain/indicators/indicator.ts'
import { countWords } from '@qianyue/ui/words/figures.ts'

/** A figure as the server gives it, with what the service itself knows of it. */
export type Figure = ReplyOf<typeof listIndicators>[number] &
  Pick<IndicatorDefinition, 'group' | 'unit' | 'counted' | 'missing'>
export type Part = 'numerator' | 'denominator' | 'gap'

/** Figures with their definitions; one that this page does not know yet is left out. */
export function withDefinitions(figures: ReplyOf<typeof listIndicators>): Figure[] {
  return figures.flatMap((figure) => {
    const indicator = indicatorOf(figure.code)
    if (!indicator) return []
    const { group, unit, counted, missing } = indicator
    return [{ ...figure, group, unit, counted, missing }]
  })
}

export const groupNames: Record<Figure['group'], string> = {
  signing: '签约',
  populations: '人群签约',
  fulfilment: '履约服务',
  management: '健康管理',
  work: '待办',
  own: '县定指标',
}

const unitNames: Record<Figure['unit'], string> = { person: '人', household: '户' }

/** 39.02%; 不适用 when nobody is in the denominator. */
export function valueWords({ value }: Pick<Figure, 'value'>): string {
  return value === null ? '不适用' : `${value.toFixed(2)}%`
}

/** What is said about the target: reached, so many short, or nothing to say. */
export function standingWords({ meetsTarget, shortfall, unit, target }: Figure): string {
  if (target === null) return '未设目标'
  if (meetsTarget === null) return '不适用'
  return meetsTarget ? '达标' : `差${countWords(shortfall ?? 0)}${unitNames[unit]}`
}

export type Tone = 'reached' | 'short' | 'none'

export function toneOf({ meetsTarget }: Pick<Figure, 'meetsTarget'>): Tone {
  return meetsTarget === null ? 'none' : meetsTarget ? 'reached' : 'short'
}

/** What the people of a part are called: 未签约, 已签约, 全部. */
export function partWords({ counted, missing }: Pick<Figure, 'counted' | 'missing'>, part: Part): string {
  return part === 'gap' ? missing : part === 'numerator' ? counted : '全部'
}

/** The farthest from its target first; without a target, the lowest first; what does not apply last. */
export function byGapToTarget(a: Figure, b: Figure): number {
  return gapOf(b) - gapOf(a) || a.placeName.localeCompare(b.placeName, 'zh-CN')
}

function gapOf({ value, target }: Figure): number {
  return value === null ? Number.NEGATIVE_INFINITY : (target ?? 100) - value
}

export function sizeOfPart({ numerator, denominator }: Figure, part: Part): number {
  return part === 'gap' ? denominator - numerator : part === 'numerator' ? numerator : denominator
}
