import type { ShortYearFee, TermEnds } from './term.ts'
import type { EndReason } from './termination.ts'

/** What happens when a term runs out and nobody has said anything. Source: contract-policy.md §13 `expiryPolicy`. */
export const expiryPolicies = {
  'auto-renew': '自动续约',
  resign: '到期重新签约',
  'auto-but-new-paper': '自动续约并补签纸质协议',
} as const

/** Services not given, by their list value; the fee less the list prices of what was given; days or whole months left. */
export const refundMeasures = {
  items: '按未履行项目',
  'list-prices': '扣除已履行项目的标价',
  days: '按剩余天数',
  months: '按剩余整月',
} as const

export type RefundMeasure = keyof typeof refundMeasures

export type ExpiryPolicy = keyof typeof expiryPolicies

/** 签约规则: what a county decides about agreements. Dated policy data. Source: contract-policy.md §4, §13. */
export type AgreementPolicy = {
  expiryPolicy: ExpiryPolicy
  /** Days before the end of a term from which it can be renewed and the resident is told. 30 by convention. */
  noticeDays: number
  units: readonly ('household' | 'person')[]
  allowedTermsYears: readonly number[]
  /** 协议截止. */
  termEnds: TermEnds
  /** What is paid for a year that 31 December cuts short. */
  shortYearFee: ShortYearFee
  /** 补签: how many days before the signing a term may start. */
  lateSigningWithinDays: number
  /** How many days after the signing a term may start. */
  signAheadWithinDays: number
  /** Below this age somebody else signs (监护人): 18 by the Civil Code; 14 where only sensitive data decides. */
  guardianBelowYears: number
  /** Who signs for a family (签约代表): its head only, or any adult member. */
  householdSignatory: 'head' | 'adult-member'
  /** 跨区域签约: whether a team may sign residents outside the villages that it covers. */
  outsideVillages: 'allowed' | 'refused'
  /** Whether a team that lacks a post may sign. */
  incompleteTeam: 'allowed' | 'refused'
  /** 改签: at any time, or only in the notice period before the end of the term. */
  transfer: 'any-time' | 'near-expiry'
  /** How the part of a fee that was not used is measured. */
  refundBy: RefundMeasure
  /** 无理由全额退: ended within so many days of the first one, all goes back whatever the reason; null without. */
  fullRefundWithinDays?: number | null | undefined
  refundOn: Readonly<Record<EndReason, 'full' | 'unused' | 'none'>>
  /** 家庭优惠: where so many of a household sign together, so many percent off what residents pay; the institution bears it. */
  householdDiscounts?: readonly HouseholdDiscount[] | undefined
}

export type HouseholdDiscount = { fromMembers: number; percentOff: number }

/** Percent off for a household of which so many sign: that of the greatest number reached. */
export function householdDiscount(
  { householdDiscounts = [] }: Pick<AgreementPolicy, 'householdDiscounts'>,
  unit: 'household' | 'person',
  members: number,
): number {
  if (unit !== 'household') return 0
  const reached = householdDiscounts.filter(({ fromMembers }) => members >= fromMembers)
  return reached.sort((a, b) => b.fromMembers - a.fromMembers)[0]?.percentOff ?? 0
}

export const defaultAgreementPolicy: AgreementPolicy = {
  expiryPolicy: 'resign',
  noticeDays: 30,
  units: ['household', 'person'],
  allowedTermsYears: [1, 2, 3],
  termEnds: 'whole-years',
  shortYearFee: 'whole',
  lateSigningWithinDays: 366,
  signAheadWithinDays: 90,
  guardianBelowYears: 18,
  householdSignatory: 'adult-member',
  outsideVillages: 'allowed',
  incompleteTeam: 'allowed',
  transfer: 'any-time',
  refundBy: 'items',
  refundOn: {
    lost: 'none',
    moved: 'unused',
    death: 'unused',
    'resident-request': 'none',
    transfer: 'none',
    'invoice-void': 'full',
    'provider-fault': 'unused',
    other: 'none',
  },
}
