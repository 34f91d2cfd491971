import { CompiledQuery } from 'kysely'
import type { Database } from './database.ts'
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
  return await database.transaction().execute(async (db) => {
    const searchPath = `${countySchema(countyCode)}, platform, public`
    await db.executeQuery(CompiledQuery.raw(`select set_config('search_path', '${searchPath}', true)`))
    return await work(db)
  })
}
