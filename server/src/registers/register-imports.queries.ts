import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { ResidentChanges } from '@qianyue/domain/registers/changes.ts'
import type { MappingByTitle } from '@qianyue/domain/registers/mapping.ts'
import type { RegisterPerson } from '@qianyue/domain/registers/person-row.ts'
import type { RegisterProblem } from '@qianyue/domain/registers/register-reading.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'
import { countySchema } from '../database/migrate.ts'
import type { Context } from '../http/context.ts'
import type { FieldCrypto } from '../secrets/field-crypto.ts'

export type ImportCounts = {
  rows: number
  people: number
  households: number
  added: number
  changed: number
  unchanged: number
  withErrors: number
  withWarnings: number
}

export const noCounts: ImportCounts = {
  rows: 0,
  people: 0,
  households: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  withErrors: 0,
  withWarnings: 0,
}

/** What a check found, in figures. */
export type ImportFindings = {
  unknownVillages: { name: string; township: string | null; rows: number }[]
  kinds: { code: string; severity: 'error' | 'warning'; count: number }[]
}

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

const PART_BYTES = 1024 * 1024

export async function insertImport(
  { db, crypto, viewer }: Context,
  given: {
    id: string
    unitCode: number
    fileName: string
    file: Buffer
    fileHash: Buffer
    chosen: MappingByTitle
  },
): Promise<boolean> {
  const inserted = await db
    .insertInto('registerImports')
    .values({
      id: given.id,
      unitCode: given.unitCode,
      fileName: given.fileName,
      sizeBytes: given.file.length,
      fileHash: given.fileHash,
      status: 'checking',
      task: 'check',
      chosenColumns: asJson(given.chosen),
      createdBy: viewer.accountId,
      createdByName: viewer.name,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return false
  for (let part = 0; part * PART_BYTES < given.file.length; part++) {
    const sealed = crypto.encryptBytes(given.file.subarray(part * PART_BYTES, (part + 1) * PART_BYTES))
    await db.insertInto('registerImportFiles').values({ importId: given.id, part, sealed }).execute()
  }
  return true
}

/** The file of an import as it was uploaded. */
export async function readFile(
  { db, crypto }: Pick<Context, 'db' | 'crypto'>,
  importId: string,
): Promise<Buffer> {
  const parts = await db
    .selectFrom('registerImportFiles')
    .select('sealed')
    .where('importId', '=', importId)
    .orderBy('part')
    .execute()
  return Buffer.concat(parts.map(({ sealed }) => crypto.decryptBytes(sealed)))
}

/** The file is not kept longer than it is needed. */
export async function forgetFile(db: Database, importId: string): Promise<void> {
  await db.deleteFrom('registerImportFiles').where('importId', '=', importId).execute()
}

export async function importById({ db }: Pick<Context, 'db'>, id: string) {
  return await db.selectFrom('registerImports').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The import, locked against another step of it. */
export async function importToChange({ db }: Pick<Context, 'db'>, id: string) {
  return await db
    .selectFrom('registerImports')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function importsWithNames({ db }: Pick<Context, 'db'>, where: { id?: string; limit: number }) {
  let query = db
    .selectFrom('registerImports')
    .innerJoin('orgUnits', 'orgUnits.code', 'registerImports.unitCode')
    .selectAll('registerImports')
    .select('orgUnits.name as unitName')
    .orderBy('createdAt', 'desc')
    .limit(where.limit)
  if (where.id !== undefined) query = query.where('registerImports.id', '=', where.id)
  return await query.execute()
}

/** The latest other import of the same file that was not undone. */
export async function sameFile({ db }: Pick<Context, 'db'>, id: string, fileHash: Buffer) {
  return await db
    .selectFrom('registerImports')
    .select(['id', 'createdAt'])
    .where('fileHash', '=', fileHash)
    .where('id', '<>', id)
    .where('status', '=', 'done')
    .orderBy('createdAt', 'desc')
    .executeTakeFirst()
}

export async function setImport(
  db: Database,
  id: string,
  values: {
    status?: string
    task?: string | null
    progress?: number
    counts?: ImportCounts
    findings?: ImportFindings
    columns?: unknown
    failure?: string | null
    finishedAt?: Date | null
    undoneAt?: Date
  },
): Promise<void> {
  const { counts, findings, columns, ...plain } = values
  await db
    .updateTable('registerImports')
    .set({
      ...plain,
      ...(counts && { counts: asJson(counts) }),
      ...(findings && { findings: asJson(findings) }),
      ...(columns !== undefined && { columns: asJson(columns) }),
    })
    .where('id', '=', id)
    .execute()
}

/** Rows and problems of an earlier check go. */
export async function clearCheck(db: Database, id: string): Promise<void> {
  await db.deleteFrom('registerImportProblems').where('importId', '=', id).execute()
  await db.deleteFrom('registerImportRows').where('importId', '=', id).execute()
}

export async function insertRows(
  { db, crypto }: Pick<Context, 'db' | 'crypto'>,
  importId: string,
  rows: readonly StagedRow[],
) {
  if (rows.length === 0) return
  await sql`
    insert into register_import_rows
      (import_id, row_number, sheet, sheet_row, household, outcome, has_warning, is_duplicate, resident_id,
       household_id, village_code, sealed)
    select ${importId}, * from unnest(
      ${rows.map(({ rowNumber }) => rowNumber)}::integer[], ${rows.map(({ sheet }) => sheet)}::text[],
      ${rows.map(({ sheetRow }) => sheetRow)}::integer[], ${rows.map(({ household }) => household)}::integer[],
      ${rows.map(({ outcome }) => outcome)}::text[], ${rows.map(({ hasWarning }) => hasWarning)}::boolean[],
      ${rows.map(({ isDuplicate }) => isDuplicate)}::boolean[],
      ${rows.map(({ residentId }) => residentId)}::uuid[], ${rows.map(({ householdId }) => householdId)}::uuid[],
      ${rows.map(({ villageCode }) => villageCode)}::bigint[],
      ${rows.map(({ content }) => crypto.encrypt(JSON.stringify(content)))}::bytea[])`.execute(db)
  await insertProblems(
    { db, crypto },
    importId,
    rows.flatMap(({ rowNumber, household, problems }) =>
      problems.map((problem) => ({ rowNumber, household, problem })),
    ),
  )
}

export async function insertProblems(
  { db, crypto }: Pick<Context, 'db' | 'crypto'>,
  importId: string,
  found: readonly { rowNumber: number; household: number; problem: RegisterProblem }[],
) {
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
      (import_id, row_number, problem, sheet, sheet_row, household, column_index, column_title, severity, code, sealed)
    select ${importId}, * from unnest(
      ${found.map(({ rowNumber }) => rowNumber)}::integer[], ${numbers}::integer[],
      ${of(({ sheet }) => sheet)}::text[], ${of(({ sheetRow }) => sheetRow)}::integer[],
      ${found.map(({ household }) => household)}::integer[], ${of(({ columnIndex }) => columnIndex)}::integer[],
      ${of(({ column }) => column)}::text[], ${of(({ severity }) => severity)}::text[], ${of(({ code }) => code)}::text[],
      ${of(({ message, value }) => crypto.encrypt(JSON.stringify([message, value])))}::bytea[])
    on conflict (import_id, row_number, problem) do nothing`.execute(db)
}

/**
 * Lets this transaction commit before it is on the disk. What an import has done is written with it, so that a crash loses
 * both or neither and the import goes on from there; the last step of it waits for the disk again, and all before it.
 */
export async function commitWithoutWaiting(db: Database): Promise<void> {
  await sql`set local synchronous_commit = off`.execute(db)
}

/** Tables that an import fills, and by whose statistics it and everybody after it is planned. */
const FILLED_TABLES = [
  'residents',
  'households',
  'household_memberships',
  'resident_populations',
  'resident_duties',
  'resident_standing',
  'names',
  'name_keys',
  'register_import_rows',
]

/**
 * Lets the database look at tables that have grown by much: with the statistics of a moment ago it would read a whole
 * table for each person. Asked by the owner, because the application's role may not.
 */
export async function refreshStatistics(database: Database, unitCode: number): Promise<void> {
  const schema = countySchema(Math.floor(unitCode / 1_000_000))
  for (const table of FILLED_TABLES) await sql`analyze ${sql.id(schema, table)}`.execute(database)
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

/** Staged rows of these households that are still to be brought in. */
export async function rowsToApply(
  { db, crypto }: Pick<Context, 'db' | 'crypto'>,
  importId: string,
  households: readonly number[],
) {
  const rows = await db
    .selectFrom('registerImportRows')
    .selectAll()
    .where('importId', '=', importId)
    .where(sql<boolean>`household = any(${households}::integer[])`)
    .where('outcome', 'in', ['add', 'change'])
    .where('applied', '=', false)
    .orderBy('rowNumber')
    .execute()
  return rows.map(({ sealed, ...row }) => ({ ...row, content: contentOf(crypto, sealed) }))
}

/** Households of the file that have something to bring in, by village. */
export async function householdsToApply(
  db: Database,
  importId: string,
): Promise<{ villageCode: number; households: number[] }[]> {
  const { rows } = await sql<{ villageCode: number; households: number[] }>`
    with waiting as (
      select household, min(village_code) as village_code from register_import_rows
      where import_id = ${importId} and outcome in ('add', 'change') and not applied
      group by household
    )
    select village_code, array_agg(household order by household) as households from waiting group by village_code`.execute(
    db,
  )
  return rows
}

/** Names of the file that are to be brought in, a page of rows at a time. */
export async function namesToApply(
  { db, crypto }: Pick<Context, 'db' | 'crypto'>,
  importId: string,
  page: { after: number; limit: number },
): Promise<{ names: Set<string>; last: number | null }> {
  const rows = await db
    .selectFrom('registerImportRows')
    .select(['rowNumber', 'sealed'])
    .where('importId', '=', importId)
    .where('outcome', '=', 'add')
    .where('applied', '=', false)
    .where('rowNumber', '>', page.after)
    .orderBy('rowNumber')
    .limit(page.limit)
    .execute()
  const names = new Set(rows.map(({ sealed }) => contentOf(crypto, sealed).person.name))
  return { names, last: rows.at(-1)?.rowNumber ?? null }
}

/** The unit whose import is being committed, null when it is not; held so until the transaction ends, beside others. */
export async function unitCommitting({ db }: Pick<Context, 'db'>, id: string): Promise<number | null> {
  const { rows } = await sql<{ task: string | null; unitCode: number }>`
    select task, unit_code from register_imports where id = ${id} for key share`.execute(db)
  return rows[0]?.task === 'commit' ? rows[0].unitCode : null
}

export async function markApplied(
  db: Database,
  importId: string,
  rowNumbers: readonly number[],
): Promise<void> {
  await sql`update register_import_rows set applied = true
    where import_id = ${importId} and row_number = any(${rowNumbers}::integer[])`.execute(db)
}

export async function markOut(db: Database, importId: string, rowNumbers: readonly number[]): Promise<void> {
  await sql`update register_import_rows set outcome = 'out', is_duplicate = false
    where import_id = ${importId} and row_number = any(${rowNumbers}::integer[])`.execute(db)
}

export function contentOf(crypto: FieldCrypto, sealed: Buffer): RowContent {
  return JSON.parse(crypto.decrypt(sealed)) as RowContent
}

/** One thing an import changed, for undoing it. */
export type Change = {
  kind: 'resident-added' | 'household-added' | 'resident-changed' | 'population-added' | 'village-added'
  residentId?: string | null
  householdId?: string | null
  villageCode?: number | null
  populationId?: string | null
  version?: number | null
  before?: Record<string, unknown> | null
}

export async function insertChanges(
  { db, crypto }: Pick<Context, 'db' | 'crypto'>,
  importId: string,
  changes: readonly Change[],
) {
  if (changes.length === 0) return
  await sql`
    insert into register_import_changes (import_id, kind, resident_id, household_id, village_code, population_id, version, before)
    select ${importId}, * from unnest(
      ${changes.map(({ kind }) => kind)}::text[], ${changes.map(({ residentId }) => residentId ?? null)}::uuid[],
      ${changes.map(({ householdId }) => householdId ?? null)}::uuid[],
      ${changes.map(({ villageCode }) => villageCode ?? null)}::bigint[],
      ${changes.map(({ populationId }) => populationId ?? null)}::uuid[],
      ${changes.map(({ version }) => version ?? null)}::integer[],
      ${changes.map(({ before }) => (before ? crypto.encrypt(JSON.stringify(before)) : null))}::bytea[])`.execute(
    db,
  )
}

export async function choicesOf(db: Database, importId: string): Promise<Map<string, string | null>> {
  const rows = await db
    .selectFrom('registerImportChoices')
    .selectAll()
    .where('importId', '=', importId)
    .execute()
  return new Map(rows.map(({ sheet, sheetRow, residentId }) => [`${sheet}|${sheetRow}`, residentId]))
}

export async function rememberedColumns(db: Database, unitCode: number): Promise<MappingByTitle> {
  const found = await db
    .selectFrom('registerMappings')
    .select('columns')
    .where('unitCode', '=', unitCode)
    .executeTakeFirst()
  return (found?.columns ?? {}) as MappingByTitle
}

export async function rememberColumns(
  db: Database,
  unitCode: number,
  columns: MappingByTitle,
): Promise<void> {
  await sql`
    insert into register_mappings (unit_code, columns) values (${unitCode}, ${asJson(columns)}::jsonb)
    on conflict (unit_code) do update set columns = register_mappings.columns || excluded.columns, changed_at = now()`.execute(
    db,
  )
}
