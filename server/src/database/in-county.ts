import { type Database, inTransaction } from './database.ts'
import { countySchema } from './migrate.ts'

/**
 * Work of the program itself in one county, in one transaction as the database's owner, past every policy: the night's
 * refresh, a rebuild. Never the work of a request.
 */
export async function inCounty<Result>(
  database: Database,
  countyCode: number,
  work: (db: Database) => Promise<Result>,
): Promise<Result> {
  const opening = `begin; select set_config('search_path', '${countySchema(countyCode)}, platform, public', true)`
  return await inTransaction(database, opening, work)
}

/** The codes of all counties that the program keeps, in order. */
export async function countyCodes(database: Database): Promise<number[]> {
  const counties = await database.selectFrom('counties').select('code').orderBy('code').execute()
  return counties.map(({ code }) => code)
}
