import { addDays, daysBetween, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Door, DoorMember, DoorObstacle } from '@qianyue/domain/doors/door.ts'
import { dutiesOf } from '@qianyue/domain/duties/duties-of.ts'
import type { Duty } from '@qianyue/domain/duties/duty.ts'
import { reasonWords } from '@qianyue/domain/duties/duty-words.ts'
import type { Policy } from '@qianyue/domain/policy/policy.ts'
import type { OwedDuty } from '@qianyue/domain/visits/visit.ts'

/** Days ahead in which a duty is worth a visit now. */
const AHEAD_DAYS = 30
/** Days after which lateness says nothing more of today: whoever could be reached has been looked for long ago. */
const LONG_LATE_DAYS = 365
/** Days ahead that come before what is late for so long. */
const WEEK_DAYS = 7

/** One thing owed to one member of a door. */
export type Owed = OwedDuty & {
  readonly residentId: string
  readonly plannedOn: LocalDate | null
  readonly obstacle: DoorObstacle | null
  /** What was found abnormal and is to be looked at again, in words. */
  readonly found?: string
}

/** A door at which something is owed, the most pressing first. */
export type OwedDoor = {
  readonly door: Door
  readonly owed: readonly Owed[]
  readonly overdue: number
  /** The day that counts: the one agreed with the patient, or the last in time. */
  readonly nearestBy: LocalDate
}

/** What the rules say is owed at a door, remembered while neither the door nor the day changes. */
const remembered = new WeakMap<Door, { policy: Policy; today: LocalDate; owed: readonly Owed[] }>()

/** Due and overdue duties of everybody at the door, the most pressing first. */
export function owedAt(door: Door, policy: Policy, today: LocalDate): readonly Owed[] {
  const known = remembered.get(door)
  if (known && known.policy === policy && known.today === today) return known.owed
  const owed = door.members.flatMap((member) =>
    dutiesOf(member.facts, policy, today).flatMap((duty) => owedOf(member, duty) ?? []),
  )
  owed.sort((a, b) => compare(pressingOn(a, today), pressingOn(b, today)) || compare(dayOf(a), dayOf(b)))
  remembered.set(door, { policy, today, owed })
  return owed
}

function owedOf(member: DoorMember, duty: Duty): Owed | null {
  if (duty.state !== 'due' && duty.state !== 'overdue') return null
  const found = duty.because.find(({ kind }) => kind === 'abnormal')
  return {
    id: duty.key,
    key: duty.key,
    residentId: member.id,
    service: duty.service,
    dueFrom: duty.dueFrom,
    dueBy: duty.dueBy,
    plannedOn: duty.plannedOn,
    state: duty.state,
    isReturnVisit: duty.because.some(({ kind }) => kind === 'result'),
    obstacle: member.obstacles.find(({ dutyKey }) => dutyKey === duty.key) ?? null,
    ...(found ? { found: reasonWords(found) } : {}),
  }
}

/** Overdue, or due within a month: worth a visit now. */
export function isNear(owed: Pick<Owed, 'plannedOn' | 'dueBy'>, today: LocalDate): boolean {
  return daysBetween(today, dayOf(owed)) <= AHEAD_DAYS
}

export function dayOf({ plannedOn, dueBy }: Pick<Owed, 'plannedOn' | 'dueBy'>): LocalDate {
  return plannedOn ?? dueBy
}

/**
 * The day by which a duty takes its place in the list. The later the earlier, up to a year; what is late for longer stands
 * behind this week's, so that one dose missed years ago does not push away a visit that can be made in time.
 */
export function pressingOn(owed: Pick<Owed, 'plannedOn' | 'dueBy'>, today: LocalDate): LocalDate {
  const day = dayOf(owed)
  return daysBetween(day, today) > LONG_LATE_DAYS ? addDays(today, WEEK_DAYS) : day
}

/** Doors with something overdue, or due within a month: the most pressing first. */
export function owedDoors(doors: Iterable<Door>, policy: Policy, today: LocalDate): OwedDoor[] {
  const found: (OwedDoor & { pressing: LocalDate })[] = []
  for (const door of doors) {
    const owed = owedAt(door, policy, today)
    const first = owed.find((one) => one.obstacle === null) ?? owed[0]
    if (!first || !isNear(first, today)) continue
    const overdue = owed.filter(({ state }) => state === 'overdue').length
    found.push({ door, owed, overdue, nearestBy: dayOf(first), pressing: pressingOn(first, today) })
  }
  return found.sort((a, b) => compare(a.pressing, b.pressing) || compare(a.door.id, b.door.id))
}

type Neighbourhood = { readonly name: string; readonly doors: readonly OwedDoor[] }

/** Doors of one village group together, as one walks; the neighbourhood with the most pressing door first. */
export function byNeighbourhood(doors: readonly OwedDoor[]): Neighbourhood[] {
  const groups = new Map<string, OwedDoor[]>()
  for (const one of doors) {
    const name = neighbourhoodOf(one.door)
    groups.set(name, [...(groups.get(name) ?? []), one])
  }
  return [...groups].map(([name, near]) => ({ name, doors: near }))
}

function neighbourhoodOf({ villageName, household }: Door): string {
  const group = household?.groupNumber
  return group === null || group === undefined ? villageName : `${villageName} ${group} 组`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
