import type { FormValues } from '../forms/form.ts'
import { isResultGroup, type ResultGroup, resultGroups } from './result-items.ts'

/**
 * What a duty asks to look at again, by its key: `result-recheck:X2026-03-10-lipids`, and a high fasting glucose of who is not
 * followed up for it, `fasting-glucose:C2026-03-10`; null for every other duty.
 */
export function groupOfDuty(key: string): ResultGroup | null {
  if (/^fasting-glucose:[CS]/.test(key)) return 'glucose'
  const group = /^result-recheck:X[\d-]{10}-(.+)$/.exec(key)?.[1]
  return group !== undefined && isResultGroup(group) ? group : null
}

/** What the sheet of a recheck begins with, when it is opened for these duties. */
export function recheckBegunFor(keys: readonly string[]): FormValues {
  const codes = keys.flatMap((key) => {
    const group = groupOfDuty(key)
    return group === null ? [] : [resultGroups[group].code]
  })
  return codes.length === 0 ? {} : { rechecked: [...new Set(codes)].sort((a, b) => a - b) }
}
