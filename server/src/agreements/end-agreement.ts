import type {
  leaveAgreement as leaveCall,
  previewTermination as previewCall,
  terminateAgreement as terminateCall,
} from '@qianyue/api/agreements.ts'
import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import { lastDayOfCover } from '@qianyue/domain/agreements/agreement.ts'
import { type PaidPart, refundOf, timesInTerm } from '@qianyue/domain/agreements/refund.ts'
import { refusalWords } from '@qianyue/domain/agreements/refusal-words.ts'
import {
  type EndReason,
  type TerminationRefusal,
  whyCannotLeave,
  whyCannotTerminate,
} from '@qianyue/domain/agreements/termination.ts'
import { addDays, earlier, type LocalDate, later } from '@qianyue/domain/days/local-date.ts'
import { type FeeLine, totalFen } from '@qianyue/domain/packages/fee-split.ts'
import { pricedItems } from '@qianyue/domain/packages/package.ts'
import type { Policy } from '@qianyue/domain/policy/policy.ts'
import { delivers } from '@qianyue/domain/services/delivered.ts'
import type { RefreshedResident } from '../duties/refresh-residents.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { versionsByIds, versionsOn } from '../packages/packages.queries.ts'
import { policyAt } from '../policy/policy.queries.ts'
import {
  type AgreementReply,
  datesOf,
  dutiesToday,
  isOwedTo,
  readAgreement,
  replyFor,
} from './agreement-reply.ts'
import { type AgreementRow, agreementById, endParts, openPartsOf } from './agreements.queries.ts'
import { agreementToChange } from './change-agreement.ts'
import { takeEffect } from './sign-agreement.ts'

type Ending = { terminatedOn: LocalDate; reason: EndReason; note: string | null }

type Refund = {
  residentId: string
  packageVersionId: string
  packageName: string
  paidFen: number
  lines: FeeLine[]
}

/** 解约: ends everybody's part, takes back what is still owed, and says what is refunded to whom. */
export async function terminateAgreement(
  context: Context,
  request: RequestOf<typeof terminateCall>,
): Promise<AgreementReply> {
  const row = await agreementToChange(context, request.agreementId)
  const ending = endingOf(context, row, request)
  if (row.terminatedOn === ending.terminatedOn && row.endReason === ending.reason) {
    return await replyFor(context, row)
  }
  const refusal = whyCannotTerminate(datesOf(row), ending, context.today)
  if (refusal) throw refusedEnding(refusal)
  return await end(context, row, stayingIn(row), ending)
}

/** 成员退出: one part ends; with the last one the agreement ends too. */
export async function leaveAgreement(
  context: Context,
  request: RequestOf<typeof leaveCall>,
): Promise<AgreementReply> {
  const row = await agreementToChange(context, request.agreementId)
  const ending = endingOf(context, row, request)
  const member = row.members.find(({ residentId }) => residentId === request.residentId)
  if (member?.terminatedOn === ending.terminatedOn && member.endReason === ending.reason) {
    return await replyFor(context, row)
  }
  const refusal = whyCannotLeave(datesOf(row), coveredIn(row), request.residentId, ending, context.today)
  if (refusal) throw refusedEnding(refusal)
  return await end(context, row, [request.residentId], ending)
}

