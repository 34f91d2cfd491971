import type { signAgreement as signCall } from '@qianyue/api/agreements.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { whyCannotSign } from '@qianyue/domain/agreements/signing.ts'
import { yearOf } from '@qianyue/domain/days/local-date.ts'
import { type RefreshedResident, refreshResidents } from '../duties/refresh-residents.ts'
import { askTogether, type Shared } from '../http/company.ts'
import type { Context } from '../http/context.ts'
import { Invalid, Refused } from '../http/errors.ts'
import {
  type AgreementReply,
  describeAgreement,
  dutiesOfAgreement,
  readAgreement,
} from './agreement-reply.ts'
import { notePresentTeam } from './agreements.queries.ts'
import { confirmProvisional } from './confirm-provisional.ts'
import {
  agreementToWrite,
  gatherSigning,
  refused,
  type SigningAsked,
  type SigningPlan,
  writtenRow,
} from './gather-signing.ts'
import { insertAgreements, type NewAgreement, numbering } from './signing.queries.ts'
import { wentOnWith } from './went-on-with.ts'

/**
 * 签约. One transaction: the agreement with its pinned packages, the fees, the duties. Sending the same id again returns
 * the agreement already signed. One that was signed at the door earlier is confirmed by a rule of its own.
 */
export async function signAgreement(
  context: Context,
  request: RequestOf<typeof signCall>,
): Promise<AgreementReply> {
  const asked = askedFor(request)
  const plan = await gatherSigning(context, asked, { lock: true })
  if (plan === null) return await readAgreement(context, request.id)
  if (asked.signedOn !== null) return await confirmProvisional(context, plan, asked.signedOn)
  const refusal = whyCannotSign(plan.facts)
  if (refusal) throw refused(refusal, { ages: plan.policy.ages })
  const renewed = await wentOnWith(context, plan)
  const agreement = agreementToWrite(plan, context, {
    follows: renewed && { id: renewed.id, how: 'renewal' },
    pending: request.pending,
    paperDue: false,
    event: { kind: request.pending ? 'drafted' : 'signed', details: {} },
  })
  return await writeSigning(context, plan, agreement, renewed?.number ?? null, { isLast: true })
}

/**
 * Signings of different doors may share a transaction. One that was signed at the door earlier decides who stands by what
 * is there, and goes alone.
 */
export function signingIsAbout({
  unit,
  householdId,
  members,
  signedOn,
}: RequestOf<typeof signCall>): string | null {
  if (signedOn) return null
  return (unit === 'household' ? householdId : members[0]?.residentId) ?? null
}

/** What the request asks for, with what contradicts itself said at its field. */
export function askedFor(
  request: Omit<RequestOf<typeof signCall>, 'teamId' | 'signatoryId'> & {
    teamId?: string | undefined
    signatoryId?: string | undefined
  },
): SigningAsked {
  const { unit, householdId, residentId, members } = request
  if (unit === 'household' && !householdId) throw new Invalid({ householdId: '家庭签约请指明是哪一户' })
  if (request.pending && request.signedOn) throw new Invalid({ signedOn: '待签约的协议没有签字日期' })
  if (unit === 'person') {
    const only = members[0]!.residentId
    if (residentId && (members.length !== 1 || only !== residentId)) {
      throw new Invalid({ members: '个人签约的成员应是居民本人' })
    }
  }
  return {
    id: request.id,
    unit,
    householdId: unit === 'household' ? householdId! : null,
    teamId: request.teamId ?? null,
    signatoryId: request.signatoryId ?? null,
    startsOn: request.startsOn,
    termMonths: request.termMonths,
    members: members.map((member) => ({ ...member, negotiated: member.negotiated ?? [] })),
    signedVia: request.signedVia,
    overCapReason: request.overCapReason ?? null,
    signedOn: request.signedOn ?? null,
    replacesId: null,
  }
}

