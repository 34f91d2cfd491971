import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'
import { countySchema } from '../database/migrate.ts'
import type { RegisterImportWork } from './register-import-job.ts'

const importsOf = (countyCode: number) => sql.id(countySchema(countyCode), 'register_imports')

/** The steps of a county's imports that were asked for and not ended, the oldest import first. */
export async function stepsUnfinished(database: Database, countyCode: number): Promise<RegisterImportWork[]> {
  const { rows } = await sql<RegisterImportWork>`
    select ${countyCode}::integer as county_code, id as import_id,
      coalesce(case task when 'commit' then committed_by when 'undo' then undone_by end, created_by) as account_id
    from ${importsOf(countyCode)} where task is not null order by created_at`.execute(database)
  return rows
}

/** The step that is to be taken, counted before it is begun: who is killed in it counts nothing. Null when there is none. */
export async function beginStep(
  database: Database,
  { countyCode, importId }: RegisterImportWork,
): Promise<{ task: string; tries: number } | null> {
  const { rows } = await sql<{ task: string; tries: number }>`
    update ${importsOf(countyCode)} set tries = tries + 1
    where id = ${importId} and task is not null returning task, tries`.execute(database)
  return rows[0] ?? null
}

/** An undo that cannot be done leaves the import done; anything else has failed. */
export async function failStep(
  database: Database,
  { countyCode, importId }: RegisterImportWork,
  task: string,
  words: string,
): Promise<void> {
  await sql`
    update ${importsOf(countyCode)}
    set status = ${task === 'undo' ? 'done' : 'failed'}, task = null, failure = ${words}, finished_at = now()
    where id = ${importId}`.execute(database)
}

/** What a step that is asked for changes of its import. */
export type StepAsked = {
  status: string
  task: 'check' | 'commit' | 'undo'
  chosenColumns?: unknown
  committedBy?: string
  committedAt?: Date
  undoneBy?: string
  failure?: null
}

/** Writes down that a step is to be taken, from its beginning and not tried yet. */
export async function askStep(
  db: Database,
  importId: string,
  { chosenColumns, ...step }: StepAsked,
): Promise<void> {
  await db
    .updateTable('registerImports')
    .set({
      ...step,
      ...(chosenColumns !== undefined && { chosenColumns: asJson(chosenColumns) }),
      progress: 0,
      tries: 0,
    })
    .where('id', '=', importId)
    .execute()
}
