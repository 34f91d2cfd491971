import type { agreement } from '@qianyue/api/agreements.ts'
import { renewableFrom, statusOn } from '@qianyue/domain/agreements/agreement.ts'
import type { AgreementPolicy } from '@qianyue/domain/agreements/agreement-policy.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { dutiesOf } from '@qianyue/domain/duties/duties-of.ts'
import type { Duty } from '@qianyue/domain/duties/duty.ts'
import { dutyId } from '@qianyue/domain/duties/duty-id.ts'
import { sumByPayer, totalFen } from '@qianyue/domain/packages/fee-split.ts'
import { negotiatedIn, withoutNegotiated } from '@qianyue/domain/packages/negotiated.ts'
import type { Policy } from '@qianyue/domain/policy/policy.ts'
import type { z } from 'zod'
import type { RefreshedResident } from '../duties/refresh-residents.ts'
import { gatherFacts } from '../duties/resident-facts.queries.ts'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { type AgreementRow, agreementById } from './agreements.queries.ts'

export type AgreementReply = z.input<typeof agreement>

/** What the agreement page knows of an agreement's dates, for the rules. */
export function datesOf(row: AgreementRow) {
  const { startsOn, endsOn, signedOn, declined, terminatedOn, endReason, followedBy } = row
  return {
    startsOn,
    endsOn,
    signedOn,
    declined,
    terminatedOn,
    endReason,
    renewed: followedBy !== null && followedBy.kind === 'renewal',
  }
}

/** An agreement as the calls show it on a day. */
export function describeAgreement(
  row: AgreementRow,
  policy: Pick<AgreementPolicy, 'noticeDays'>,
  today: LocalDate,
  duties: AgreementReply['duties'],
): AgreementReply {
  const { members, fees, followedBy } = row
  return {
    id: row.id,
    number: row.number,
    status: statusOn(today, datesOf(row), policy.noticeDays),
    kind: row.kind,
    unit: row.unit,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    termMonths: row.termMonths,
    terminatedOn: row.terminatedOn,
    endReason: row.endReason,
    endNote: row.endNote,
    signedOn: row.signedOn,
    signedVia: row.signedVia,
    paperDue: row.paperDue,
    team: { id: row.teamId, name: row.teamName, unitName: row.unitName, phone: row.teamPhone },
    householdId: row.householdId,
    address: row.address,
    signatory: { residentId: row.signatoryId, name: row.signatoryName ?? '' },
    follows: row.followsId === null ? null : { id: row.followsId, number: row.followsNumber },
    followedBy:
      followedBy === null
        ? null
        : { id: followedBy.id, number: followedBy.number, startsOn: followedBy.startsOn },
    renewableFrom: renewableFrom(row.endsOn, policy.noticeDays),
    members: members.map(({ packageVersionIds, packages, diedOn: _, ...member }) => ({
      ...member,
      packages: withoutNegotiated(packages).map((one, index) => ({
        ...one,
        items: [...one.items],
        packageId: packageVersionIds[index]!,
      })),
      negotiated: [...negotiatedIn(packages)],
      fees: fees
        .filter(({ residentId }) => residentId === member.residentId)
        .map(({ residentId: _of, ...fee }) => fee),
    })),
    feeSplit: sumByPayer(fees),
    feeFen: totalFen(fees),
    refundedFen: fees.reduce((sum, { refundedFen }) => sum + refundedFen, 0),
    duties,
    events: row.events,
  }
}

/** The duties that residents owe to an agreement, soonest first. */
export function dutiesOfAgreement(
  refreshed: readonly Pick<RefreshedResident, 'facts' | 'duties'>[],
  agreementId: string,
): AgreementReply['duties'] {
  const owed = refreshed.flatMap(({ facts, duties }) =>
    duties
      .filter((duty) => isOwedTo(duty, agreementId))
      .map(({ id, service, dueFrom, dueBy, state }) => ({
        id,
        residentId: facts.residentId,
        item: service,
        dueFrom,
        dueBy,
        state,
      })),
  )
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  return owed.sort((a, b) => order(a.dueBy, b.dueBy) || order(a.residentId, b.residentId))
}

export function isOwedTo(duty: Pick<Duty, 'because'>, agreementId: string): boolean {
  return duty.because.some((reason) => reason.kind === 'agreement' && reason.agreementId === agreementId)
}

/** Reads an agreement with what is owed because of it. @throws NotFound when it is out of reach. */
export async function readAgreement(context: Context, id: string): Promise<AgreementReply> {
  const row = await agreementById(context.db, id)
  if (!row) throw new NotFound('agreement')
  return await replyFor(context, row)
}

/** What residents are owed today, computed afresh and not written. */
export async function dutiesToday(
  { db, today }: Context,
  policy: Policy,
  residentIds: readonly string[],
): Promise<RefreshedResident[]> {
  const { residents } = await gatherFacts(db, residentIds, today)
  return residents.map(({ facts }) => ({
    facts,
    duties: dutiesOf(facts, policy, today).map((duty) => ({
      ...duty,
      id: dutyId(facts.residentId, duty.key),
    })),
  }))
}

/** The reply for an agreement, with the duties that its members have from it. */
export async function replyFor(
  context: Context,
  row: AgreementRow,
  refreshed?: readonly RefreshedResident[],
): Promise<AgreementReply> {
  const policy = await policyAt(context.db, context.today)
  const residentIds = row.members.map(({ residentId }) => residentId)
  const known = refreshed ?? (await dutiesToday(context, policy, residentIds))
  return describeAgreement(row, policy.agreements, context.today, dutiesOfAgreement(known, row.id))
}
