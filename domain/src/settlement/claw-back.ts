import type { LocalDate } from '../days/local-date.ts'
import { groupedBy } from '../grouped-by.ts'
import { byLargestRemainder } from '../money/largest-remainder.ts'

/** Why a service that was paid is taken back, as its doctor reads it. */
export const falseReasons = {
  refused: '核查认定不实',
  withdrawn: '记录已作废',
  moved: '更正后服务日期不在该期间',
} as const
type FalseReason = keyof typeof falseReasons

/** A service that earned points in a frozen settlement and proved false since. */
export type FalseService = {
  settlementId: string
  recordId: string
  staffId: string
  form: string
  service: string | null
  performedOn: LocalDate
  /** Hundredths, as they were frozen. */
  points: number
  because: FalseReason
}

/** What a frozen settlement gave to one person. */
export type PaidShare = {
  settlementId: string
  staffId: string
  /** Hundredths, of all services. */
  points: number
  shareFen: number
  paidFen: number
  /** Proposed for taking back before, by other settlements. */
  alreadyFen: number
}

type ServiceTakenBack = Omit<FalseService, 'staffId'> & { fen: number }

/** 收回建议: what one person is to give back, with the services behind it. */
export type ClawBack = {
  staffId: string
  services: ServiceTakenBack[]
  /** Owed since an earlier settlement, whose share was too small for it. */
  carriedFen: number
  /** The fen of the services and what is carried. */
  proposedFen: number
}

/** What the officer said: the amount, and why it is another one than proposed (0 to drop it); empty for an accepted one. */
export type ClawBackDecision = { fen: number; reason: string }

/** A proposal with what became of it: nothing is taken before it is decided. */
export type DecidedClawBack = ClawBack & { decision: ClawBackDecision | null }

/** …and with what the share could bear; the rest is carried into the next settlement. */
export type SettledClawBack = DecidedClawBack & { takenFen: number }

/**
 * What services that proved false had earned (扣回). The factors are the same for all services of a person, so a share
 * divides by points: the part of the false ones, rounded down, is shared among them by largest remainder. From one share
 * never more is asked back than it paid, however often it is asked. The order of people and services changes nothing.
 * Source: performance-and-funds.md §4 (claw-back of what was paid for invented services).
 * @param carried whole fen by person, from settlements before.
 */
export function proposeClawBacks(
  shares: readonly PaidShare[],
  services: readonly FalseService[],
  carried: ReadonlyMap<string, number>,
): ClawBack[] {
  const byShare = groupedBy(services, shareKey)
  const takenBack = new Map<string, ServiceTakenBack[]>()
  for (const share of shares) {
    const earned = earnedBy(share, byShare.get(shareKey(share)) ?? [])
    takenBack.set(share.staffId, [...(takenBack.get(share.staffId) ?? []), ...earned])
  }
  return [...new Set([...takenBack.keys(), ...carried.keys()])].sort().flatMap((staffId) => {
    const own = (takenBack.get(staffId) ?? []).sort(byRecord)
    const carriedFen = carried.get(staffId) ?? 0
    const proposedFen = own.reduce((sum, { fen }) => sum + fen, carriedFen)
    return proposedFen > 0 ? [{ staffId, services: own, carriedFen, proposedFen }] : []
  })
}

function earnedBy(share: PaidShare, services: readonly FalseService[]): ServiceTakenBack[] {
  const sorted = [...services].sort(byRecord)
  const falsePoints = sorted.reduce((sum, { points }) => sum + points, 0)
  if (falsePoints === 0) return []
  const whole = BigInt(Math.max(share.points, falsePoints))
  const earned = Number((BigInt(share.shareFen) * BigInt(falsePoints)) / whole)
  const fen = Math.max(0, Math.min(earned, share.paidFen - share.alreadyFen))
  const portions = byLargestRemainder(
    fen,
    sorted.map(({ points }) => BigInt(points)),
  )
  return sorted.map(({ staffId: _, ...service }, index) => ({ ...service, fen: portions[index]!.fen }))
}

const shareKey = ({ settlementId, staffId }: { settlementId: string; staffId: string }) =>
  `${settlementId}/${staffId}`

function byRecord(
  a: { settlementId: string; recordId: string },
  b: { settlementId: string; recordId: string },
): number {
  const [one, other] = [`${a.recordId}/${a.settlementId}`, `${b.recordId}/${b.settlementId}`]
  return one < other ? -1 : one > other ? 1 : 0
}

export type DecisionFault = 'more-than-proposed' | 'no-reason'

/** What is wrong with a decision; null when it stands. */
export function decisionFault(
  { proposedFen }: ClawBack,
  { fen, reason }: ClawBackDecision,
): DecisionFault | null {
  if (fen > proposedFen) return 'more-than-proposed'
  return fen !== proposedFen && reason.trim().length < 2 ? 'no-reason' : null
}

/**
 * Proposals with what was decided of them before: a decision holds as long as the amount it was made of is the same one.
 */
export function keepDecisions(
  proposed: readonly ClawBack[],
  before: readonly DecidedClawBack[],
): DecidedClawBack[] {
  const old = new Map(before.map((one) => [one.staffId, one]))
  return proposed.map((one) => {
    const was = old.get(one.staffId)
    return { ...one, decision: was?.proposedFen === one.proposedFen ? was.decision : null }
  })
}

/**
 * What a deduction leaves of a share for the claw-back: other deductions come first, since only a claw-back is carried.
 * @param deductedFen of the share, everything together.
 */
export function takenOf(
  clawBack: DecidedClawBack,
  { deductedFen, otherFen }: { deductedFen: number; otherFen: number },
): SettledClawBack {
  return { ...clawBack, takenFen: Math.max(0, deductedFen - otherFen) }
}

/** Why it is taken, as it stands on the slip; empty where nothing is. */
export function clawBackWords({ services, carriedFen, takenFen, decision }: SettledClawBack): string {
  if (takenFen === 0) return ''
  const why = [
    ...(services.length > 0 ? [`以前结算的 ${services.length} 次服务查实不属实`] : []),
    ...(carriedFen > 0 ? [`上期未扣足 ${(carriedFen / 100).toFixed(2)} 元`] : []),
    ...(decision?.reason ? [decision.reason] : []),
  ]
  return `${why.join('，')}，收回 ${(takenFen / 100).toFixed(2)} 元`
}
