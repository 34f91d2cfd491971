import type { Action } from '@qianyue/domain/access/grants.ts'
import { reachKindOf } from '@qianyue/domain/access/grants.ts'
import { countyUnitCode, rangeOf } from '@qianyue/domain/access/org-unit.ts'
import { protectionActions } from '@qianyue/domain/access/protection.ts'
import type { Role } from '@qianyue/domain/access/roles.ts'
import { NotAllowed } from '../http/errors.ts'

/** Who makes a request: an account with its roles, each held at a unit. */
export type Viewer = {
  accountId: string
  username: string
  name: string
  staffId: string | null
  residentId: string | null
  countyCode: number
  countyName: string
  /** The unit one works in: the widest of the roles' units. */
  unitCode: number
  unitName: string
  roles: readonly HeldRole[]
  teamIds: readonly string[]
  /** Villages that the viewer's teams cover. */
  teamVillages: readonly number[]
  mustChangePassword: boolean
  /** A second factor is demanded and not yet there. */
  mustEnrolSecondFactor: boolean
  /** A program with a token of the account, not the person. */
  isProgram: boolean
  /** Actions a program's token is limited to; null for a person. */
  scopes: readonly string[] | null
}

export type HeldRole = { role: Role; unitCode: number }

/** What exists for a viewer in one transaction, as the database's policies read it. */
export type Reach = {
  /** First and last village code; null when none. */
  range: { from: number; to: number } | null
  units: readonly number[]
  teams: readonly string[]
  residentId: string | null
}

/** How far the viewer reaches for an action. @throws NotAllowed when no role or scope allows it. */
export function reachOf(viewer: Viewer, action: Action): Reach {
  if (viewer.scopes !== null && !viewer.scopes.includes(action)) throw new NotAllowed(action)
  const reach: Reach = { range: null, units: [], teams: [], residentId: null }
  let granted = false
  for (const { role, unitCode } of viewer.roles) {
    const kind = reachKindOf([role], action)
    if (kind === null) continue
    granted = true
    if (kind === 'county') reach.range = rangeOf(countyUnitCode(viewer.countyCode))
    else if (kind === 'unit') reach.range = wider(reach.range, rangeOf(unitCode), reach)
    else if (kind === 'team') {
      reach.units = [...reach.units, ...viewer.teamVillages]
      reach.teams = viewer.teamIds
    } else reach.residentId = viewer.residentId
  }
  if (!granted) throw new NotAllowed(action)
  return reach
}

/** How far the viewer reaches for the contents of protected records; null when not at all. */
export function protectedReachOf(viewer: Viewer): Reach | null {
  const { read } = protectionActions['severe-mental-disorder']
  return mayDo(viewer, read) ? reachOf(viewer, read) : null
}

/** Whether a unit is one of those that a reach covers. */
export function reachesUnit({ range, units }: Pick<Reach, 'range' | 'units'>, unitCode: number): boolean {
  return (range !== null && range.from <= unitCode && unitCode <= range.to) || units.includes(unitCode)
}

/** Whether a reach covers all of a unit: some villages of a township are not the township. */
export function reachesWhole({ range }: Pick<Reach, 'range'>, unitCode: number): boolean {
  const { from, to } = rangeOf(unitCode)
  return range !== null && range.from <= from && to <= range.to
}

export function mayDo(viewer: Viewer, action: Action): boolean {
  if (viewer.scopes !== null && !viewer.scopes.includes(action)) return false
  return (
    reachKindOf(
      viewer.roles.map(({ role }) => role),
      action,
    ) !== null
  )
}

type Range = { from: number; to: number }

/** Of two units' ranges the containing one; two separate units are kept as a range and a list. */
function wider(present: Range | null, added: Range, reach: Reach): Range {
  if (present === null || (added.from <= present.from && present.to <= added.to)) return added
  if (present.from <= added.from && added.to <= present.to) return present
  for (let code = added.from; code <= added.to; code++) reach.units = [...reach.units, code]
  return present
}
