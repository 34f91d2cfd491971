import { dayInShanghai } from '@qianyue/domain/days/local-date.ts'
import { type Cadence, periodsUpTo } from '@qianyue/domain/reports/report-period.ts'

/** So many periods can be looked back to. */
const SHOWN: Record<Cadence, number> = { month: 13, quarter: 6, 'half-year': 4, year: 3 }

/** Periods up to the present one, the newest first, as a choice. */
export function periodChoices(cadence: Cadence): { value: string; label: string }[] {
  return periodsUpTo(cadence, dayInShanghai(new Date()), SHOWN[cadence]).map(({ key, name }) => ({
    value: key,
    label: name,
  }))
}
