import type { Rate } from '../indicators/rate.ts'
import { halfUp } from '../money/largest-remainder.ts'

/**
 * How a line of an assessment sheet turns its value into points (计分方法). Points are whole hundredths everywhere: 780 are
 * 7.80. Source: performance-and-funds.md §3.
 */
export type ScoringMethod =
  /** 按比例: weight × min(1, rate ÷ target). */
  | { kind: 'proportional'; targetPercent: number }
  /** 按次数: weight × min(1, times ÷ target), as for monthly meetings. */
  | { kind: 'proportional-times'; targetTimes: number }
  /** 分档: the band with the highest lower bound that is reached; below all of them nothing. */
  | { kind: 'steps'; bands: readonly Band[] }
  /** 按差距扣分: so much less for each percentage point below the target, by parts of a point; not below nothing. */
  | { kind: 'shortfall'; targetPercent: number; perPoint: number }
  /** 按次数分档: as `steps`, of times. */
  | { kind: 'times-steps'; bands: readonly TimesBand[] }
  /** 扣分: so much less per fault, not below nothing. */
  | { kind: 'deduction'; perFault: number }
  /** 是否制: all or nothing. */
  | { kind: 'all-or-nothing' }
  /** 一票否决: no points of its own; when it applies the line's section, or the whole sheet, is nothing. */
  | { kind: 'veto'; of: 'section' | 'sheet' }
  /** 加分: so many for each, on top of the sheet and never more than the line's weight. */
  | { kind: 'bonus'; perCase: number }
  /** 超额加分: so many on top for each percentage point above the target, by parts of a point; never more than the line's weight. */
  | { kind: 'surplus'; targetPercent: number; perPoint: number }

export type Band = { fromPercent: number; points: number }
type TimesBand = { fromTimes: number; points: number }

/** What a line is scored by. Which of them a method reads is fixed: see {@link valueKindOf}. */
export type LineValue =
  | { kind: 'rate'; rate: Rate }
  /** Meetings held, faults found, sites awarded. */
  | { kind: 'cases'; cases: number }
  | { kind: 'answer'; yes: boolean }

export const scoringMethods: Record<ScoringMethod['kind'], { name: string; reads: LineValue['kind'] }> = {
  proportional: { name: '按完成比例', reads: 'rate' },
  'proportional-times': { name: '按完成次数', reads: 'cases' },
  steps: { name: '分档计分', reads: 'rate' },
  shortfall: { name: '按差距扣分', reads: 'rate' },
  'times-steps': { name: '按次数分档', reads: 'cases' },
  deduction: { name: '按问题扣分', reads: 'cases' },
  'all-or-nothing': { name: '达标得满分，否则不得分', reads: 'answer' },
  veto: { name: '一票否决', reads: 'answer' },
  bonus: { name: '加分项', reads: 'cases' },
  surplus: { name: '超额加分', reads: 'rate' },
}

/** Points on top of the hundred, and none of them. */
export function isOnTop({ kind }: ScoringMethod): boolean {
  return kind === 'bonus' || kind === 'surplus'
}

/**
 * The points of one line in hundredths, rounded half up; null when its rate has nobody in the denominator (不适用).
 * A veto has no points of its own.
 * @throws RangeError when the value is not of the kind that the method reads.
 */
export function pointsOf(method: ScoringMethod, weightHundredths: number, value: LineValue): number | null {
  const weight = BigInt(weightHundredths)
  switch (method.kind) {
    case 'proportional': {
      const { numerator, denominator } = rateOf(value)
      if (denominator === 0) return null
      const target = BigInt(denominator) * hundredths(method.targetPercent)
      return Math.min(weightHundredths, halfUp(weight * BigInt(numerator) * 10_000n, target))
    }
    case 'proportional-times':
      return Math.min(weightHundredths, halfUp(weight * BigInt(casesOf(value)), BigInt(method.targetTimes)))
    case 'steps': {
      const { numerator, denominator } = rateOf(value)
      if (denominator === 0) return null
      const reached = method.bands.filter(
        ({ fromPercent }) => BigInt(numerator) * 10_000n >= hundredths(fromPercent) * BigInt(denominator),
      )
      const best = reached.sort((a, b) => b.fromPercent - a.fromPercent)[0]
      return best ? Number(hundredths(best.points)) : 0
    }
    case 'shortfall': {
      const rate = rateOf(value)
      if (rate.denominator === 0) return null
      return Math.max(
        0,
        weightHundredths - pointsBetween(belowTarget(method.targetPercent, rate), method, rate),
      )
    }
    case 'surplus': {
      const rate = rateOf(value)
      if (rate.denominator === 0) return null
      return Math.min(weightHundredths, pointsBetween(-belowTarget(method.targetPercent, rate), method, rate))
    }
    case 'times-steps': {
      const times = casesOf(value)
      const reached = method.bands.filter(({ fromTimes }) => times >= fromTimes)
      const best = reached.sort((a, b) => b.fromTimes - a.fromTimes)[0]
      return best ? Number(hundredths(best.points)) : 0
    }
    case 'deduction':
      return Math.max(0, weightHundredths - casesOf(value) * Number(hundredths(method.perFault)))
    case 'all-or-nothing':
      return answerOf(value) ? weightHundredths : 0
    case 'veto':
      answerOf(value)
      return 0
    case 'bonus':
      return Math.min(weightHundredths, casesOf(value) * Number(hundredths(method.perCase)))
  }
}

/** Percentage points below the target, negative above it, times the denominator: nothing is rounded before the score is. */
function belowTarget(targetPercent: number, { numerator, denominator }: Rate): bigint {
  return hundredths(targetPercent) * BigInt(denominator) - BigInt(numerator) * 10_000n
}

function pointsBetween(distance: bigint, { perPoint }: { perPoint: number }, { denominator }: Rate): number {
  return distance <= 0n ? 0 : halfUp(distance * hundredths(perPoint), BigInt(denominator) * 100n)
}

/** 88.25 points, or percent, are 8825 hundredths. At most two decimals are read. */
export function hundredths(points: number): bigint {
  return BigInt(Math.round(points * 100))
}

function rateOf(value: LineValue): Rate {
  if (value.kind !== 'rate') throw new RangeError(`a rate is scored, not ${value.kind}`)
  return value.rate
}

function casesOf(value: LineValue): number {
  if (value.kind !== 'cases') throw new RangeError(`cases are scored, not ${value.kind}`)
  return value.cases
}

function answerOf(value: LineValue): boolean {
  if (value.kind !== 'answer') throw new RangeError(`an answer is scored, not ${value.kind}`)
  return value.yes
}
