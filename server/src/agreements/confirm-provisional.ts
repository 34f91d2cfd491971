import { type ContestReason, decideContest, whyCannotArrive } from '@qianyue/domain/agreements/contest.ts'
import { signingRefusals } from '@qianyue/domain/agreements/signing.ts'
import { type LocalDate, yearOf } from '@qianyue/domain/days/local-date.ts'
import { refreshResidents } from '../duties/refresh-residents.ts'
import type { Context } from '../http/context.ts'
import { type AgreementReply, readAgreement } from './agreement-reply.ts'
import { notePresentTeam } from './agreements.queries.ts'
import {
  type ContestEvent,
  claimsOn,
  type HeldClaim,
  insertLostParts,
  type Loss,
  noteContest,
  type PartChange,
  settleParts,
  unnumbered,
  villagesOf,
} from './contest.queries.ts'
import { agreementToWrite, refused, type SigningPlan } from './gather-signing.ts'
import { insertAgreements, type NewAgreement, numbering } from './signing.queries.ts'
import { wentOnWith } from './went-on-with.ts'

/**
 * 入户签约的确认: an agreement that was signed at the door without a signal arrives. What stands against a signing is looked
 * at as on the day of the signature; where another agreement covers a member, the county's rule says which of the two
 * stands, and the other is kept with the reason. In which order the two arrive does not matter.
 */
export async function confirmProvisional(
  context: Context,
  plan: SigningPlan,
  signedOn: LocalDate,
): Promise<AgreementReply> {
  const { db, today, viewer } = context
  const { policy, facts } = plan
  const refusal =
    whyCannotArrive(signedOn, policy['door-signing'], today) ??
    signingRefusals(facts).find(({ code }) => code !== 'already-signed')
  if (refusal) throw refused(refusal, { ages: policy.ages })

  const renewed = await wentOnWith(context, plan)
  const agreement = agreementToWrite(plan, context, {
    follows: renewed && { id: renewed.id, how: 'renewal' },
    pending: false,
    paperDue: false,
    event: { kind: 'signed', details: {} },
  })
  const outcome = await contest(context, plan, agreement)
  // Who loses makes room first, because nobody is covered twice at any moment.
  await settleParts(
    db,
    outcome.changes.filter(({ lostTo }) => lostTo !== null),
  )
  const isLost = ({ residentId }: { residentId: string }) => outcome.lost.has(residentId)
  const standing = {
    ...agreement,
    members: agreement.members.filter((member) => !isLost(member)),
    fees: agreement.fees.filter((fee) => !isLost(fee)),
  }
  const [isNew] = await insertAgreements(context, [standing])
  if (!isNew) return await readAgreement(context, agreement.id)
  await insertLostParts(db, agreement, outcome.lost)
  await settleParts(
    db,
    outcome.changes.filter(({ lostTo }) => lostTo === null),
  )
  const at = `${context.now.toISOString().slice(0, 19)}Z`
  await noteContest(db, outcome.events, { on: today, at, by: viewer.accountId })

  const residentIds = agreement.members.map(({ residentId }) => residentId)
  for (const residentId of residentIds) context.note({ residentId, subject: `agreement ${agreement.id}` })
  await notePresentTeam(context, residentIds)
  await refreshResidents({ db, today }, residentIds)
  const concerned = [agreement.id, ...outcome.changes.map(({ agreementId }) => agreementId)]
  const without = await unnumbered(db, concerned)
  const toNumber = without.map(({ id, unitCode, signedOn: on }) => ({ id, unitCode, year: yearOf(on) }))
  await db.executeQuery(numbering(db, toNumber))
  return await readAgreement(context, agreement.id)
}

type Outcome = {
  /** Members for whom another agreement stands instead of the new one. */
  lost: Map<string, Loss>
  changes: PartChange[]
  events: ContestEvent[]
}

/** Decides member by member: what of the new agreement stands, and what changes in those that were there. */
async function contest(context: Context, plan: SigningPlan, agreement: NewAgreement): Promise<Outcome> {
  const { db } = context
  const { contestOrder } = plan.policy['door-signing']
  const residentIds = agreement.members.map(({ residentId }) => residentId)
  const held = await claimsOn(db, residentIds, agreement)
  if (held.length === 0) return { lost: new Map(), changes: [], events: [] }
  const villages = await villagesOf(db, agreement.teamId, agreement.signedOn!)
  const changes: PartChange[] = []
  const events: ContestEvent[] = []
  const lost = new Map<string, Loss>()
  for (const residentId of residentIds) {
    const others = held.filter((claim) => claim.residentId === residentId)
    if (others.length === 0) continue
    const own: HeldClaim = {
      residentId,
      agreementId: agreement.id,
      teamName: plan.team!.name,
      startsOn: agreement.startsOn,
      endsOn: agreement.endsOn,
      signedOn: agreement.signedOn,
      teamOfVillage: villages.includes(plan.people.get(residentId)!.villageCode),
      lostTo: null,
    }
    const all = [own, ...others]
    const verdicts = decideContest(all, contestOrder)
    for (const claim of others) {
      const verdict = verdicts.get(claim.agreementId)!
      const lostTo = verdict.stands ? null : verdict.to
      if (lostTo === claim.lostTo) continue
      const because = verdict.stands ? null : verdict.because
      changes.push({ agreementId: claim.agreementId, residentId, lostTo, because })
      if (!verdict.stands) events.push(...bothSides(claim, winnerAmong(all, verdict.to), verdict.because))
    }
    const verdict = verdicts.get(agreement.id)!
    if (verdict.stands) continue
    events.push(...bothSides(own, winnerAmong(all, verdict.to), verdict.because))
    lost.set(residentId, { lostTo: verdict.to, because: verdict.because })
  }
  return { lost, changes, events }
}

function winnerAmong(claims: readonly HeldClaim[], id: string): HeldClaim {
  return claims.find(({ agreementId }) => agreementId === id)!
}

function bothSides(loser: HeldClaim, winner: HeldClaim, because: ContestReason): ContestEvent[] {
  const { residentId } = loser
  const seenFrom = (own: HeldClaim, other: HeldClaim, kind: ContestEvent['kind']): ContestEvent => ({
    agreementId: own.agreementId,
    residentId,
    kind,
    details: { because, otherTeam: other.teamName, otherSignedOn: other.signedOn },
  })
  return [seenFrom(loser, winner, 'contest-lost'), seenFrom(winner, loser, 'contest-won')]
}
