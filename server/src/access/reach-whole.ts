import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import { unitIsThere } from './units.queries.ts'
import { reachesWhole } from './viewer.ts'

/**
 * For work on a unit as one: its money, its figures, what it is asked.
 * @throws NotFound unless there is the unit and the viewer reaches all of it: a part would settle a part of the money.
 */
export async function reachWhole(
  { db, reach }: Pick<Context, 'db' | 'reach'>,
  unitCode: number,
): Promise<void> {
  if (!reachesWhole(reach, unitCode) || !(await unitIsThere(db, unitCode))) throw new NotFound('org unit')
}
