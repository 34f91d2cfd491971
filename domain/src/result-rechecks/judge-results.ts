import { addDays, type LocalDate } from '../days/local-date.ts'
import type { Advice } from '../follow-ups/assessment.ts'
import { bloodPressureTarget, type FollowUpPolicy } from '../follow-ups/follow-up-policy.ts'
import type { FormValue, FormValues } from '../forms/form.ts'
import type { Sex } from '../residents/resident-facts.ts'
import { limitedItems, type ResultGroup, type ResultItem, resultGroups, resultItems } from './result-items.ts'
import type { ResultLimit } from './result-limits.ts'

/** A value outside its range. What was read as abnormal has no number. */
export type AbnormalResult = {
  readonly item: ResultItem
  readonly value?: number
  readonly limit?: number
  readonly beyond?: 'below' | 'above' | 'not-below'
}

/** What a record found out about one group: looked at, and whether it has to be looked at again. */
export type GroupResult = {
  readonly group: ResultGroup
  readonly abnormal?: readonly AbnormalResult[]
  /** The last day of the recheck; absent where nothing is to be looked at again. */
  readonly recheckBy?: LocalDate
  /** 建议转诊 instead of a recheck here. */
  readonly refer?: true
}

export type JudgedPerson = {
  readonly ageYears: number
  readonly sex: Sex
  readonly performedOn: LocalDate
  readonly policy: FollowUpPolicy
}

/** The ranges are those of adults; what a child's values mean is told on the sheets of children. */
const ADULT_FROM_YEARS = 18

/**
 * The results of an examination against their ranges, by group in the order of the sheet; only groups in which something was
 * measured. A pressure and a fasting glucose are held against the targets of follow-ups.
 */
export function judgeResults(values: FormValues, about: JudgedPerson): GroupResult[] {
  if (about.ageYears < ADULT_FROM_YEARS) return []
  const found = new Map<ResultGroup, AbnormalResult[]>()
  const within = new Map<ResultGroup, number>()
  const referred = new Set<ResultGroup>()
  const look = (group: ResultGroup) => found.get(group) ?? found.set(group, []).get(group)!

  for (const limit of about.policy.resultLimits) {
    const value = values[limit.item]
    if (value === undefined || !isFor(limit, about.sex)) continue
    const { group } = limitedItems[limit.item]
    const abnormal = look(group)
    const outside = outsideOf(limit, value)
    if (outside === null) continue
    abnormal.push(outside)
    within.set(group, Math.min(within.get(group) ?? limit.recheckWithinDays, limit.recheckWithinDays))
    if (isReferred(limit, value)) referred.add(group)
  }
  for (const outside of overTargets(values, about, look)) {
    const { group } = resultItems[outside.item]
    look(group).push(outside)
    within.set(group, about.policy.returnWithinDays)
  }
  return [...found].map(([group, abnormal]): GroupResult => {
    if (abnormal.length === 0) return { group }
    const refer = referred.has(group)
    const days = refer ? Math.min(about.policy.returnWithinDays, within.get(group)!) : within.get(group)!
    return {
      group,
      abnormal,
      recheckBy: addDays(about.performedOn, days),
      ...(refer ? { refer } : {}),
    }
  })
}

function isFor({ sex }: ResultLimit, person: Sex): boolean {
  return sex === 'any' || sex === person
}

/** Null where the value lies within: both ends of a range are normal. */
function outsideOf({ item, normalFrom, normalTo }: ResultLimit, value: FormValue): AbnormalResult | null {
  if (typeof value === 'string') return isPositive(value) ? { item } : null
  if (typeof value !== 'number') return null
  // 正常、阴性 is 1 and 异常、阳性 is 2 on every box without a unit.
  if (resultItems[item].unit === null) return value === 2 ? { item } : null
  if (normalFrom !== null && value < normalFrom) return { item, value, limit: normalFrom, beyond: 'below' }
  if (normalTo !== null && value > normalTo) return { item, value, limit: normalTo, beyond: 'above' }
  return null
}

/** A strip (尿蛋白 +、++): a trace (±) is not positive. */
function isPositive(text: string): boolean {
  return /[+＋]/.test(text.replace('+-', '±')) || text.includes('阳')
}

function isReferred({ referBelow, referAbove }: ResultLimit, value: FormValue): boolean {
  return (
    typeof value === 'number' &&
    ((referBelow !== null && value < referBelow) || (referAbove !== null && value > referAbove))
  )
}

function overTargets(
  values: FormValues,
  { ageYears, policy }: JudgedPerson,
  look: (group: ResultGroup) => unknown,
): AbnormalResult[] {
  const target = bloodPressureTarget(ageYears, policy)
  const wanted = [
    ['systolicMmHg', ['leftSystolicMmHg', 'rightSystolicMmHg'], target.systolicMmHg],
    ['diastolicMmHg', ['leftDiastolicMmHg', 'rightDiastolicMmHg'], target.diastolicMmHg],
    ['fastingGlucoseMmolL', ['fastingGlucoseMmolL'], policy.fastingGlucoseBelowMmolL],
  ] as const
  return wanted.flatMap(([item, fields, limit]) => {
    const known = fields.map((field) => values[field]).filter((value) => typeof value === 'number')
    if (known.length === 0) return []
    look(resultItems[item].group)
    const value = Math.max(...known)
    return value >= limit ? [{ item, value, limit, beyond: 'not-below' as const }] : []
  })
}

const sides = { below: '低于', above: '高于', 'not-below': '应低于' } as const

/** 血红蛋白 98 g/L（低于 115）. */
function abnormalWords({ item, value, limit, beyond }: AbnormalResult): string {
  const { name, unit } = resultItems[item]
  if (value === undefined || beyond === undefined) return `${name}异常`
  return `${name} ${value} ${unit}（${sides[beyond]} ${limit}）`
}

/** 血脂：总胆固醇 7.1 mmol/L（高于 6.19）; an item that bears the name of its group stands alone. */
export function resultWords(group: ResultGroup, abnormal: readonly AbnormalResult[]): string {
  const { name } = resultGroups[group]
  if (abnormal.length === 0) return `${name}异常`
  const words = abnormal.map(abnormalWords).join('、')
  return words.startsWith(name) ? words : `${name}：${words}`
}

/** What the doctor is told at the examination. */
export function recheckAdvice(results: readonly GroupResult[]): Advice[] {
  return results.flatMap(({ group, abnormal, recheckBy, refer }) =>
    recheckBy === undefined || group === 'pressure' || group === 'glucose'
      ? []
      : [
          {
            code: `recheck-${group}`,
            text: `${resultWords(group, abnormal ?? [])}，${refer ? `建议转诊，${recheckBy}前随访结果` : `${recheckBy}前复查`}。`,
          },
        ],
  )
}
