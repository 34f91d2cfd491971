import type { LocalDate } from '../days/local-date.ts'
import { type MatchedHow, matchedHow } from './device.ts'

/** A resident whom one of the message's numbers leads to. */
export type Found = {
  residentId: string
  name: string
  diedOn: LocalDate | null
  by: Exclude<MatchedHow, 'by-hand'>
}

/** What was decided of a message: whose it is and by which number, or why a person has to say. */
export type Match =
  | { residentId: string; how: Exclude<MatchedHow, 'by-hand'> }
  | { residentId: null; reason: string }

const order = ['id-number', 'record-number', 'service-card'] as const

/**
 * Whose measurement it is. Every number that was told must lead to the same living person, and the name, when told,
 * must be theirs; a name alone is nobody.
 * @param numbers by which the message names the person.
 */
export function matchOf(
  { numbers, name, takenOn }: { numbers: readonly Found['by'][]; name: string | null; takenOn: LocalDate },
  found: readonly Found[],
): Match {
  if (numbers.length === 0)
    return { residentId: null, reason: '消息里没有证件号、档案编号或服务卡号，请人工认定是谁。' }
  const missing = numbers.filter((by) => !found.some((one) => one.by === by))
  if (missing.length > 0) {
    const names = missing.map((by) => matchedHow[by]).join('、')
    return { residentId: null, reason: `按${names}在本单位管辖的居民中找不到人。` }
  }
  const [first, ...others] = order.flatMap((by) => found.filter((one) => one.by === by))
  if (first === undefined || others.some(({ residentId }) => residentId !== first.residentId))
    return { residentId: null, reason: '消息里的几个号码是不同的人，请核对后人工认定。' }
  if (name !== null && name !== first.name)
    return {
      residentId: null,
      reason: `${matchedHow[first.by]}对应的居民姓名与消息里的不同，请核对后人工认定。`,
    }
  if (first.diedOn !== null && takenOn > first.diedOn)
    return { residentId: null, reason: '号码对应的居民在测量之前已去世，请核对是谁测量的。' }
  return { residentId: first.residentId, how: first.by }
}
