import { levelOf, type OrgLevel, parentOf } from '@qianyue/domain/access/org-unit.ts'
import type { TargetPlace } from '@qianyue/domain/indicators/target.ts'
import { classesOf } from '@qianyue/domain/indicators/village-class.ts'
import type { Policy } from '@qianyue/domain/policy/policy.ts'
import { reachesWhole } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'

/** Where figures are asked for: a unit, or (null) the villages of one's own teams. */
export type Place = { orgId: number | null; level: OrgLevel | 'team'; villages: readonly number[] }

/**
 * The place asked for, or one's own: the unit one reaches, else the villages of one's teams.
 * @throws NotFound when it is out of reach, or is no unit.
 */
export function placeAskedFor({ reach }: Pick<Context, 'reach'>, orgId?: number): Place {
  // A range of villages is that of a unit, and begins with the unit's own code.
  const asked = orgId ?? reach.range?.from ?? (reach.units.length === 1 ? reach.units[0]! : null)
  if (asked === null) return { orgId: null, level: 'team', villages: reach.units }
  if (!reachesWhole(reach, asked) && !reach.units.includes(asked)) throw new NotFound('org unit')
  return { orgId: asked, level: levelOf(asked), villages: [] }
}

/** A unit, of a village its classes, and those above it, nearest first: whose targets hold for it. */
export function targetPlaces(
  orgId: number | null,
  { 'village-classes': classes }: Pick<Policy, 'village-classes'>,
): TargetPlace[] {
  if (orgId === null) return []
  return [orgId, ...classesOf(orgId, classes), ...targetPlaces(parentOf(orgId), { 'village-classes': [] })]
}
