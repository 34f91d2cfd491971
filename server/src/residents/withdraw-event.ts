import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { withdrawResidentEvent as call } from '@qianyue/api/residents.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import {
  type ChangedRow,
  changedSince,
  type WithdrawalRefusal,
} from '@qianyue/domain/residents/event-withdrawal.ts'
import { withdrawalRefusalWords } from '@qianyue/domain/residents/words.ts'
import { takeEffect } from '../agreements/sign-agreement.ts'
import type { Context } from '../http/context.ts'
import { Refused } from '../http/errors.ts'
import * as traces from './event-traces.queries.ts'

/** 撤销: a death, move or absence told by mistake. Everything it changed is again what it was. Sent twice it happens once. */
export async function withdrawResidentEvent(
  context: Context,
  { id, eventId, reason }: RequestOf<typeof call>,
): Promise<ReplyInput<typeof call>> {
  const event = await traces.eventToWithdraw(context, id, eventId)
  if (event.withdrawnAt !== null) return { id: eventId, withdrawn: { reason: event.withdrawalReason ?? '' } }
  if (event.changes === null) throw refused({ code: 'event-without-trace' })

  const { changes } = event
  const ofResidents = idsIn(changes, 'residents', 'id')
  // Told of a record that was merged into this one since: what it changed was not this one.
  if (ofResidents.length > 0 && !ofResidents.includes(id)) throw refused({ code: 'event-without-trace' })
  const people = [...new Set([id, ...ofResidents])]
  const scope = { residentId: id, residentIds: people, householdIds: idsIn(changes, 'households', 'id') }
  const agreementIds = idsIn(changes, 'agreement_members', 'agreement_id')
  const refusal = await whyNot(context, eventId, changes, scope, agreementIds)
  if (refusal) throw refused(refusal)

  for (const change of inOrder(changes)) await traces.putBack(context, change, event.happenedOn)
  await traces.noteReinstatement(context, id, agreementIds, reason)
  await traces.markWithdrawn(context, eventId, reason)
  await takeEffect(context, people)
  context.note({ residentId: id, subject: `event-withdrawal ${event.kind}`, reason })
  return { id: eventId, withdrawn: { reason } }
}

async function whyNot(
  context: Context,
  eventId: string,
  changes: readonly ChangedRow[],
  scope: traces.Scope,
  agreementIds: readonly string[],
): Promise<WithdrawalRefusal | null> {
  const tables = changedSince(changes, await traces.rowsWithin(context, scope))
  if (tables.length > 0) {
    return {
      code: 'changed-since',
      tables,
      later: await traces.eventAfter(context, eventId, scope.residentIds),
    }
  }
  const startsOn = await traces.coverSignedSince(context, scope.residentId, agreementIds)
  if (startsOn !== null) return { code: 'signed-since', startsOn }
  const populations = changes
    .filter(({ table }) => table === 'resident_populations')
    .map(({ key, was }) => ({ id: key.id as string, until: (was?.until ?? null) as LocalDate | null }))
  if (await traces.isDeclaredSince(context, scope.residentId, populations)) return { code: 'declared-since' }
  return null
}

/** Who lives where before who heads it; what was made goes last, when nothing points to it. */
function inOrder(changes: readonly ChangedRow[]): ChangedRow[] {
  return [...changes].sort((a, b) => Number(a.was === null) - Number(b.was === null))
}

function idsIn(changes: readonly ChangedRow[], table: ChangedRow['table'], column: string): string[] {
  return [
    ...new Set(changes.filter((change) => change.table === table).map(({ key }) => key[column] as string)),
  ]
}

function refused(refusal: WithdrawalRefusal): Refused {
  const { code, ...details } = refusal
  return new Refused(code, withdrawalRefusalWords(refusal), details)
}
