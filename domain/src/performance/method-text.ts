import type { ScoringMethod } from './scoring.ts'

const NUMBER = '([\\d.]+)'
const one = (pattern: string) => new RegExp(`^${pattern.replaceAll('#', NUMBER)}$`)

const shapes: readonly [RegExp, (found: readonly number[], text: string) => ScoringMethod][] = [
  [
    one('按完成比例，目标 #%'),
    ([targetPercent]) => ({ kind: 'proportional', targetPercent: targetPercent! }),
  ],
  [
    one('按完成次数，目标 # 次'),
    ([targetTimes]) => ({ kind: 'proportional-times', targetTimes: targetTimes! }),
  ],
  [
    one('按差距扣分：目标 #%，每低 1 个百分点扣 #'),
    ([targetPercent, perPoint]) => ({
      kind: 'shortfall',
      targetPercent: targetPercent!,
      perPoint: perPoint!,
    }),
  ],
  [
    one('超额加分：目标 #%，每高 1 个百分点加 #'),
    ([targetPercent, perPoint]) => ({ kind: 'surplus', targetPercent: targetPercent!, perPoint: perPoint! }),
  ],
  [one('按问题扣分，每例扣 #'), ([perFault]) => ({ kind: 'deduction', perFault: perFault! })],
  [one('加分项，每例加 #'), ([perCase]) => ({ kind: 'bonus', perCase: perCase! })],
  [one('达标得满分，否则不得分'), () => ({ kind: 'all-or-nothing' })],
  [one('一票否决（全表）'), () => ({ kind: 'veto', of: 'sheet' })],
  [one('一票否决（本类）'), () => ({ kind: 'veto', of: 'section' })],
]

/** The method that `methodWords` says; null for words that say none. */
export function methodOf(text: string): ScoringMethod | null {
  for (const [shape, method] of shapes) {
    const found = shape.exec(text)
    if (found) return method(found.slice(1).map(Number), text)
  }
  const bands = [...text.matchAll(/≥([\d.]+)(%| 次)\s*得\s*([\d.]+)/g)].map(([, from, unit, points]) => ({
    from: Number(from),
    unit,
    points: Number(points),
  }))
  if (bands.length === 0) return null
  if (text.startsWith('分档计分') && bands.every(({ unit }) => unit === '%'))
    return { kind: 'steps', bands: bands.map(({ from, points }) => ({ fromPercent: from, points })) }
  if (text.startsWith('按次数分档') && bands.every(({ unit }) => unit === ' 次'))
    return { kind: 'times-steps', bands: bands.map(({ from, points }) => ({ fromTimes: from, points })) }
  return null
}
