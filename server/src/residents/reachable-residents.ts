import { countyUnitCode } from '@qianyue/domain/access/org-unit.ts'
import type { Context } from '../http/context.ts'

/**
 * The residents a viewer may reach for the action of the request, without records that were merged into another.
 * Row-level security would leave out the others anyway; said here as plain ranges, the same reach is also an index to
 * search by. Every query about residents starts here.
 */
export function reachableResidents(context: Pick<Context, 'db' | 'reach' | 'viewer'>) {
  const { db, reach } = context
  const { range, units, teams, residentId } = reach
  const residents = db.selectFrom('residents').where('residents.mergedIntoId', 'is', null)
  // Said of a whole county it would only tempt the planner to read along the villages what a number finds at once.
  if (reachesWholeCounty(context)) return residents
  const hasLists = units.length > 0 || teams.length > 0 || residentId !== null
  if (range !== null && !hasLists) {
    return residents
      .where('residents.villageCode', '>=', range.from)
      .where('residents.villageCode', '<=', range.to)
  }
  return residents.where((where) =>
    where.or([
      ...(range === null ? [] : [where.between('residents.villageCode', range.from, range.to)]),
      ...(units.length === 0 ? [] : [where('residents.villageCode', 'in', [...units])]),
      ...(teams.length === 0 ? [] : [where('residents.teamId', 'in', [...teams])]),
      ...(residentId === null ? [] : [where('residents.id', '=', residentId)]),
    ]),
  )
}

/** Whether the viewer reaches every village of the county, so that no village has to be asked for. */
export function reachesWholeCounty({ viewer, reach }: Pick<Context, 'viewer' | 'reach'>): boolean {
  const first = countyUnitCode(viewer.countyCode)
  return reach.range !== null && reach.range.from <= first && reach.range.to >= first + 999_999
}

/** Whether a resident exists for the viewer, merged records among them. */
export async function residentIsReached({ db }: Pick<Context, 'db'>, residentId: string): Promise<boolean> {
  const found = await db.selectFrom('residents').select('id').where('id', '=', residentId).executeTakeFirst()
  return found !== undefined
}
