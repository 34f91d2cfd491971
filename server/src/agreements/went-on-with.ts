import { goesOnWith } from '@qianyue/domain/agreements/renewal.ts'
import type { Context } from '../http/context.ts'
import { datesOf } from './agreement-reply.ts'
import { agreementById } from './agreements.queries.ts'
import type { SigningPlan } from './gather-signing.ts'

/**
 * The agreement that ran out, or will before the new one begins, and that a signing goes on with (到期后补签、预签下一年度): of
 * the same team with the same household or person, within the county's days, and renewed by nothing yet. Null for a first
 * signing, which asks nothing of the database.
 */
export async function wentOnWith(
  { db }: Context,
  { asked, facts, people, policy }: SigningPlan,
): Promise<{ id: string; number: string | null } | null> {
  const { teamId, startsOn, unit, householdId } = asked
  const earlier = facts.members.flatMap(({ residentId }) => {
    const { taken, earlier } = people.get(residentId)!
    return [...taken, ...earlier]
  })
  const id =
    teamId === null ? null : goesOnWith(earlier, { teamId, startsOn }, policy.figures.renewalGraceDays)
  if (id === null) return null
  const row = await agreementById(db, id)
  if (row === null || row.unit !== unit || (unit === 'household' && row.householdId !== householdId))
    return null
  const { terminatedOn, renewed, endsOn } = datesOf(row)
  return terminatedOn !== null || renewed || endsOn >= startsOn ? null : { id, number: row.number }
}
