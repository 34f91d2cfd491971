import { percentText, type Rate } from '../indicators/rate.ts'
import { populations } from '../populations/population.ts'
import { type ContractCounts, contractColumns, reportedGroups, totalOf } from './contract-table.ts'

/** What does not hold in a table, in a sentence that says both numbers. */
export type Problem = { rule: IntegrityRule; words: string }

/** 逻辑校验. Source: performance-and-funds.md §6.4. */
type IntegrityRule =
  | 'signed-within-population'
  | 'group-within-listed'
  | 'fulfilled-within-signed'
  | 'sum-of-parts'
  | 'follows-period-before'
  | 'stated-percent'

/** Hundredths of a percent point by which a printed percentage may differ from the recomputed one: it is printed with one decimal. */
const TOLERANCE_HUNDREDTHS = 5

/**
 * What does not hold within one row.
 * @param knowsPeriodBefore false for the first period of the system: there is nothing it could follow from
 */
export function rowProblems(counts: ContractCounts, knowsPeriodBefore: boolean): Problem[] {
  const of = (code: string) => counts[code] ?? 0
  const within = (
    rule: IntegrityRule,
    some: string,
    all: string,
    someWords: string,
    allWords: string,
  ): Problem[] =>
    of(some) <= of(all) ? [] : [{ rule, words: `${someWords} ${of(some)} 大于${allWords} ${of(all)}。` }]
  const expected =
    of('signed-before') + of('added') + of('transferred-in') - of('ended') - of('transferred-out')
  return [
    ...within('signed-within-population', 'signed', 'residents', '签约人数', '常住人口'),
    ...within('signed-within-population', 'signed-households', 'households', '签约户数', '户数'),
    ...within('group-within-listed', 'signed-key', 'key', '重点人群签约', '重点人群'),
    ...reportedGroups.flatMap((group) =>
      within(
        'group-within-listed',
        `signed-${group}`,
        `listed-${group}`,
        `${populations[group]}已签`,
        `${populations[group]}应签`,
      ),
    ),
    ...within('fulfilled-within-signed', 'fulfilled', 'signed', '履约人数', '签约人数'),
    ...(knowsPeriodBefore && expected !== of('signed')
      ? [
          {
            rule: 'follows-period-before' as const,
            words: `上期末 ${of('signed-before')} + 新签 ${of('added')} + 转入 ${of('transferred-in')} − 终止 ${of('ended')} − 转出 ${of('transferred-out')} = ${expected}，与本期末签约 ${of('signed')} 不符，请核对期间迁居、死亡或补签的居民。`,
          },
        ]
      : []),
  ]
}

/** 各村之和 = 乡镇: each column of a total against the sum of its parts. */
export function sumProblems(total: ContractCounts, parts: readonly ContractCounts[]): Problem[] {
  const sum = totalOf(parts)
  return contractColumns
    .filter(({ code }) => (total[code] ?? 0) !== sum[code])
    .map(({ code, header }) => ({
      rule: 'sum-of-parts',
      words: `${header}：合计 ${total[code] ?? 0}，下级各单位之和 ${sum[code]}。`,
    }))
}

/**
 * A percentage as somebody wrote it against the one that its two counts give; null when they agree within 0.05 points.
 * A percentage that was cut instead of rounded is said too.
 * @param stated percent, at most two decimals
 */
export function statedPercentProblem(rate: Rate, stated: number): Problem | null {
  const { numerator, denominator } = rate
  const off = Math.abs(Math.round(stated * 100) * denominator - numerator * 10_000)
  if (denominator > 0 && off <= TOLERANCE_HUNDREDTHS * denominator) return null
  return {
    rule: 'stated-percent',
    words: `写的是 ${stated}%，按 ${numerator}÷${denominator} 应为 ${percentText(rate)}。`,
  }
}

const COUNTS = String.raw`(\d+)\s*[/÷／]\s*(\d+)`
const PERCENT = String.raw`(\d+(?:\.\d{1,2})?)\s*[%％]`
const countsFirst = new RegExp(`${COUNTS}[^\\d%％；;。）)\\n]{0,8}${PERCENT}`, 'g')
const percentFirst = new RegExp(`${PERCENT}\\s*[（(]\\s*${COUNTS}`, 'g')

/** Every `2302/2447，90.7%` and `90.7%（2302/2447）` of a text that does not hold. */
export function statedPercentProblems(text: string): Problem[] {
  const stated = [
    ...[...text.matchAll(countsFirst)].map(([, some, all, percent]) => [some, all, percent]),
    ...[...text.matchAll(percentFirst)].map(([, percent, some, all]) => [some, all, percent]),
  ]
  return stated.flatMap(([some, all, percent]) => {
    const rate = { numerator: Number(some), denominator: Number(all) }
    return statedPercentProblem(rate, Number(percent)) ?? []
  })
}
