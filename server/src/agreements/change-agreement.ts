import type {
  confirmAgreement as confirmCall,
  declineAgreement as declineCall,
  renewAgreement as renewCall,
  transferAgreement as transferCall,
} from '@qianyue/api/agreements.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import type { AgreementPolicy } from '@qianyue/domain/agreements/agreement-policy.ts'
import { refusalWords } from '@qianyue/domain/agreements/refusal-words.ts'
import { renewedFrom, whyCannotRenew, whyCannotTransfer } from '@qianyue/domain/agreements/renewal.ts'
import { whyCannotSign } from '@qianyue/domain/agreements/signing.ts'
import { type LocalDate, later, yearOf } from '@qianyue/domain/days/local-date.ts'
import { negotiatedIn, withoutNegotiated } from '@qianyue/domain/packages/negotiated.ts'
import { packagesToRenew } from '@qianyue/domain/packages/proposing.ts'
import type { Policy } from '@qianyue/domain/policy/policy.ts'
import { populationsOn } from '@qianyue/domain/populations/population.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { versionsOn } from '../packages/packages.queries.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { type AgreementReply, datesOf, readAgreement, replyFor } from './agreement-reply.ts'
import {
  type AgreementRow,
  agreementById,
  endParts,
  lockAgreement,
  markDeclined,
  markPaperSigned,
  markSigned,
  peopleToSign,
} from './agreements.queries.ts'
import {
  agreementToWrite,
  gatherSigning,
  refused,
  type SigningAsked,
  type SigningPlan,
} from './gather-signing.ts'
import { takeEffect, writeSigning } from './sign-agreement.ts'
import { giveNumber } from './signing.queries.ts'

/** An agreement that is about to change, taken by one change at a time. @throws NotFound when it is out of reach. */
export async function agreementToChange(context: Context, id: string): Promise<AgreementRow> {
  await lockAgreement(context.db, id)
  const row = await agreementById(context.db, id)
  if (!row) throw new NotFound('agreement')
  return row
}

/** 续约: a successor that starts the day after the old one ends. Sending the same new id again answers as the first did. */
export async function renewAgreement(
  context: Context,
  request: RequestOf<typeof renewCall>,
): Promise<AgreementReply> {
  const { db, today } = context
  const row = await agreementToChange(context, request.agreementId)
  const before = await agreementById(db, request.id)
  if (before) return await replyFor(context, before)
  const policy = await policyAt(db, today)
  const asked = await renewalAsked(context, row, policy, request)
  return await writeRenewal(context, row, policy, asked, { bySilence: false })
}

/** What a renewal asks for: the same household, team and signatory, everybody who is still in it. */
export async function renewalAsked(
  context: Context,
  row: AgreementRow,
  policy: Policy,
  request: Pick<RequestOf<typeof renewCall>, 'id' | 'termMonths' | 'signatoryId' | 'signedVia' | 'members'>,
): Promise<SigningAsked> {
  const termMonths = request.termMonths ?? row.termMonths
  const startsOn = renewedFrom(row.endsOn)
  return {
    ...followingAsked(row, request),
    startsOn,
    termMonths,
    members: request.members
      ? keepingNegotiated(row, request.members)
      : await membersToGoOn(context, row, policy, startsOn),
    replacesId: null,
  }
}

function followingAsked(
  row: AgreementRow,
  request: { id: string; signatoryId?: string | undefined; signedVia: SigningAsked['signedVia'] },
) {
  return {
    id: request.id,
    unit: row.unit,
    householdId: row.householdId,
    teamId: row.teamId,
    signatoryId: request.signatoryId ?? row.signatoryId,
    signedVia: request.signedVia,
    overCapReason: null,
    signedOn: null,
  }
}

