import { describe, expect, test } from 'vitest'
import { nationalDefault2022, type Policy, type PolicyKind } from './policy.ts'
import { policyFields, valueAt, withValue } from './policy-fields.ts'
import { differences, frequencyWords, valueWords } from './value-words.ts'

const kinds = (Object.keys(nationalDefault2022) as PolicyKind[]).filter(
  (kind) => policyFields[kind].length > 0,
)
const duties = nationalDefault2022.duties

/** Every end of a document, as a path. */
function endsOf(value: unknown, path: string[] = []): string[] {
  if (Array.isArray(value) || value === null || typeof value !== 'object') return [path.join('.')]
  return Object.entries(value).flatMap(([step, inside]) => endsOf(inside, [...path, step]))
}

describe('a policy in words', () => {
  test.each(kinds)('%s: everything it says is on the page', (kind) => {
    const fields = policyFields[kind]
    for (const field of fields) {
      const words = valueWords(field, valueAt(nationalDefault2022[kind], field.path))
      expect(words, field.label).not.toMatch(/undefined|null|\[object/)
    }
    const shown = new Set(fields.map(({ path }) => path.join('.')))
    expect(endsOf(nationalDefault2022[kind]).filter((path) => !shown.has(path))).toEqual([])
  })

  test.each(duties.rules.map((rule) => [rule.code, rule] as const))(
    'the rule %s is read in full',
    (_, rule) => {
      const table = policyFields.duties.find((field) => field.kind === 'rows')!
      const shown = new Set(table.kind === 'rows' ? table.columns.map(({ path }) => path.join('.')) : [])
      expect(endsOf(rule).filter((path) => !shown.has(path) && !path.startsWith('frequency'))).toEqual([])
    },
  )

  test.each([
    [{ kind: 'periodic', every: 'quarter', times: 1 } as const, '每季度1次'],
    [{ kind: 'after-first-signing', withinDays: 90 } as const, '首次签约后90天内1次'],
    [{ kind: 'at-ages', months: [6, 12], lastForMonths: 6 } as const, '6、12月龄'],
    [
      { kind: 'after-delivery', countedFrom: 'discharge', fromDays: 0, withinDays: 7 } as const,
      '出院后7天内1次',
    ],
    [
      { kind: 'after-delivery', countedFrom: 'delivery', fromDays: 42, withinDays: 14 } as const,
      '分娩后第42天起14天内1次',
    ],
  ])('%j is %s', (frequency, words) => {
    expect(frequencyWords(frequency)).toBe(words)
  })
})

describe('what a new version changes', () => {
  const changed = (kind: PolicyKind, body: Policy[PolicyKind]) =>
    differences(policyFields[kind], nationalDefault2022[kind], body)

  test.each(kinds)('of %s: nothing when nothing changed', (kind) => {
    expect(changed(kind, structuredClone(nationalDefault2022[kind]))).toEqual([])
  })

  test('a figure, before and after', () => {
    const body = withValue(nationalDefault2022.ages, ['elderlyFromYears'], 60) as Policy['ages']
    expect(changed('ages', body)).toEqual([{ label: '老年人年龄', before: '65岁起', after: '60岁起' }])
  })

  test('one rule’s frequency, by the name of its service', () => {
    const rules = duties.rules.map((rule, index) =>
      index === 0 ? { ...rule, frequency: { kind: 'periodic', every: 'month', times: 1 } as const } : rule,
    )
    expect(changed('duties', { ...duties, rules })).toEqual([
      { label: '高血压患者随访 高血压：频次', before: '每季度1次', after: '每月1次' },
    ])
  })

  test('a rule taken out, and one put in', () => {
    const added = { ...duties.rules[0]!, code: 'copd', service: 'copd-follow-up' as const }
    const found = changed('duties', { ...duties, rules: [...duties.rules.slice(1), added] })
    expect(found.map(({ label, before, after }) => [label, before === null, after === null])).toEqual([
      ['高血压患者随访 高血压', false, true],
      ['慢阻肺患者随访 高血压', true, false],
    ])
  })
})
