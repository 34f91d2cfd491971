import type { Database } from '../database/database.ts'

type NamedUnit = { code: number; areaName: string }

/** The units of the county that are not closed, with the name of what they serve. */
export async function openUnits(db: Database): Promise<NamedUnit[]> {
  return await db.selectFrom('orgUnits').select(['code', 'areaName']).where('closedOn', 'is', null).execute()
}

/** The townships of the county, with the name of what they serve. */
export async function townships(db: Database): Promise<NamedUnit[]> {
  return await db
    .selectFrom('orgUnits')
    .select(['code', 'areaName'])
    .where('level', '=', 'township')
    .execute()
}

/** Which codes of a range some unit has or had. */
export async function codesTaken(
  db: Database,
  { from, to }: { from: number; to: number },
): Promise<Set<number>> {
  const taken = await db
    .selectFrom('orgUnits')
    .select('code')
    .where('code', '>=', from)
    .where('code', '<=', to)
    .execute()
  return new Set(taken.map(({ code }) => code))
}

export async function insertVillage(
  db: Database,
  village: { code: number; parentCode: number; name: string; areaName: string },
): Promise<void> {
  await db
    .insertInto('orgUnits')
    .values({ ...village, level: 'village' })
    .execute()
}
