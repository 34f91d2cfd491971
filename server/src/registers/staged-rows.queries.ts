import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { ResidentChanges } from '@qianyue/domain/registers/changes.ts'
import type { RegisterPerson } from '@qianyue/domain/registers/person-row.ts'
import type { RegisterProblem } from '@qianyue/domain/registers/register-problem.ts'
import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/database.ts'
import type { RegisterImportRows } from '../database/tables.ts'
import type { Context } from '../http/context.ts'
import type { ImportCounts, ImportFindings } from './register-imports.queries.ts'
import { openSheaves, putSheaves, type Sheaf } from './sheaves.queries.ts'

/** Rows encrypted together: so many that the cipher costs little a row, so few that a page opens little else. */
const ROWS_A_SHEAF = 20
/** Problems encrypted together that are found besides the rows. */
const PROBLEMS_A_SHEAF = 100
/** Sheaves of problems that are about no row, from here downwards. */
const SHEAVES_OF_FILE = -1_000_000_000

/** What becomes of a row: a new resident, a change of a known one, nothing to do, or it stays out. */
export type Outcome = 'add' | 'change' | 'same' | 'out'

/** A row as it is kept between check and commit. */
export type StagedRow = {
  rowNumber: number
  sheet: string
  sheetRow: number
  household: number
  householdNumber: string | null
  outcome: Outcome
  hasWarning: boolean
  isDuplicate: boolean
  residentId: string
  householdId: string
  villageCode: number | null
  content: RowContent
  problems: readonly RegisterProblem[]
}

/** What of a row is encrypted. */
export type RowContent = {
  person: RegisterPerson
  householdNumber: string | null
  changes?: ResidentChanges
  changesInWords?: { field: string; from: string; to: string }[]
  candidates?: Candidate[]
  /** All cells of a row that stays out: they are given back in an Excel. */
  cells?: (string | number | null)[]
}

export type Candidate = {
  residentId: string
  name: string
  birthDate: LocalDate
  idNumberMasked: string | null
  address: string
}

/** Rows and problems of an earlier check go. */
export async function clearCheck(db: Database, id: string): Promise<void> {
  await db.deleteFrom('registerImportProblems').where('importId', '=', id).execute()
  await db.deleteFrom('registerImportRows').where('importId', '=', id).execute()
  await db.deleteFrom('registerImportSheaves').where('importId', '=', id).execute()
}

/** Keeps rows, with what is wrong in them. */
export async function insertRows(
  { db, crypto }: Pick<Context, 'db' | 'crypto'>,
  importId: string,
  rows: readonly StagedRow[],
) {
  if (rows.length === 0) return
  const sheaves: Sheaf[] = []
  const problems: PlacedProblem[] = []
  const places = rows.map((row, i) => {
    if (i % ROWS_A_SHEAF === 0) sheaves.push({ sheaf: row.rowNumber, contents: [] })
    const { sheaf, contents } = sheaves.at(-1)!
    const place = contents.push(row.content) - 1
    for (const problem of row.problems) {
      const { rowNumber, household } = row
      problems.push({ rowNumber, household, problem, sheaf, place: contents.push(sealedOf(problem)) - 1 })
    }
    return { sheaf, place }
  })
  await sql`
    insert into register_import_rows
      (import_id, row_number, sheet, sheet_row, household, outcome, has_warning, is_duplicate, resident_id,
       household_id, village_code, sheaf, place)
    select ${importId}, * from unnest(
      ${rows.map(({ rowNumber }) => rowNumber)}::integer[], ${rows.map(({ sheet }) => sheet)}::text[],
      ${rows.map(({ sheetRow }) => sheetRow)}::integer[], ${rows.map(({ household }) => household)}::integer[],
      ${rows.map(({ outcome }) => outcome)}::text[], ${rows.map(({ hasWarning }) => hasWarning)}::boolean[],
      ${rows.map(({ isDuplicate }) => isDuplicate)}::boolean[],
      ${rows.map(({ residentId }) => residentId)}::uuid[], ${rows.map(({ householdId }) => householdId)}::uuid[],
      ${rows.map(({ villageCode }) => villageCode)}::bigint[],
      ${places.map(({ sheaf }) => sheaf)}::integer[], ${places.map(({ place }) => place)}::integer[])`.execute(
    db,
  )
  await putSheaves({ db, crypto }, importId, sheaves)
  await writeProblems(db, importId, problems)
}

type FoundProblem = { rowNumber: number; household: number; problem: RegisterProblem }
type PlacedProblem = FoundProblem & { sheaf: number; place: number }

/** Keeps problems that were found besides the rows: of the file as a whole, or of rows that were kept before. */
export async function insertProblems(
  { db, crypto }: Pick<Context, 'db' | 'crypto'>,
  importId: string,
  found: readonly FoundProblem[],
) {
  if (found.length === 0) return
  const sheaves: Sheaf[] = []
  const placed = found.map((one, i): PlacedProblem => {
    if (i % PROBLEMS_A_SHEAF === 0)
      sheaves.push({ sheaf: one.rowNumber === 0 ? SHEAVES_OF_FILE - i : one.rowNumber, contents: [] })
    const { sheaf, contents } = sheaves.at(-1)!
    return { ...one, sheaf, place: contents.push(sealedOf(one.problem)) - 1 }
  })
  await putSheaves({ db, crypto }, importId, sheaves)
  await writeProblems(db, importId, placed)
}

/** What of a problem is encrypted. */
function sealedOf({ message, value }: RegisterProblem): [message: string, value: string] {
  return [message, value]
}

async function writeProblems(db: Database, importId: string, found: readonly PlacedProblem[]): Promise<void> {
  if (found.length === 0) return
  let last = 0
  let count = 0
  const numbers = found.map(({ rowNumber }) => {
    count = rowNumber === last && rowNumber !== 0 ? count + 1 : rowNumber === 0 ? count + 1 : 1
    last = rowNumber
    return count
  })
  const of = <Value>(value: (problem: RegisterProblem) => Value) => found.map(({ problem }) => value(problem))
  await sql`
    insert into register_import_problems
      (import_id, row_number, problem, sheet, sheet_row, household, column_index, column_title, severity, code, sheaf, place)
    select ${importId}, * from unnest(
      ${found.map(({ rowNumber }) => rowNumber)}::integer[], ${numbers}::integer[],
      ${of(({ sheet }) => sheet)}::text[], ${of(({ sheetRow }) => sheetRow)}::integer[],
      ${found.map(({ household }) => household)}::integer[], ${of(({ columnIndex }) => columnIndex)}::integer[],
      ${of(({ column }) => column)}::text[], ${of(({ severity }) => severity)}::text[], ${of(({ code }) => code)}::text[],
      ${found.map(({ sheaf }) => sheaf)}::integer[], ${found.map(({ place }) => place)}::integer[])
    on conflict (import_id, row_number, problem) do nothing`.execute(db)
}

/** What a check came to. */
export async function countRows(db: Database, importId: string): Promise<ImportCounts> {
  const { rows } = await sql<ImportCounts>`
    select count(*)::integer as rows,
      (count(*) filter (where not is_duplicate))::integer as people,
      count(distinct household)::integer as households,
      (count(*) filter (where outcome = 'add'))::integer as added,
      (count(*) filter (where outcome = 'change'))::integer as changed,
      (count(*) filter (where outcome = 'same'))::integer as unchanged,
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
    .map((row) => ({ ...row, content: contentAt(row) as RowContent }))
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