/** What a termination or departure would change, before it is done. */
export async function previewTermination(
  context: Context,
  request: RequestOf<typeof previewCall>,
): Promise<ReplyInput<typeof previewCall>> {
  const row = await agreementById(context.db, request.agreementId)
  if (!row) throw new NotFound('agreement')
  const ending = endingOf(context, row, { ...request, note: request.note ?? '—' })
  const { residentId } = request
  const refusal =
    residentId === undefined
      ? whyCannotTerminate(datesOf(row), ending, context.today)
      : whyCannotLeave(datesOf(row), coveredIn(row), residentId, ending, context.today)
  const residentIds = residentId === undefined ? stayingIn(row) : [residentId]
  const policy = await policyAt(context.db, context.today)
  const known = await dutiesToday(context, policy, residentIds)
  const refunds = await refundsFor(context, row, residentIds, ending, policy, known)
  const open = known.flatMap(({ duties }) =>
    duties.filter(
      (duty) =>
        isOwedTo(duty, row.id) &&
        duty.because.every(({ kind }) => kind === 'agreement') &&
        ['upcoming', 'due', 'overdue'].includes(duty.state),
    ),
  )
  const nameOf = (id: string) => row.members.find((one) => one.residentId === id)?.name ?? ''
  return {
    terminatedOn: ending.terminatedOn,
    persons: residentIds.length,
    openDuties: open.length,
    refunds: refunds.map((refund) => ({
      residentId: refund.residentId,
      name: nameOf(refund.residentId),
      packageName: refund.packageName,
      paidFen: refund.paidFen,
      refund: refund.lines,
    })),
    refundFen: refunds.reduce((sum, { lines }) => sum + totalFen(lines), 0),
    refusal: refusal ? refusalWords(refusal) : null,
  }
}

/**
 * Ends a resident's parts in whatever covers or will cover them: for who dies or moves away. The day is the first one
 * without cover; a part that has not begun by then never does.
 */
export async function endMembershipsOf(context: Context, residentId: string, ending: Ending): Promise<void> {
  for (const id of await openPartsOf(context.db, residentId, ending.terminatedOn)) {
    const row = await agreementToChange(context, id)
    await end(context, row, [residentId], {
      ...ending,
      terminatedOn: later(ending.terminatedOn, row.startsOn),
    })
  }
}

function stayingIn(row: AgreementRow): string[] {
  return coveredIn(row)
    .filter(({ terminatedOn }) => terminatedOn === null)
    .map(({ residentId }) => residentId)
}

/** Members whose part counts: not those whom another team's agreement covers (重复签约). */
function coveredIn(row: AgreementRow): AgreementRow['members'] {
  return row.members.filter(({ lost }) => lost === null)
}

/** Without a day it ends with today: tomorrow is the first day without cover. */
function endingOf(
  { today }: Context,
  row: AgreementRow,
  request: { terminatedOn?: LocalDate | undefined; reason: EndReason; note?: string | null | undefined },
): Ending {
  const { reason, note = null } = request
  const usual = earlier(later(addDays(today, 1), row.startsOn), row.endsOn)
  return { terminatedOn: request.terminatedOn ?? usual, reason, note }
}

function refusedEnding(refusal: TerminationRefusal): Refused {
  const { code, ...details } = refusal
  return new Refused(code, refusalWords(refusal), details)
}

/** Ends parts that nothing stands against, and a renewal of them that has not begun. */
async function end(
  context: Context,
  row: AgreementRow,
  residentIds: readonly string[],
  ending: Ending,
): Promise<AgreementReply> {
  const { db, today, viewer } = context
  const policy = await policyAt(db, today)
  const known = await dutiesToday(context, policy, residentIds)
  const refunds = await refundsFor(context, row, residentIds, ending, policy, known)
  const whole = stayingIn(row).every((id) => residentIds.includes(id))
  const refundFen = refunds.reduce((sum, { lines }) => sum + totalFen(lines), 0)
  const details = { reason: ending.reason, note: ending.note, refundFen }
  await endParts(db, {
    agreementId: row.id,
    residentIds,
    whole,
    terminatedOn: ending.terminatedOn,
    reason: ending.reason,
    note: ending.note,
    refunds: refunds.flatMap(({ residentId, packageVersionId, lines }) =>
      lines.map((line) => ({ residentId, packageVersionId, ...line })),
    ),
    events: whole
      ? [{ kind: 'terminated', residentId: null, happenedOn: ending.terminatedOn, details }]
      : residentIds.map((residentId) => ({
          kind: 'member-left',
          residentId,
          happenedOn: ending.terminatedOn,
          details,
        })),
    recordedBy: viewer.accountId,
  })
  for (const residentId of residentIds) {
    context.note({
      residentId,
      subject: `agreement ${row.id}`,
      ...(ending.note ? { reason: ending.note } : {}),
    })
  }
  await endSuccessor(context, row, residentIds, ending)
  const reply = await readAgreement(context, row.id)
  const refreshed = await takeEffect(context, residentIds)
  return withDutiesOf(reply, refreshed)
}

