import {
  type ClawBackDecision,
  type DecidedClawBack,
  type DecisionFault,
  decisionFault,
  keepDecisions,
  proposeClawBacks,
  type SettledClawBack,
} from '@qianyue/domain/settlement/claw-back.ts'
import type { Context } from '../http/context.ts'
import { Invalid } from '../http/errors.ts'
import { carriedInto, falseServicesOf, familyNamesOf, lockClawBacks } from './claw-backs.queries.ts'
import { creditedName, paymentName } from './names.ts'
import { type SettlementRow, settlementById } from './settlement.queries.ts'

export type Decisions = readonly ({ staffId: string } & ClawBackDecision)[]

const faultWords: Record<DecisionFault, string> = {
  'more-than-proposed': '收回的金额不能超过建议的金额',
  'no-reason': '与建议的金额不同，请写明原因',
}

/**
 * 收回建议 of a draft, with what was decided of them before or is decided now.
 * @throws Invalid for a decision of nobody's proposal, of more than was proposed, or without its reason.
 */
export async function clawBacksOf(
  { db }: Context,
  settlement: Pick<SettlementRow, 'id' | 'fundCode' | 'computed'>,
  decisions: Decisions,
): Promise<DecidedClawBack[]> {
  await lockClawBacks(db, settlement)
  const { shares, services } = await falseServicesOf(db, settlement)
  const proposed = keepDecisions(
    proposeClawBacks(shares, services, await carriedInto(db, settlement)),
    settlement.computed?.clawBacks ?? [],
  )
  const wrong: Record<string, string> = {}
  for (const [index, { staffId, ...decision }] of decisions.entries()) {
    const line = proposed.find((one) => one.staffId === staffId)
    const fault = line && decisionFault(line, decision)
    if (!line) wrong[`clawBacks.${index}`] = '没有对这个人的收回建议，请刷新后再办理'
    else if (fault) wrong[`clawBacks.${index}`] = faultWords[fault]
    else line.decision = decision
  }
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong)
  return proposed
}

/** The claw-backs of a settlement as the calls show them, each service with its settlement and family name. */
export async function describeClawBacks(
  { db }: Context,
  clawBacks: readonly SettledClawBack[],
  nameOfStaff: ReadonlyMap<string, string>,
) {
  const seen = clawBacks.filter(({ staffId }) => nameOfStaff.has(staffId))
  const services = seen.flatMap((line) => line.services)
  const names = await familyNamesOf(
    db,
    services.map(({ recordId }) => recordId),
  )
  const paidBy = new Map<string, string>()
  for (const id of new Set(services.map(({ settlementId }) => settlementId))) {
    const paid = await settlementById(db, id)
    if (paid) {
      const { computed, part, number, year } = paid
      paidBy.set(id, `${year}年${paymentName(computed.fund, part, number)}`)
    }
  }
  return seen.map(({ services: own, ...line }) => ({
    ...line,
    staffName: nameOfStaff.get(line.staffId)!,
    services: own.map(({ form, service, settlementId, ...one }) => ({
      ...one,
      name: creditedName({ form, service }),
      residentName: `${names.get(one.recordId) ?? '居民'}某`,
      settlement: paidBy.get(settlementId) ?? '以前的结算',
    })),
  }))
}
