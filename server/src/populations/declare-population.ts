import type { ReplyInput, RequestOf } from '@qianyue/api/endpoint.ts'
import type { declarePopulation as declareCall, endPopulation as endCall } from '@qianyue/api/populations.ts'
import {
  type DeclarationRefusal,
  whyCannotDeclare,
  whyCannotEnd,
} from '@qianyue/domain/populations/declaring.ts'
import { type AgePolicy, populationWords } from '@qianyue/domain/populations/population.ts'
import { declarationRefusalWords } from '@qianyue/domain/residents/words.ts'
import { refreshResidents } from '../duties/refresh-residents.ts'
import type { Context } from '../http/context.ts'
import { NotFound, Refused } from '../http/errors.ts'
import { policyAt } from '../policy/policy.queries.ts'
import { residentToEdit } from '../residents/edit.queries.ts'
import { populationPeriodsOf } from '../residents/resident-page.queries.ts'
import { endMembership, insertMembership } from './populations.queries.ts'

/** 认定为重点人群, with who said so and from when. Sent again with the same id it changes nothing. */
export async function declarePopulation(
  context: Context,
  { id, membershipId, ...declared }: RequestOf<typeof declareCall>,
): Promise<ReplyInput<typeof declareCall>> {
  const resident = await residentToEdit(context, id)
  const held = await populationPeriodsOf(context, id)
  if (held.some((one) => one.id === membershipId)) return { membershipId }

  const { ages } = await policyAt(context.db, context.today)
  const period = { since: declared.since, until: declared.until ?? null }
  const refusal = whyCannotDeclare(
    { ...resident, populations: held },
    declared.population,
    period,
    context.today,
    ages,
  )
  if (refusal) throw refused(refusal, ages)
  await insertMembership(context, { id: membershipId, residentId: id, ...declared, ...period })
  await refreshResidents(context, [id])
  context.note({ residentId: id, subject: `population ${declared.population}` })
  return { membershipId }
}

/** 退出: the last day on the list, and why. */
export async function endPopulation(
  context: Context,
  { id, membershipId, lastDay, reason }: RequestOf<typeof endCall>,
): Promise<ReplyInput<typeof endCall>> {
  await residentToEdit(context, id)
  const membership = (await populationPeriodsOf(context, id)).find((one) => one.id === membershipId)
  if (!membership) throw new NotFound('population')
  if (membership.until === lastDay && membership.endedReason === reason) return { membershipId }
  const refusal = whyCannotEnd(membership, membership.population, lastDay, context.today)
  if (refusal) throw refused(refusal, (await policyAt(context.db, context.today)).ages)
  await endMembership(context, membershipId, lastDay, reason)
  await refreshResidents(context, [id])
  context.note({ residentId: id, subject: `population ${membership.population}`, reason })
  return { membershipId }
}

function refused(refusal: DeclarationRefusal, ages: AgePolicy): Refused {
  const { code, ...details } = refusal
  return new Refused(
    code,
    declarationRefusalWords(refusal, (one) => populationWords(one, ages)),
    details,
  )
}
