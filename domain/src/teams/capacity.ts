import { doctorRoles, type TeamRole } from './team.ts'

/** What is counted against a cap: residents, those in key populations, households, or villages. Only agreements in force count. */
export type CapKind = 'persons' | 'keyPersons' | 'households' | 'villages'

/** How many a team has, or is asked to take. */
export type Load = Readonly<Record<CapKind, number>>

/** What a team may have a cap of its own on. */
export type OwnCaps = Readonly<Record<'persons' | 'households' | 'villages', number | null>>

/**
 * How many a team may take on (签约上限); null where a county sets no such cap.
 * Values seen: 2000 persons a doctor (P2018), 1000 persons and 200 households a village doctor (S2 篇四(三)),
 * 10000 persons a team (S0 篇6三(一)), 2 villages a team (S2 篇三五). Policy data.
 */
export type Caps = OwnCaps & {
  /** 重点人群: not there in policies from before it could be said. */
  readonly keyPersons?: number | null | undefined
}

/** 每名医生: how many one signing doctor of a team answers for; null where a county sets no such cap. Source: P2018; S2 篇四(三). */
export type DoctorCaps = { persons: number | null; households: number | null }

/** 按岗位: what one member of a role answers for, where a county tells doctors and assistants apart. */
type RoleCaps = DoctorCaps & { role: TeamRole }

/** What a county lays down: for a team, for each signing doctor in it, and for roles that it names. */
export type CountyCaps = {
  caps: Caps
  perDoctor?: (DoctorCaps & Pick<Caps, 'keyPersons'>) | undefined
  perRole?: readonly RoleCaps[] | undefined
}

/**
 * The caps that hold for a team: its own where it has any; else the county's for a team or, where that is less, what its
 * members may have between them (two doctors of 1000 each and an assistant of 500: 2500). A team without anybody who counts
 * has no place under such a cap.
 */
export function capsOfTeam(
  own: OwnCaps,
  { caps, perDoctor, perRole = [] }: CountyCaps,
  members: readonly TeamRole[],
): Caps {
  const least = (team: number | null, kind: keyof DoctorCaps) => {
    let together = 0
    for (const role of members) {
      const named = perRole.find((one) => one.role === role)
      if (!named && !doctorRoles.includes(role)) continue
      const each = named ? named[kind] : (perDoctor?.[kind] ?? null)
      if (each === null) return team
      together += each
    }
    const isSaid = perRole.some((one) => one[kind] !== null) || typeof perDoctor?.[kind] === 'number'
    if (!isSaid) return team
    return team === null ? together : Math.min(team, together)
  }
  return {
    persons: own.persons ?? least(caps.persons, 'persons'),
    keyPersons: keyPersonsOfDoctors(caps.keyPersons ?? null, perDoctor?.keyPersons ?? null, members),
    households: own.households ?? least(caps.households, 'households'),
    villages: own.villages ?? caps.villages,
  }
}

/** 重点人群 are a doctor's: assistants, who may have caps of their own on persons, add none. */
function keyPersonsOfDoctors(
  team: number | null,
  each: number | null,
  members: readonly TeamRole[],
): number | null {
  if (each === null) return team
  const together = each * members.filter((role) => doctorRoles.includes(role)).length
  return team === null ? together : Math.min(team, together)
}

/** Whether a county caps key people, who are then to be counted. */
export function capsKeyPersons({ caps, perDoctor }: CountyCaps): boolean {
  return typeof caps.keyPersons === 'number' || typeof perDoctor?.keyPersons === 'number'
}

export type CapPolicy = {
  /** Percent of a cap from which a team is shown as nearly full. 90 by convention (contract-policy.md §3). */
  warnAtPercent: number
  /** A county may let a team go over its cap when a reason is written down. */
  overCapWithReason: boolean
}

export const defaultCapPolicy: CapPolicy = { warnAtPercent: 90, overCapWithReason: false }

/** free: below the warning; near: from the warning on; full: at the cap; over: beyond it, by a reason or a smaller cap. */
export type CapState = 'free' | 'near' | 'full' | 'over'

/** Where a count stands against its cap. Exact: 1800 of 2000 is 90 %. */
export function capStateOf(count: number, cap: number | null, policy: CapPolicy): CapState {
  if (cap === null) return 'free'
  if (count > cap) return 'over'
  if (count === cap) return 'full'
  return count * 100 >= cap * policy.warnAtPercent ? 'near' : 'free'
}

export type CapRefusal = { cap: CapKind; limit: number; count: number; asked: number }

/** Which cap a team would go over by taking on so many more; null when it may, or when a reason makes it right. */
export function whyOverCap(
  load: Load,
  asked: Load,
  caps: Caps,
  policy: CapPolicy,
  overCapReason: string | null,
): CapRefusal | null {
  if (policy.overCapWithReason && overCapReason !== null && overCapReason.trim() !== '') return null
  for (const kind of ['persons', 'keyPersons', 'households', 'villages'] as const) {
    const limit = caps[kind] ?? null
    if (limit === null || asked[kind] === 0) continue
    if (load[kind] + asked[kind] > limit) {
      return { cap: kind, limit, count: load[kind], asked: asked[kind] }
    }
  }
  return null
}