/** 补充约定 of whom the request says nothing else goes on as it is. */
function keepingNegotiated(
  row: AgreementRow,
  members: NonNullable<RequestOf<typeof renewCall>['members']>,
): SigningAsked['members'] {
  const held = new Map(row.members.map(({ residentId, packages }) => [residentId, negotiatedIn(packages)]))
  return members.map((member) => ({
    ...member,
    negotiated: member.negotiated ?? held.get(member.residentId) ?? [],
  }))
}

/** The members who go on, each with the present versions of the packages held. */
async function membersToGoOn(
  { db }: Context,
  row: AgreementRow,
  policy: Policy,
  startsOn: LocalDate,
): Promise<SigningAsked['members']> {
  const staying = row.members.filter(
    ({ terminatedOn, diedOn, lost }) => terminatedOn === null && diedOn === null && lost === null,
  )
  const people = await peopleToSign(
    db,
    { residentIds: staying.map(({ residentId }) => residentId) },
    startsOn,
  )
  const offered = await versionsOn(db, startsOn)
  return people
    .filter(({ movedOutOn }) => movedOutOn === null || movedOutOn > startsOn)
    .map((person) => {
      const held = staying.find(({ residentId }) => residentId === person.id)!.packages
      return {
        residentId: person.id,
        packageIds: packagesToRenew(
          withoutNegotiated(held).map(({ packageCode }) => packageCode),
          populationsOn(startsOn, person, policy.ages),
          policy['package-proposals'],
          offered,
        ),
        negotiated: negotiatedIn(held),
      }
    })
}

/** Signs the successor of an agreement that is locked. @param bySilence nobody has signed: by the county's expiry policy. */
export async function writeRenewal(
  context: Context,
  row: AgreementRow,
  policy: Policy,
  asked: SigningAsked,
  { bySilence }: { bySilence: boolean },
): Promise<AgreementReply> {
  const refusal = whyCannotRenew(datesOf(row), asked.termMonths, policy.agreements, context.today)
  if (refusal) throw new Refused(refusal.code, refusalWords(refusal), { ...refusal })
  const plan = await gatherSigning(context, asked, { lock: true })
  if (plan === null) return await readAgreement(context, asked.id)
  const against = whyCannotSign(withinRenewal(plan, policy.agreements))
  if (against) throw refused(against, policy)
  const agreement = agreementToWrite(plan, context, {
    follows: { id: row.id, how: 'renewal' },
    pending: false,
    paperDue: bySilence && policy.agreements.expiryPolicy === 'auto-but-new-paper',
    event: { kind: bySilence ? 'renewed-by-silence' : 'renewed', details: { from: row.number } },
  })
  return await writeSigning(context, plan, agreement, row.number)
}

/** A renewal starts when the old term ends: that the signing lies ahead of it or behind is no matter here. */
function withinRenewal(plan: SigningPlan, policy: AgreementPolicy) {
  const signAheadWithinDays = Math.max(policy.signAheadWithinDays, policy.noticeDays)
  return { ...plan.facts, policy: { ...policy, signAheadWithinDays } }
}