/**
 * Writes a signing whose residents are locked, with all that follows from it, and answers it.
 * @param isLast the request writes nothing after it: what is owed is written, and the number, for which others of the unit
 *   wait, given with the commit.
 */
export async function writeSigning(
  context: Context,
  plan: SigningPlan,
  agreement: NewAgreement,
  followsNumber: string | null = null,
  { isLast = false } = {},
): Promise<AgreementReply> {
  const { id } = agreement
  for (const { residentId } of agreement.members) context.note({ residentId, subject: `agreement ${id}` })
  const closeWith = isLast ? context.closeWith : undefined
  const { isNew, number, refreshed } = await askTogether(context, writeSignings, {
    agreement,
    isLast: closeWith !== undefined,
  })
  if (!isNew) return await readAgreement(context, id)
  if (agreement.signedOn !== null) {
    closeWith?.(numbering, toNumber(agreement), (given) => ({
      number: given.find((one) => one.id === id)!.number,
    }))
  }
  return describeAgreement(
    writtenRow(plan, agreement, context, { number, followsNumber }),
    plan.policy.agreements,
    context.today,
    dutiesOfAgreement(refreshed, id),
  )
}

type ToWrite = { agreement: NewAgreement; isLast: boolean }
type Written = { isNew: boolean; number: string | null; refreshed: RefreshedResident[] }

/** Writes signings whose residents are locked, and brings what is owed to them up to date. */
async function writeSignings(
  { db, today, writeLast }: Shared,
  signings: readonly ToWrite[],
): Promise<Written[]> {
  const agreements = signings.map(({ agreement }) => agreement)
  if (new Set(agreements.map(({ id }) => id)).size < agreements.length)
    throw new Error('one id for several agreements')
  const inserted = insertAgreements({ db }, agreements).catch((error) => {
    throw overlapOf(error) ?? error
  })
  const signed = agreements.filter(({ signedOn }) => signedOn !== null)
  const toGive = signings.filter(({ agreement, isLast }) => agreement.signedOn !== null && !isLast)
  const numbers = new Map<string, string>()
  // Sent together: what is owed is read on the same connection after the agreements are in.
  const [isNew, refreshed] = await Promise.all([
    inserted,
    refreshResidents({ db, today }, signed.flatMap(residentIdsOf), {
      write: signings.every(({ isLast }) => isLast) ? writeLast : undefined,
      alongside: async () => {
        if (toGive.length === 0) return
        const { rows } = await db.executeQuery(
          numbering(
            db,
            toGive.map(({ agreement }) => toNumber(agreement)),
          ),
        )
        for (const { id, number } of rows) numbers.set(id, number)
      },
    }),
  ])
  const byId = new Map(refreshed.map((resident) => [resident.facts.residentId, resident]))
  return agreements.map((agreement, place) => ({
    isNew: isNew[place]!,
    number: numbers.get(agreement.id) ?? null,
    refreshed:
      agreement.signedOn === null ? [] : residentIdsOf(agreement).flatMap((id) => byId.get(id) ?? []),
  }))
}

function residentIdsOf({ members }: NewAgreement): string[] {
  return members.map(({ residentId }) => residentId)
}

function toNumber({ id, unitCode, signedOn }: NewAgreement) {
  return { id, unitCode, year: yearOf(signedOn!) }
}

/** After members' cover changed: the present team, what is owed, the figures. */
export async function takeEffect(context: Context, residentIds: readonly string[]) {
  const { db, today } = context
  await notePresentTeam(context, residentIds)
  return await refreshResidents({ db, today }, residentIds)
}

/** Somebody beyond this viewer's reach, or a moment earlier, has signed the resident: the database says so. */
function overlapOf(error: unknown): Refused | null {
  const { constraint } = error as { constraint?: string }
  if (constraint !== 'one_agreement_at_a_time') return null
  return new Refused(
    'already-signed',
    '有成员在这段时间已有签约协议（可能刚刚由别人签好），请刷新后核对；需要换团队请办理改签。',
  )
}
