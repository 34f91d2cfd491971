import type { duty, listDuties } from '@qianyue/api/duties.ts'
import type { RequestOf } from '@qianyue/api/endpoint.ts'
import { levelOf, rangeOf } from '@qianyue/domain/access/org-unit.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { type DutyReason, isPausedOn, timingOf } from '@qianyue/domain/duties/duty.ts'
import { dutyId } from '@qianyue/domain/duties/duty-id.ts'
import { dutyEnds, dutyObstacles, reasonWords } from '@qianyue/domain/duties/duty-words.ts'
import type { Policy } from '@qianyue/domain/policy/policy.ts'
import { formForDuty } from '@qianyue/domain/services/proven.ts'
import { serviceName } from '@qianyue/domain/services/services.ts'
import type { z } from 'zod'
import type { Context } from '../http/context.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { dutiesOfMany, dutiesWhere, type KeptDuty, type WorkDuty } from './duties.queries.ts'
import { readReasons } from './duty-rows.ts'

/** 应尽服务 of a resident, a household, a team or a unit, with why each is owed. */
export async function listOwed(context: Context, request: RequestOf<typeof listDuties>) {
  const { db, today, note } = context
  const filter = { ...request, states: request.state, services: request.service }
  const many = manyVillages(context, request)
  const kept = many
    ? await dutiesOfMany(db, today, { ...filter, villages: many })
    : await dutiesWhere(db, today, {
        ...filter,
        villages: request.orgId === undefined ? undefined : rangeOf(request.orgId),
      })
  if (request.residentId !== undefined) note({ residentId: request.residentId, subject: 'duties' })
  return dutyReplies(kept, await policyAt(db, today), today)
}

/** The township or county that is asked about, when nothing narrower is; null when it is. */
function manyVillages(
  { reach }: Pick<Context, 'reach'>,
  { residentId, householdId, teamId, orgId }: RequestOf<typeof listDuties>,
) {
  if (residentId !== undefined || householdId !== undefined || teamId !== undefined) return null
  // Without a unit it is all that is reached: a county holds every village and team of it.
  const { range, units, teams } = reach
  const isOneRange = range !== null && (levelOf(range.from) === 'county' || units.length + teams.length === 0)
  const villages = orgId !== undefined ? rangeOf(orgId) : isOneRange ? range : null
  return villages !== null && villages.from < villages.to ? villages : null
}

export function dutyReplies(
  kept: readonly KeptDuty[],
  policy: Policy,
  today: LocalDate,
): z.input<typeof duty>[] {
  const sourceOf = sourcesOf(policy)
  return kept.map((one) =>
    dutyReply({ ...one, because: readReasons(one.because, one.packages, sourceOf) }, policy, today),
  )
}

/** The clause behind each rule of a policy; of a rule that a notice changed, the one that holds. */
export function sourcesOf(policy: Policy): (rule: string) => string {
  const rules = [...policy.duties.rules, ...policy['local-forms'].flatMap(({ duties = [] }) => duties)]
  const sources = new Map(rules.map(({ code, source }) => [code, source] as const).reverse())
  return (rule) => sources.get(rule) ?? '此前的服务规范'
}

/** A duty with its reasons as data: as it was kept, or as it was just worked out. */
export function dutyReply(
  one: Omit<KeptDuty, 'because' | 'packages'> & { because: readonly DutyReason[] },
  policy: Policy,
  today: LocalDate,
): z.input<typeof duty> {
  return {
    ...workDutyReply(one, policy),
    residentId: one.residentId,
    closesOn: one.closesOn,
    doneOn: one.doneOn,
    timing: timingOf(one),
    fulfilledBy: one.fulfilledBy,
    cancelledOn: one.cancelledOn,
    cancelledBecause: one.cancelledBecause === null ? null : dutyEnds[one.cancelledBecause],
    paused: one.doneOn === null && isPausedOn(today, one),
    pausedUntil: one.pausedUntil,
    because: one.because.map((reason) => ({
      kind: reason.kind,
      text: reasonWords(reason),
      ...(reason.kind === 'specification' ? { rule: reason.rule } : {}),
      ...(reason.kind === 'agreement'
        ? { agreementId: reason.agreementId, packageCode: reason.packageCode }
        : {}),
      ...(reason.kind === 'result' || reason.kind === 'abnormal' ? { recordId: reason.recordId } : {}),
    })),
  }
}

/** What is said of a duty that can be done, as of any other; its reasons are told by who asks. */
export function workDutyReply(one: Omit<WorkDuty, 'because' | 'packages'>, policy: Policy) {
  const service = one.key.slice(0, one.key.indexOf(':'))
  const { obstacle } = one
  return {
    id: dutyId(one.residentId, one.key),
    key: one.key,
    item: serviceName(service),
    service,
    form: formForDuty(one.key, policy['local-forms']),
    dueFrom: one.dueFrom,
    dueBy: one.dueBy,
    plannedOn: one.plannedOn,
    state: one.state,
    obstacle:
      obstacle === null || obstacle.reason === null
        ? null
        : {
            reason: obstacle.reason,
            reasonName: dutyObstacles[obstacle.reason],
            remark: obstacle.remark,
            notedOn: obstacle.notedOn,
            photoIds: obstacle.photoIds ?? [],
          },
  }
}
