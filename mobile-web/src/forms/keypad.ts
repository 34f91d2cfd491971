import type { IntegerField, NumberField } from '@qianyue/domain/forms/form.ts'

/** Rules of the large keypad: what a key does to what was typed, and when a number is whole. */

export type NumericField = IntegerField | NumberField
export type Key = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '.' | 'back'

/** What is typed after a key; a key that cannot belong to a number of this box does nothing. */
export function afterKey(field: NumericField, typed: string, key: Key): string {
  if (key === 'back') return typed.slice(0, -1)
  if (key === '.') {
    if (field.kind === 'integer' || typed.includes('.')) return typed
    return typed === '' ? '0.' : `${typed}.`
  }
  const next = typed === '0' ? key : typed + key
  const [whole = '', decimals = ''] = next.split('.')
  if (field.kind === 'number' && decimals.length > field.decimals) return typed
  return whole.length > String(Math.trunc(field.reject.max)).length ? typed : next
}

/** Whether no further key can make another number of the box out of it: 132 is whole for pressure, 13 is not. */
export function isWhole(field: NumericField, typed: string): boolean {
  const value = numberOf(typed)
  if (value === undefined || value < field.reject.min) return false
  const decimals = typed.split('.')[1]
  if (decimals !== undefined) return field.kind === 'number' && decimals.length >= field.decimals
  if (field.kind === 'number' && field.decimals > 0) return false
  return value * 10 > field.reject.max
}

export function numberOf(typed: string): number | undefined {
  if (typed === '' || typed === '.') return undefined
  const value = Number(typed)
  return Number.isFinite(value) ? value : undefined
}

/** Values near the last one, to be chosen at one press after measuring; none where a value changes from visit to visit. */
export function nearValues(field: NumericField, last: number | undefined): number[] {
  const step = field.nearLastBy
  if (step === undefined || last === undefined) return []
  const middle = Math.round(last / step) * step
  return [-2, -1, 0, 1, 2]
    .map((steps) => Number((middle + steps * step).toFixed(2)))
    .filter((value) => value >= field.reject.min && value <= field.reject.max)
}
