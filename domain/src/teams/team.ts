import type { LocalDate } from '../days/local-date.ts'

/**
 * What a member does in a family-doctor team (家庭医生团队). Source: glossary.md §4, contract-policy.md §3.
 */
export const teamRoles = {
  'family-doctor': '家庭医生',
  'village-doctor': '乡村医生',
  nurse: '护士',
  'public-health': '公卫医师',
  specialist: '专科医师',
  'tcm-doctor': '中医师',
  pharmacist: '药师',
  'health-manager': '健康管理师',
  nutritionist: '营养师',
  counsellor: '心理咨询师',
  'rehab-therapist': '康复治疗师',
  'county-expert': '县级专家',
  assistant: '助理',
  'social-worker': '社工',
  volunteer: '志愿者',
} as const

export type TeamRole = keyof typeof teamRoles

/** Who signs and is counted where a cap is laid down for each doctor. */
export const doctorRoles: readonly TeamRole[] = ['family-doctor', 'village-doctor', 'tcm-doctor']

/** A member of staff works in a team in a role from a day, until a day (the last one) or without an end. */
export type TeamMember = {
  staffId: string
  role: TeamRole
  /** 团队长: the first responsible person, who signs for the team. */
  leads: boolean
  since: LocalDate
  until: LocalDate | null
}

/** What decides whether somebody may take part in signing (签约医生资格). Source: contract-policy.md §2, §11. */
export type StaffStanding = {
  staffId: string
  /** Last day the licence (执业证) holds; null when the register has no expiry. */
  licenceExpiresOn: LocalDate | null
  /** 暂停签约资格: first day of a suspension after a failed assessment, which lasts until rectification passes. */
  suspendedSince: LocalDate | null
  /** First day on which the person no longer works here. */
  leftOn: LocalDate | null
}

export type Ineligibility =
  | { reason: 'licence-expired'; staffId: string; on: LocalDate }
  | { reason: 'suspended'; staffId: string; since: LocalDate }
  | { reason: 'left'; staffId: string; on: LocalDate }

/** Why somebody may not sign on a day; null when they may. */
export function whyNotEligible(day: LocalDate, staff: StaffStanding): Ineligibility | null {
  const { staffId, licenceExpiresOn, suspendedSince, leftOn } = staff
  if (leftOn !== null && day >= leftOn) return { reason: 'left', staffId, on: leftOn }
  if (suspendedSince !== null && day >= suspendedSince) {
    return { reason: 'suspended', staffId, since: suspendedSince }
  }
  if (licenceExpiresOn !== null && day > licenceExpiresOn) {
    return { reason: 'licence-expired', staffId, on: licenceExpiresOn }
  }
  return null
}

/** The members of a team on a day. */
export function membersOn<Member extends Pick<TeamMember, 'since' | 'until'>>(
  day: LocalDate,
  members: readonly Member[],
): Member[] {
  return members.filter(({ since, until }) => since <= day && (until === null || day <= until))
}

/**
 * What a county asks of a team before it may sign. The national minimum (P2018) is one family doctor and one nurse;
 * a county where the village doctor is the subject (S2 篇四) asks for one doctor only. Policy data.
 */
export type TeamMinimum = {
  /** Each entry is a post that anyone of the listed roles fills, one person a post. */
  posts: readonly { readonly anyOf: readonly TeamRole[] }[]
  /** Roles that may lead. */
  leaderRoles: readonly TeamRole[]
}

export const nationalTeamMinimum: TeamMinimum = {
  posts: [
    { anyOf: ['family-doctor', 'village-doctor', 'tcm-doctor'] },
    { anyOf: ['nurse', 'public-health'] },
  ],
  leaderRoles: ['family-doctor', 'village-doctor', 'tcm-doctor'],
}

export type TeamGap =
  | { gap: 'no-leader' }
  | { gap: 'leader-not-a-doctor'; role: TeamRole }
  | { gap: 'post-empty'; anyOf: readonly TeamRole[] }

/** What a team lacks on a day; empty when it may sign. One person fills one post, so posts are taken in their order. */
export function teamGapsOn(day: LocalDate, members: readonly TeamMember[], minimum: TeamMinimum): TeamGap[] {
  const present = membersOn(day, members)
  const gaps: TeamGap[] = []
  const leader = present.find(({ leads }) => leads)
  if (!leader) gaps.push({ gap: 'no-leader' })
  else if (!minimum.leaderRoles.includes(leader.role)) {
    gaps.push({ gap: 'leader-not-a-doctor', role: leader.role })
  }
  const free = new Map(present.map((member) => [member.staffId, member]))
  for (const { anyOf } of minimum.posts) {
    const filled = [...free.values()].find(({ role }) => anyOf.includes(role))
    if (filled) free.delete(filled.staffId)
    else gaps.push({ gap: 'post-empty', anyOf })
  }
  return gaps
}
