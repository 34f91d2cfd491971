import { addDays, type LocalDate } from '../days/local-date.ts'
import { overlap, type Term } from './term.ts'

/** 重复签约的认定: which of two agreements with one resident counts is looked at in this order. */
export const contestOrders = {
  'signing-day-first': '先看签字日期，同一天的看居民所在村由哪个团队负责',
  'village-first': '先看居民所在村由哪个团队负责，都负责或都不负责的看签字日期',
} as const
export type ContestOrder = keyof typeof contestOrders

/**
 * 入户签约: what a county decides about agreements that are signed at the door without a signal. Dated policy data; the
 * sources name no rule, so both figures are conventions of this program.
 */
export type DoorSigningPolicy = {
  contestOrder: ContestOrder
  /** Days after the signing within which it has to reach the server. */
  sentWithinDays: number
}

export const defaultDoorSigningPolicy: DoorSigningPolicy = {
  contestOrder: 'signing-day-first',
  sentWithinDays: 30,
}

/** One agreement's hold on a resident, as far as it decides between two. */
export type Claim = Term & {
  agreementId: string
  /** Null for a draft that nobody has signed. */
  signedOn: LocalDate | null
  /** Whether the team serves the resident's village (包村). */
  teamOfVillage: boolean
}

/** What told two agreements apart. The last one never fails: an id made by a phone begins with its moment. */
export const contestReasons = {
  'signed-first': '签字日期较早',
  'village-team': '居民所在村由该团队负责',
  'made-first': '同日签字，协议生成时间较早',
} as const
export type ContestReason = keyof typeof contestReasons

export type Verdict = { stands: true } | { stands: false; to: string; because: ContestReason }

/**
 * Which of several agreements with one resident stand. The better one of two that share a day stands; whatever loses to it
 * keeps no hold on others. It follows from the claims alone: in which order they reached the server is not asked.
 * @returns a verdict for every claim, by its agreement's id.
 */
export function decideContest(claims: readonly Claim[], order: ContestOrder): Map<string, Verdict> {
  const best = [...claims].sort((a, b) => (isBefore(a, b, order) ? -1 : 1))
  const standing: Claim[] = []
  const verdicts = new Map<string, Verdict>()
  for (const claim of best) {
    const winner = standing.find((other) => overlap(other, claim))
    if (winner) {
      const because = reasonBetween(winner, claim, order)
      verdicts.set(claim.agreementId, { stands: false, to: winner.agreementId, because })
    } else {
      standing.push(claim)
      verdicts.set(claim.agreementId, { stands: true })
    }
  }
  return verdicts
}

function isBefore(a: Claim, b: Claim, order: ContestOrder): boolean {
  switch (reasonBetween(a, b, order)) {
    case 'signed-first':
      return b.signedOn === null || (a.signedOn !== null && a.signedOn < b.signedOn)
    case 'village-team':
      return a.teamOfVillage
    case 'made-first':
      return a.agreementId < b.agreementId
  }
}

function reasonBetween(a: Claim, b: Claim, order: ContestOrder): ContestReason {
  const told: [ContestReason, boolean][] = [
    ['signed-first', a.signedOn !== b.signedOn],
    ['village-team', a.teamOfVillage !== b.teamOfVillage],
  ]
  if (order === 'village-first') told.reverse()
  return told.find(([, differs]) => differs)?.[0] ?? 'made-first'
}

/** The rule as both teams read it. */
export function contestRuleWords({ contestOrder, sentWithinDays }: DoorSigningPolicy): string {
  return (
    `两个团队签了同一位居民的，${contestOrders[contestOrder]}；再相同的，协议先生成的有效。` +
    `未生效的协议连同原因一起保留。手机上签的协议应在 ${sentWithinDays} 天内送达。`
  )
}

export type ArrivalRefusal =
  | { code: 'signed-in-future'; signedOn: LocalDate; today: LocalDate }
  | { code: 'arrived-too-late'; signedOn: LocalDate; sentWithinDays: number }

/** Why an agreement signed without a signal is not taken on the day it arrives; null when it is. */
export function whyCannotArrive(
  signedOn: LocalDate,
  { sentWithinDays }: DoorSigningPolicy,
  today: LocalDate,
): ArrivalRefusal | null {
  if (signedOn > today) return { code: 'signed-in-future', signedOn, today }
  if (signedOn < addDays(today, -sentWithinDays)) {
    return { code: 'arrived-too-late', signedOn, sentWithinDays }
  }
  return null
}
