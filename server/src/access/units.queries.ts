import type { Database } from '../database/database.ts'

/** Whether the county has or had a unit of this code. */
export async function unitIsThere(db: Database, code: number): Promise<boolean> {
  const unit = await db.selectFrom('orgUnits').select('code').where('code', '=', code).executeTakeFirst()
  return unit !== undefined
}
