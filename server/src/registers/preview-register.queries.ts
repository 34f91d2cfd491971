import { sql } from 'kysely'
import type { Context } from '../http/context.ts'

/** A problem at its cell; its words are at a place of a sheaf. */
export type ProblemRow = {
  sheet: string
  sheetRow: number
  household: number | null
  columnIndex: number | null
  columnTitle: string
  severity: string
  code: string
  sheaf: number
  place: number | null
}

const PROBLEM_COLUMNS = [
  'sheet',
  'sheetRow',
  'household',
  'columnIndex',
  'columnTitle',
  'severity',
  'code',
  'sheaf',
  'place',
] as const

/** So many problems of an import from an offset on, in the order of the sheet. */
export async function problemsPage(
  { db }: Context,
  importId: string,
  { severity, code, offset, limit }: { severity?: string; code?: string; offset: number; limit: number },
): Promise<ProblemRow[]> {
  let query = db
    .selectFrom('registerImportProblems')
    .select(PROBLEM_COLUMNS)
    .where('importId', '=', importId)
    .orderBy('sheet')
    .orderBy('sheetRow')
    .orderBy('problem')
    .offset(offset)
    .limit(limit)
  if (severity) query = query.where('severity', '=', severity)
  if (code) query = query.where('code', '=', code)
  return await query.execute()
}

/** Which households of the file to show: all, or those with problems, errors or changes. */
export type HouseholdsShown = 'all' | 'problems' | 'errors' | 'changes'

/** The next households to show after one, by their order in the file, and how many there are of them in all. */
export async function householdsToShow(
  { db }: Context,
  importId: string,
  { show, after, limit }: { show: HouseholdsShown; after: number; limit: number },
): Promise<{ ordinals: number[]; total: number }> {
  const matching = {
    all: sql`select distinct household from register_import_rows where import_id = ${importId}`,
    problems: sql`select distinct household from register_import_problems where import_id = ${importId} and household is not null`,
    errors: sql`select distinct household from register_import_rows where import_id = ${importId} and outcome = 'out'`,
    changes: sql`select distinct household from register_import_rows where import_id = ${importId} and outcome = 'change'`,
  }[show]
  const { rows } = await sql<{ household: number; total: number }>`
    with matching as (${matching})
    select household, (select count(*)::integer from matching) as total from matching
    where household > ${after} order by household limit ${limit}`.execute(db)
  return { ordinals: rows.map(({ household }) => household), total: rows[0]?.total ?? 0 }
}

/** The rows of some households, by household and in the order of the file. */
export async function rowsOfHouseholds({ db }: Context, importId: string, ordinals: readonly number[]) {
  return await db
    .selectFrom('registerImportRows')
    .selectAll()
    .where('importId', '=', importId)
    .where('household', 'in', [...ordinals, -1])
    .orderBy('household')
    .orderBy('rowNumber')
    .execute()
}

/** What was found in some households, in the order in which it was found. */
export async function problemsOfHouseholds({ db }: Context, importId: string, ordinals: readonly number[]) {
  return await db
    .selectFrom('registerImportProblems')
    .select([...PROBLEM_COLUMNS, 'rowNumber'])
    .where('importId', '=', importId)
    .where('household', 'in', [...ordinals, -1])
    .orderBy('problem')
    .execute()
}
