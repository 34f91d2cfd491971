import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/database.ts'
import type { RegisterImportRows } from '../database/tables.ts'
import type { Context } from '../http/context.ts'
import type { ImportCounts, ImportFindings } from './register-imports.queries.ts'
import { openSheaves, putSheaves } from './sheaves.queries.ts'
import { batchOfProblems, type FoundProblem, type StagedBatch } from './staged-batch.ts'
import { rowKept } from './staged-content.ts'

/** Rows and problems of an earlier check go. */
export async function clearCheck(db: Database, id: string): Promise<void> {
  await db.deleteFrom('registerImportProblems').where('importId', '=', id).execute()
  await db.deleteFrom('registerImportRows').where('importId', '=', id).execute()
  await db.deleteFrom('registerImportSheaves').where('importId', '=', id).execute()
}

/** Keeps rows and problems, what was read of them encrypted. */
export async function insertBatch(
  { db, crypto }: Pick<Context, 'db' | 'crypto'>,
  importId: string,
  { rows, problems, sheaves }: StagedBatch,
): Promise<void> {
  if (rows !== null) {
    await sql`
      insert into register_import_rows
        (import_id, row_number, sheet, sheet_row, household, outcome, has_warning, is_duplicate, resident_id,
         household_id, village_code, sheaf, place)
      select ${importId}, * from unnest(
        ${rows.rowNumber}::integer[], ${rows.sheet}::text[], ${rows.sheetRow}::integer[], ${rows.household}::integer[],
        ${rows.outcome}::text[], ${rows.hasWarning}::boolean[], ${rows.isDuplicate}::boolean[],
        ${rows.residentId}::uuid[], ${rows.householdId}::uuid[], ${rows.villageCode}::bigint[],
        ${rows.sheaf}::integer[], ${rows.place}::integer[])`.execute(db)
  }
  await putSheaves({ db, crypto }, importId, sheaves)
  if (problems === null) return
  await sql`
    insert into register_import_problems
      (import_id, row_number, problem, sheet, sheet_row, household, column_index, column_title, severity, code, sheaf, place)
    select ${importId}, * from unnest(
      ${problems.rowNumber}::integer[], ${problems.number}::integer[], ${problems.sheet}::text[],
      ${problems.sheetRow}::integer[], ${problems.household}::integer[], ${problems.columnIndex}::integer[],
      ${problems.column}::text[], ${problems.severity}::text[], ${problems.code}::text[],
      ${problems.sheaf}::integer[], ${problems.place}::integer[])`.execute(db)
}

/** Keeps problems that were found besides the rows: of the file as a whole, or of rows that were kept before. */
export async function insertProblems(
  context: Pick<Context, 'db' | 'crypto'>,
  importId: string,
  found: readonly FoundProblem[],
): Promise<void> {
  if (found.length > 0) await insertBatch(context, importId, batchOfProblems(found))
}

/** What a check came to. */
export async function countRows(db: Database, importId: string): Promise<ImportCounts> {
  const { rows } = await sql<ImportCounts>`
    select count(*)::integer as rows,
      (count(*) filter (where not is_duplicate))::integer as people,
      count(distinct household)::integer as households,
      (count(*) filter (where outcome = 'add' and not is_duplicate))::integer as added,
      (count(distinct resident_id) filter (where outcome = 'change'))::integer as changed,
      (count(distinct resident_id) filter (where outcome in ('same', 'change')))::integer
        - (count(distinct resident_id) filter (where outcome = 'change'))::integer as unchanged,
      (count(*) filter (where outcome = 'out'))::integer as with_errors,
      (count(*) filter (where outcome <> 'out' and has_warning))::integer as with_warnings
    from register_import_rows where import_id = ${importId}`.execute(db)
  return rows[0]!
}

export async function countKinds(db: Database, importId: string): Promise<ImportFindings['kinds']> {
  const rows = await db
    .selectFrom('registerImportProblems')
    .select(['code', 'severity', (count) => count.fn.countAll<number>().as('count')])
    .where('importId', '=', importId)
    .groupBy(['code', 'severity'])
    .orderBy('severity')
    .orderBy('count', 'desc')
    .execute()
  return rows.map(({ code, severity, count }) => ({
    code,
    severity: severity as 'error' | 'warning',
    count: Number(count),
  }))
}

/** Staged rows of these households that are to be brought in. */
export async function rowsToApply(
  { db, crypto }: Pick<Context, 'db' | 'crypto'>,
  importId: string,
  households: readonly number[],
) {
  // Household by household, each by the index: asked for all at once, the database may read the whole import for each part.
  const { rows } = await sql<Selectable<RegisterImportRows>>`
    select staged.* from unnest(${households}::integer[]) as wanted(household)
    cross join lateral (
      select * from register_import_rows r
      where r.import_id = ${importId} and r.household = wanted.household and r.outcome in ('add', 'change')
      offset 0
    ) as staged`.execute(db)
  const contentAt = await openSheaves({ db, crypto }, importId, rows)
  return rows
    .toSorted((a, b) => a.rowNumber - b.rowNumber)
    .map((row) => ({ ...row, content: rowKept(contentAt(row)) }))
}

/** A household of the file that has something to bring in, and how many rows that is. */
export type WaitingHousehold = { household: number; rows: number }

/** Households that are still to be brought in, village by village. */
export async function householdsToApply(db: Database, importId: string): Promise<WaitingHousehold[][]> {
  const { rows } = await sql<{ households: number[]; rows: number[] }>`
    with done as (
      select unnest(row_numbers) as row_number from register_import_parts where import_id = ${importId}
    ), waiting as (
      select household, min(village_code) as village_code, count(*)::integer as rows from register_import_rows
      where import_id = ${importId} and outcome in ('add', 'change') and row_number not in (select row_number from done)
      group by household
    )
    select array_agg(household order by household) as households, array_agg(rows order by household) as rows
    from waiting group by village_code order by village_code`.execute(db)
  return rows.map((village) =>
    village.households.map((household, i) => ({ household, rows: village.rows[i]! })),
  )
}

export async function markOut(db: Database, importId: string, rowNumbers: readonly number[]): Promise<void> {
  await sql`update register_import_rows set outcome = 'out', is_duplicate = false
    where import_id = ${importId} and row_number = any(${rowNumbers}::integer[])`.execute(db)
}
