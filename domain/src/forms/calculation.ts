import type { Field, FormValues } from './form.ts'

/**
 * How a computed field follows from others, as data: enough for scored questionnaires and simple measures, so that a
 * definition needs no code. A part that is not filled leaves the result empty unless `missing` says what it counts.
 */
export type Calculation =
  /** The points of the chosen options (`score`; without one the code itself), or the numbers filled, added up. */
  | { readonly sum: readonly string[]; readonly missing?: number }
  /** Of these fields, how many have this code. */
  | { readonly countOf: readonly string[]; readonly is: number | string }
  | { readonly difference: readonly [minuend: string, subtrahend: string] }
  | { readonly quotient: readonly [dividend: string, divisor: string]; readonly times?: number }
  /** The class in which a number falls: the code of the last band that it reaches. */
  | {
      readonly bandOf: string
      readonly bands: readonly { readonly atLeast: number; readonly code: number }[]
    }

/** @returns null while something it needs is not filled. */
export function calculate(
  calculation: Calculation,
  values: FormValues,
  fields: readonly Field[],
): number | null {
  if ('sum' in calculation) {
    let total = 0
    for (const code of calculation.sum) {
      const points = pointsOf(code, values, fields) ?? calculation.missing
      if (points === undefined) return null
      total += points
    }
    return total
  }
  if ('countOf' in calculation)
    return calculation.countOf.filter((code) => values[code] === calculation.is).length
  if ('difference' in calculation) {
    const [minuend, subtrahend] = calculation.difference.map((code) => pointsOf(code, values, fields))
    return minuend == null || subtrahend == null ? null : minuend - subtrahend
  }
  if ('quotient' in calculation) {
    const [dividend, divisor] = calculation.quotient.map((code) => pointsOf(code, values, fields))
    if (dividend == null || divisor == null || divisor === 0) return null
    // Multiplied first: 29 of 100 are 29 percent, not a trace below.
    return (dividend * (calculation.times ?? 1)) / divisor
  }
  const value = pointsOf(calculation.bandOf, values, fields)
  if (value === null) return null
  let found: { atLeast: number; code: number } | null = null
  for (const band of calculation.bands) {
    if (value >= band.atLeast && (found === null || band.atLeast > found.atLeast)) found = band
  }
  return found?.code ?? null
}

/** What an answer counts: the points of its option, several options added up, a number itself. */
function pointsOf(code: string, values: FormValues, fields: readonly Field[]): number | null {
  const value = values[code]
  if (value === undefined) return null
  const field = fields.find((candidate) => candidate.code === code)
  const options = field && 'options' in field && field.kind !== 'computed' ? field.options : undefined
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [value]
  let total = 0
  for (const one of chosen) {
    const points = options?.find((option) => option.code === one)?.score ?? one
    if (typeof points !== 'number') return null
    total += points
  }
  return total
}
