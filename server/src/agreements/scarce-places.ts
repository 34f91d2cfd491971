import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { PackageVersion } from '@qianyue/domain/packages/package.ts'
import type { Caps } from '@qianyue/domain/teams/capacity.ts'
import type { Shared } from '../http/company.ts'
import { holdersOf, lockPackages } from '../packages/packages.queries.ts'
import { keyPersonsOf, loadsOf, lockTeams, type TeamToSign } from '../teams/teams.queries.ts'

/** What a signing takes of what there may not be enough of. */
type PlacesWanted = {
  team: TeamToSign | null
  caps: Caps
  /** Members who may be new with the team. */
  persons: number
  /** Packages of a limited number of persons, once for each member who is to have it. */
  packages: readonly PackageVersion[]
  /** The places left are taken by one signing at a time from here on. */
  lock: boolean
}

/** How full the team is and how many hold the packages. */
export type PlacesTaken = {
  team: (TeamToSign & { keyPersons: number }) | null
  packagesTaken: Map<string, number>
}

/**
 * More places than signings under way can take between them (some sixteen in a transaction, households of five, a few
 * transactions): with fewer left those go one after the other.
 */
const AMPLE_PLACES = 600

/**
 * How full teams and limited packages are, once earlier signings that take their last places are through.
 * @throws when there are places for each of the signings but not for all of them together: which of them goes first is
 *   then found by doing them one by one.
 */
export async function placesTaken(
  { db, today }: Pick<Shared, 'db' | 'today'>,
  wanted: readonly PlacesWanted[],
): Promise<PlacesTaken[]> {
  const isLocked = wanted.some(({ lock }) => lock)
  const codes = [...new Set(wanted.flatMap(({ packages }) => packages.map(({ code }) => code)))]
  const scarce = isLocked ? [...new Set(wanted.filter(isScarce).map(({ team }) => team!.id))] : []
  // Packages before teams, each in one order: two groups never wait for each other in a ring.
  if (isLocked && codes.length > 0) await lockPackages(db, codes)
  const packagesTaken = await holdersOf(db, codes, today)
  const loads = scarce.length === 0 ? new Map() : await loadsWhenLocked(db, scarce, today)
  const keyCapped = wanted.flatMap(({ team, caps }) =>
    team && typeof caps.keyPersons === 'number' ? team.id : [],
  )
  const keyPersons = await keyPersonsOf(db, [...new Set(keyCapped)], today)
  const taken = wanted.map(({ team }) => ({
    team: team && { ...team, ...loads.get(team.id), keyPersons: keyPersons.get(team.id) ?? 0 },
    packagesTaken,
  }))
  if (wanted.length > 1 && !suffices(wanted, taken)) throw new Error('too few places for all of them')
  return taken
}

async function loadsWhenLocked(db: Shared['db'], teamIds: readonly string[], today: LocalDate) {
  await lockTeams(db, teamIds)
  return await loadsOf(db, teamIds, today)
}

function isScarce({ team, caps }: PlacesWanted): boolean {
  if (team === null) return false
  const isAmple = (cap: number | null, count: number) => cap === null || cap - count > AMPLE_PLACES
  // How many key people a team has is counted after the lock: with a cap on them its signings go one after the other.
  if (typeof caps.keyPersons === 'number') return true
  return !isAmple(caps.persons, team.persons) || !isAmple(caps.households, team.households)
}

/** Whether there is room for all who ask, whichever of them goes first. */
function suffices(wanted: readonly PlacesWanted[], taken: readonly PlacesTaken[]): boolean {
  const fits = (cap: number | null, count: number) => cap === null || count <= cap
  return wanted.every(({ caps, packages }, place) => {
    const { team, packagesTaken } = taken[place]!
    const beside = wanted.filter((other) => other.team?.id === team?.id)
    const persons = (team?.persons ?? 0) + beside.reduce((sum, other) => sum + other.persons, 0)
    const households = (team?.households ?? 0) + beside.length
    const holders = (code: string) =>
      (packagesTaken.get(code) ?? 0) +
      wanted.flatMap((other) => other.packages).filter((version) => version.code === code).length
    // Of those who ask all may be key people.
    const keyPersons = (team?.keyPersons ?? 0) + persons - (team?.persons ?? 0)
    return (
      fits(caps.persons, persons) &&
      fits(caps.keyPersons ?? null, keyPersons) &&
      fits(caps.households, households) &&
      packages.every(({ code, maxPersons }) => fits(maxPersons, holders(code)))
    )
  })
}
