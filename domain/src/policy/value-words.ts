import type { DutyFrequency, DutyPeriod } from '../duties/duty-rule.ts'
import { type PolicyField, valueAt } from './policy-fields.ts'

const periodWords: Record<DutyPeriod, string> = {
  month: '每月',
  quarter: '每季度',
  'half-year': '每半年',
  year: '每年',
}

export function frequencyWords(frequency: DutyFrequency): string {
  switch (frequency.kind) {
    case 'periodic':
      return `${periodWords[frequency.every]}${frequency.times}次`
    case 'after-first-signing':
      return `首次签约后${frequency.withinDays}天内1次`
    case 'after-joining':
      return `纳入后${frequency.withinDays}天内`
    case 'at-ages':
      return `${frequency.months.join('、')}月龄`
    case 'by-gestation':
      return `孕${frequency.visits.map(({ fromWeeks, toWeeks }) => `${fromWeeks}～${toWeeks}`).join('、')}周`
    case 'after-delivery':
      return `${frequency.countedFrom === 'delivery' ? '分娩' : '出院'}后${frequency.fromDays === 0 ? '' : `第${frequency.fromDays}天起`}${frequency.withinDays}天内1次`
    case 'vaccination-schedule':
      return '按免疫程序'
    case 'glucose-recheck':
      return `偏高者${frequency.recheckWithinDays}天内复测，${frequency.highDays}天偏高转诊，${frequency.resultWithinDays}天内随访`
    case 'pressure-screening':
      return `每年首诊，偏高者${frequency.recheckWithinDays}天内复测，转诊${frequency.resultWithinDays}天内随访`
  }
}

/** What a policy says in one place, as a clerk reads it. */
export function valueWords(field: PolicyField, value: unknown): string {
  switch (field.kind) {
    case 'number':
      if (value === null || value === undefined) return field.optional ?? ''
      return field.scale
        ? `${((value as number) / field.scale).toFixed(field.decimals ?? 0)}${field.unit}`
        : `${value}${field.unit}`
    case 'numbers':
      return (value as number[]).length === 0 ? '无' : `${(value as number[]).join('、')} ${field.unit}`
    case 'text':
      return String(value ?? '')
    case 'day':
      return value === null || value === undefined ? (field.optional ?? '') : String(value)
    case 'choice':
      if (value === null || value === undefined) return field.optional ?? ''
      return field.options[String(value)] ?? String(value)
    case 'choices': {
      const chosen = (value ?? []) as string[]
      return chosen.length === 0 ? field.none : chosen.map((one) => field.options[one] ?? one).join('、')
    }
    case 'yes-no':
      return value === true ? field.yes : field.no
    case 'frequency':
      return frequencyWords(value as DutyFrequency)
    case 'rows':
      return rowsWords(field, (value ?? []) as Row[])
  }
}

/** The rows of a small table in one line: 春季 40.00% 预拨；秋季 30.00% 预拨. */
function rowsWords({ columns }: Extract<PolicyField, { kind: 'rows' }>, rows: readonly Row[]): string {
  const words = rows.map((row) =>
    columns.map((column) => valueWords(column, valueAt(row, column.path))).join(' '),
  )
  return words.join('；') || '无'
}

export type Difference = { label: string; before: string | null; after: string | null }

/** What one version says otherwise than another, in the words of both. */
export function differences(fields: readonly PolicyField[], before: unknown, after: unknown): Difference[] {
  return fields.flatMap((field): Difference[] => {
    const was = valueAt(before, field.path)
    const is = valueAt(after, field.path)
    if (JSON.stringify(was) === JSON.stringify(is)) return []
    if (field.kind !== 'rows') {
      return [{ label: field.label, before: valueWords(field, was), after: valueWords(field, is) }]
    }
    return rowDifferences(field, (was ?? []) as Row[], (is ?? []) as Row[])
  })
}

type Row = Record<string, unknown>

function rowDifferences(
  field: Extract<PolicyField, { kind: 'rows' }>,
  was: readonly Row[],
  is: readonly Row[],
): Difference[] {
  const title = (row: Row) =>
    field.columns
      .slice(0, 2)
      .map((column) => valueWords(column, valueAt(row, column.path)))
      .join(' ')
  const whole = (row: Row) =>
    field.columns
      .slice(1, 5)
      .map((column) => `${column.label} ${valueWords(column, valueAt(row, column.path))}`)
      .join('，')
  const before = new Map(was.map((row) => [field.keyOf(row), row]))
  const after = new Map(is.map((row) => [field.keyOf(row), row]))
  const found: Difference[] = []
  for (const [key, row] of before) {
    const now = after.get(key)
    if (!now) found.push({ label: title(row), before: whole(row), after: null })
    else {
      for (const { label, before, after } of differences(field.columns, row, now)) {
        found.push({ label: `${title(row)}：${label}`, before, after })
      }
    }
  }
  for (const [key, row] of after) {
    if (!before.has(key)) found.push({ label: title(row), before: null, after: whole(row) })
  }
  return found
}