/** A renewal that has not begun ends with what it renews: it never covers a day. */
async function endSuccessor(
  context: Context,
  row: AgreementRow,
  residentIds: readonly string[],
  ending: Ending,
): Promise<void> {
  if (row.followedBy === null || row.followedBy.startsOn < ending.terminatedOn) return
  const successor = await agreementToChange(context, row.followedBy.id)
  const leaving = stayingIn(successor).filter((id) => residentIds.includes(id))
  if (leaving.length === 0 || successor.terminatedOn !== null) return
  await end(context, successor, leaving, { ...ending, terminatedOn: successor.startsOn })
}

/** The reply as it is after what is owed was computed anew: the others' duties stay as they were. */
function withDutiesOf(reply: AgreementReply, refreshed: readonly RefreshedResident[]): AgreementReply {
  const states = new Map(refreshed.flatMap(({ duties }) => duties.map(({ id, state }) => [id, state])))
  const touched = new Set(refreshed.map(({ facts }) => facts.residentId))
  return {
    ...reply,
    duties: reply.duties
      .filter(({ id, residentId }) => !touched.has(residentId) || states.has(id))
      .map((duty) => ({ ...duty, state: states.get(duty.id) ?? duty.state })),
  }
}

/** What goes back for each paid package of those who leave. */
async function refundsFor(
  context: Context,
  row: AgreementRow,
  residentIds: readonly string[],
  ending: Ending,
  policy: Policy,
  known: readonly RefreshedResident[],
): Promise<Refund[]> {
  const fees = row.fees.filter(({ residentId }) => residentIds.includes(residentId))
  const versions = await versionsByIds(context.db, [...new Set(fees.map(({ packageId }) => packageId))])
  const offered = await versionsOn(context.db, row.startsOn)
  return residentIds.flatMap((residentId) =>
    versions.flatMap((version) => {
      const paid = fees.filter((fee) => fee.residentId === residentId && fee.packageId === version.id)
      if (paid.length === 0) return []
      const facts = known.find((one) => one.facts.residentId === residentId)?.facts
      const items = pricedItems(version, offered, row.termMonths)
      const part = paidPart(paid, items, row, ending, facts, policy)
      return [
        {
          residentId,
          packageVersionId: version.id,
          packageName: version.name,
          paidFen: totalFen(paid),
          lines: refundOf(part, row, ending, policy.agreements),
        },
      ]
    }),
  )
}

/** What was agreed and delivered of the services that a fee was paid for, from the first day of cover to the last. */
function paidPart(
  paid: readonly FeeLine[],
  items: ReturnType<typeof pricedItems>,
  row: AgreementRow,
  ending: Ending,
  facts: RefreshedResident['facts'] | undefined,
  policy: Policy,
): PaidPart {
  const last = lastDayOfCover({ ...row, terminatedOn: ending.terminatedOn })
  const delivered = (service: string) =>
    (facts?.services ?? []).filter(
      (one) =>
        one.performedOn >= row.startsOn &&
        last !== null &&
        one.performedOn <= last &&
        delivers(one, service, policy),
    ).length
  return {
    paid: paid.map(({ payer, fen }) => ({ payer, fen })),
    items: items.flatMap((item) => {
      const agreedTimes = timesInTerm(item, row, policy.duties.minimumDays)
      if (agreedTimes === null) return []
      return [{ agreedTimes, deliveredTimes: delivered(item.service), unitPriceFen: item.unitPriceFen }]
    }),
  }
}
