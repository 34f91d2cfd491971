import { addDays, dayInShanghai, startOfMonth } from '@qianyue/domain/days/local-date.ts'

/** Months up to the present one, the newest first, as a choice. */
export function monthChoices(count: number): { value: string; label: string }[] {
  let first = startOfMonth(dayInShanghai(new Date()))
  return Array.from({ length: count }, () => {
    const value = first.slice(0, 7)
    first = startOfMonth(addDays(first, -1))
    return { value, label: `${value.slice(0, 4)}年${Number(value.slice(5))}月` }
  })
}
