import type { renewMany as renewManyCall } from '@qianyue/api/agreements.ts'
import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import { refusalWords } from '@qianyue/domain/agreements/refusal-words.ts'
import { whyCannotRenew } from '@qianyue/domain/agreements/renewal.ts'
import { whyCannotSign } from '@qianyue/domain/agreements/signing.ts'
import { type FeeLine, totalFen } from '@qianyue/domain/packages/fee-split.ts'
import type { Policy } from '@qianyue/domain/policy/policy.ts'
import type { Context } from '../http/context.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { datesOf } from './agreement-reply.ts'
import { agreementById, lockAgreement, withoutSpoiling } from './agreements.queries.ts'
import { renewalAsked, writeRenewal } from './change-agreement.ts'
import { gatherSigning } from './gather-signing.ts'

type Request = RequestOf<typeof renewManyCall>
type Outcome = ReplyInput<typeof renewManyCall>['outcomes'][number]

/**
 * 批量续约: each agreement for itself, in one transaction; what stands against one does not stop the others. A preview
 * decides the same and writes nothing.
 */
export async function renewMany(
  context: Context,
  request: Request,
): Promise<ReplyInput<typeof renewManyCall>> {
  const policy = await policyAt(context.db, context.today)
  const outcomes: Outcome[] = []
  // Always in the same order, so that two batches do not wait for each other in a ring.
  const renewals = [...request.renewals].sort((a, b) => (a.agreementId < b.agreementId ? -1 : 1))
  for (const renewal of renewals) {
    outcomes.push(await renewOne(context, policy, request, renewal))
  }
  const renewed = outcomes.filter(({ refusal }) => refusal === null).length
  return { outcomes, renewed, refused: outcomes.length - renewed }
}

async function renewOne(
  context: Context,
  policy: Policy,
  request: Request,
  { agreementId, id }: Request['renewals'][number],
): Promise<Outcome> {
  const { db, today } = context
  if (!request.preview) await lockAgreement(db, agreementId)
  const row = await agreementById(db, agreementId)
  const none: Outcome = {
    agreementId,
    number: row?.number ?? null,
    signatoryName: row?.signatoryName ?? null,
    persons: 0,
    startsOn: null,
    endsOn: null,
    feeFen: 0,
    residentFen: 0,
    refusal: '没有找到，可能不在您的管辖范围内。',
    newId: null,
  }
  if (!row) return none
  const before = row.followedBy?.id === id ? await agreementById(db, id) : null
  if (before) {
    const { members, startsOn, endsOn } = before
    const signed = { persons: members.length, startsOn, endsOn, ...feesOf(before.fees) }
    return { ...none, ...signed, refusal: null, newId: id }
  }
  const { termMonths, signedVia } = request
  const asked = await renewalAsked(context, row, policy, {
    id,
    termMonths,
    signedVia,
    signatoryId: undefined,
    members: undefined,
  })
  const tooEarly = whyCannotRenew(datesOf(row), asked.termMonths, policy.agreements, today)
  const plan = await gatherSigning(context, asked, { lock: false })
  if (plan === null) return { ...none, refusal: null, newId: id }
  const against = tooEarly ?? whyCannotSign(plan.facts)
  const fees = plan.members.flatMap(({ packages }) => packages.flatMap((one) => one.fees))
  const planned: Outcome = {
    ...none,
    persons: asked.members.length,
    startsOn: asked.startsOn,
    endsOn: plan.endsOn,
    ...feesOf(fees),
    refusal: against ? refusalWords(against, policy.ages) : null,
    newId: against ? null : id,
  }
  if (against || request.preview) return planned
  const refusal = await withoutSpoiling(db, () =>
    writeRenewal(context, row, policy, asked, { bySilence: false }),
  )
  return refusal === null ? planned : { ...planned, refusal: refusal.words, newId: null }
}

function feesOf(fees: readonly FeeLine[]): Pick<Outcome, 'feeFen' | 'residentFen'> {
  return { feeFen: totalFen(fees), residentFen: totalFen(fees.filter(({ payer }) => payer === 'resident')) }
}
