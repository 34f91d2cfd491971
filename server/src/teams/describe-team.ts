import { gapWords, ineligibilityWords } from '@qianyue/domain/agreements/refusal-words.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Policy } from '@qianyue/domain/policy/policy.ts'
import { type CapState, capStateOf } from '@qianyue/domain/teams/capacity.ts'
import { type TeamGap, type TeamMinimum, teamGapsOn, whyNotEligible } from '@qianyue/domain/teams/team.ts'
import type { Viewer } from '../access/viewer.ts'
import { capsOf, loadOf, type MemberRow, type TeamRow } from './teams.queries.ts'

const worst: CapState[] = ['over', 'full', 'near', 'free']

/** The tightest of the caps of a team. */
export function worstCapState(states: readonly CapState[]): CapState {
  return worst.find((state) => states.includes(state)) ?? 'free'
}

/** A team as the calls show it on a day. */
export function describeTeam(
  row: TeamRow,
  { caps: policy, 'team-minimum': minimum }: Pick<Policy, 'caps' | 'team-minimum'>,
  viewer: Viewer,
  today: LocalDate,
) {
  const caps = capsOf(row, policy)
  const load = loadOf(row)
  const leader = row.members.find(({ leads }) => leads)
  const states = [
    capStateOf(load.persons, caps.persons, policy),
    capStateOf(load.households, caps.households, policy),
  ]
  const { id, name, unitCode, unitName, phone, dissolvedOn, villages } = row
  return {
    id,
    name,
    unitCode,
    unitName,
    phone,
    dissolvedOn,
    villages,
    leader: leader ? { staffId: leader.staffId, name: leader.name } : null,
    members: row.members.map((member) => ({
      staffId: member.staffId,
      name: member.name,
      role: member.role,
      leads: member.leads,
      since: member.since,
      phone: member.phone,
      licenceExpiresOn: member.licenceExpiresOn,
      ineligible: ineligibleInWords(member, today),
    })),
    load,
    caps: { ...caps, keyPersons: caps.keyPersons ?? null },
    ownCaps: { persons: row.maxPersons, households: row.maxHouseholds, villages: row.maxVillages },
    capState: worstCapState(states),
    keyCapState: capStateOf(load.keyPersons, caps.keyPersons ?? null, policy),
    gaps: gapsOf(row.members, minimum, today).map(gapWords),
    mine: row.members.some(({ staffId }) => staffId === viewer.staffId),
  }
}

export function gapsOf(
  members: readonly Pick<MemberRow, 'staffId' | 'role' | 'leads' | 'since'>[],
  minimum: TeamMinimum,
  today: LocalDate,
): TeamGap[] {
  return teamGapsOn(
    today,
    members.map(({ staffId, role, leads, since }) => ({ staffId, role, leads, since, until: null })),
    minimum,
  )
}

/** Why somebody may not sign today, in words; null when nothing stands against it. */
export function ineligibleInWords(
  standing: Pick<MemberRow, 'staffId' | 'licenceExpiresOn' | 'suspendedSince' | 'leftOn'>,
  today: LocalDate,
): string | null {
  const found = whyNotEligible(today, standing)
  return found ? ineligibilityWords(found).replace(/^的/, '') : null
}