/** 改签: the old agreement ends the day before the new one starts; no day is without cover and none has two. */
export async function transferAgreement(
  context: Context,
  request: RequestOf<typeof transferCall>,
): Promise<AgreementReply> {
  const { db, today, viewer } = context
  const row = await agreementToChange(context, request.agreementId)
  const before = await agreementById(db, request.id)
  if (before) return await replyFor(context, before)
  const policy = await policyAt(db, today)
  const startsOn = request.startsOn ?? later(today, row.startsOn)
  const refusal = whyCannotTransfer(
    { ...datesOf(row), teamId: row.teamId },
    { toTeamId: request.teamId, startsOn, reason: request.reason },
    policy.agreements,
    today,
  )
  if (refusal) throw new Refused(refusal.code, refusalWords(refusal), { ...refusal })

  const staying = row.members.filter(({ terminatedOn, lost }) => terminatedOn === null && lost === null)
  const asked: SigningAsked = {
    ...followingAsked(row, request),
    teamId: request.teamId,
    startsOn,
    termMonths: request.termMonths ?? row.termMonths,
    members: request.members
      ? keepingNegotiated(row, request.members)
      : await membersToGoOn(context, row, policy, startsOn),
    replacesId: row.id,
  }
  const everybody = staying.map(({ residentId }) => residentId)
  const plan = await gatherSigning(context, asked, { lock: true })
  if (plan === null) return await readAgreement(context, asked.id)
  const against = whyCannotSign(plan.facts)
  if (against) throw refused(against, { ages: policy.ages })
  if (startsOn <= row.endsOn) {
    await endParts(db, {
      agreementId: row.id,
      residentIds: everybody,
      whole: true,
      terminatedOn: startsOn,
      reason: 'transfer',
      note: request.reason,
      refunds: [],
      events: [
        {
          kind: 'transferred',
          residentId: null,
          happenedOn: startsOn,
          details: { reason: request.reason, toTeamId: request.teamId },
        },
      ],
      recordedBy: viewer.accountId,
    })
  }
  context.note({ subject: `agreement ${row.id}`, reason: request.reason })
  const agreement = agreementToWrite(plan, context, {
    follows: { id: row.id, how: 'transfer' },
    pending: false,
    paperDue: false,
    event: { kind: 'signed', details: { transferredFrom: row.number } },
  })
  const signed = await writeSigning(context, plan, agreement, row.number)
  const left = everybody.filter((id) => !asked.members.some(({ residentId }) => residentId === id))
  if (left.length > 0) await takeEffect(context, left)
  return signed
}

/** Signs what waits for a signature; or the paper of what silence renewed. */
export async function confirmAgreement(
  context: Context,
  { agreementId }: RequestOf<typeof confirmCall>,
): Promise<AgreementReply> {
  const { db, today, viewer } = context
  const row = await agreementToChange(context, agreementId)
  const residentIds = row.members.map(({ residentId }) => residentId)
  for (const residentId of residentIds) context.note({ residentId, subject: `agreement ${agreementId}` })
  if (row.declined !== null)
    throw new Refused('agreement-declined', '这份协议已被拒绝、撤回或因重复签约未生效，请重新签约。')
  if (row.signedOn !== null) {
    if (row.paperDue) await markPaperSigned(db, { id: row.id, on: today, recordedBy: viewer.accountId })
    return await readAgreement(context, row.id)
  }
  const plan = await gatherSigning(
    context,
    {
      ...followingAsked(row, { id: row.id, signedVia: row.signedVia }),
      startsOn: row.startsOn,
      termMonths: row.termMonths,
      members: row.members.map(({ residentId, packages, packageVersionIds }) => ({
        residentId,
        packageIds: packageVersionIds,
        negotiated: negotiatedIn(packages),
      })),
      replacesId: row.id,
    },
    { lock: true },
  )
  const refusal = plan && whyCannotSign(plan.facts)
  if (plan && refusal) throw refused(refusal, { ages: plan.policy.ages })
  await markSigned(db, { id: row.id, signedOn: today, recordedBy: viewer.accountId })
  await takeEffect(context, residentIds)
  await giveNumber(db, { id: row.id, unitCode: row.unitCode, year: yearOf(today) })
  return await readAgreement(context, row.id)
}

/** 拒绝、撤回: only what was never signed. */
export async function declineAgreement(
  context: Context,
  { agreementId, declined, note }: RequestOf<typeof declineCall>,
): Promise<AgreementReply> {
  const { db, today, viewer } = context
  const row = await agreementToChange(context, agreementId)
  if (row.declined === declined) return await replyFor(context, row)
  if (row.signedOn !== null || row.declined !== null) {
    throw new Refused('agreement-not-pending', '这份协议不在待签约状态，不能拒绝或撤回；已签的请办理解约。')
  }
  await markDeclined(db, { id: row.id, declined, on: today, note, recordedBy: viewer.accountId })
  for (const { residentId } of row.members)
    context.note({ residentId, subject: `agreement ${row.id}`, reason: note })
  return await readAgreement(context, row.id)
}
