import type { OrgLevel } from '../access/org-unit.ts'
import { levelOf } from '../access/org-unit.ts'
import type { Role } from '../access/roles.ts'

/** At which levels of the organisation a role is held: its reach is that unit and what is below it. */
export const levelsOfRole: Record<Role, readonly OrgLevel[]> = {
  resident: ['village'],
  'village-doctor': ['village'],
  'village-clinic-head': ['village'],
  'family-doctor': ['township', 'village'],
  'team-leader': ['township', 'village'],
  nurse: ['township', 'village'],
  'health-manager': ['township', 'village'],
  'public-health-staff': ['township'],
  'township-director': ['township'],
  'township-admin': ['township'],
  'finance-officer': ['township', 'county'],
  supervisor: ['township', 'county'],
  assessor: ['township', 'county'],
  'county-officer': ['county'],
  'county-expert': ['county'],
  'ecg-expert': ['county'],
  'system-admin': ['county'],
}

export type RoleAtUnit = { role: Role; unitCode: number }

export type RoleRefusal =
  | { code: 'role-at-wrong-level'; role: Role; unitCode: number }
  | { code: 'role-beyond-reach'; role: Role; unitCode: number }

/**
 * Why an administrator may not give these roles; null when they may. Nobody gives what reaches further than their own
 * units, so that nobody can widen their own reach.
 * @param manages whether the administrator manages a unit.
 */
export function whyCannotGive(
  roles: readonly RoleAtUnit[],
  manages: (unitCode: number) => boolean,
): RoleRefusal | null {
  for (const { role, unitCode } of roles) {
    if (!levelsOfRole[role].includes(levelOf(unitCode)))
      return { code: 'role-at-wrong-level', role, unitCode }
    if (!manages(unitCode)) return { code: 'role-beyond-reach', role, unitCode }
  }
  return null
}
