import type { MappingByTitle } from '@qianyue/domain/registers/mapping.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'
import { countySchema } from '../database/migrate.ts'
import type { Context } from '../http/context.ts'
import { choiceKey } from './stage-rows.ts'

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

/** So long the same file without an id is taken for the one that was sent before. */
const SENT_AGAIN_MINUTES = 15

/**
 * The viewer's import of the same file, read in the same way, that was sent a moment ago and is not committed yet. Two that
 * arrive at once come one after the other.
 */
export async function waitingImport(
  { db, viewer }: Context,
  { unitCode, fileHash, chosen }: { unitCode: number; fileHash: Buffer; chosen: MappingByTitle },
): Promise<string | undefined> {
  const lock = `register-import ${viewer.accountId} ${fileHash.toString('hex')}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(db)
  const row = await db
    .selectFrom('registerImports')
    .select('id')
    .where('createdBy', '=', viewer.accountId)
    .where('unitCode', '=', unitCode)
    .where('fileHash', '=', fileHash)
    .where('chosenColumns', '=', asJson(chosen))
    .where('status', 'in', ['checking', 'ready'])
    .where('createdAt', '>', sql<Date>`now() - make_interval(mins => ${SENT_AGAIN_MINUTES})`)
    .orderBy('createdAt', 'desc')
    .executeTakeFirst()
  return row?.id
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
    tries?: number
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

/** The unit whose import is being committed, null when it is not; held so until the transaction ends, beside others. */
export async function unitCommitting({ db }: Pick<Context, 'db'>, id: string): Promise<number | null> {
  const { rows } = await sql<{ task: string | null; unitCode: number }>`
    select task, unit_code from register_imports where id = ${id} for key share`.execute(db)
  return rows[0]?.task === 'commit' ? rows[0].unitCode : null
}

type Columns = Readonly<Record<string, string>>

/** Tables that a check fills, with the columns by which its parts are looked for. */
export const STAGED_TABLES: Columns = {
  register_import_rows: 'import_id, row_number, household',
  register_import_sheaves: 'import_id, sheaf',
}

/** Tables that an import fills, with the columns by which somebody is looked for: by their statistics all are planned. */
export const FILLED_TABLES: Columns = {
  residents: 'id, household_id, village_code, name, birth_date, id_number_hash',
  households: 'id, village_code',
  resident_populations: 'resident_id, population',
  resident_standing: 'resident_id, village_code, household_id',
  names: 'name',
  name_keys: 'key, name',
}

/**
 * Lets the database look at tables that have grown by much: with the statistics of a moment ago it would read a whole
 * table for each person. Asked by the owner, because the application's role may not.
 */
export async function refreshStatistics(
  database: Database,
  unitCode: number,
  tables: Columns,
): Promise<void> {
  const schema = countySchema(Math.floor(unitCode / 1_000_000))
  for (const [table, columns] of Object.entries(tables))
    await sql`analyze ${sql.id(schema, table)} (${sql.raw(columns)})`.execute(database)
}

/** Takes away what imports that ended before a moment hold of people. @returns how many imports. */
export async function clearImports(
  db: Database,
  { endedBefore, at }: { endedBefore: Date; at: Date },
): Promise<number> {
  const { rows } = await sql<{ cleared: number }>`
    select clear_imports(${endedBefore}, ${at}) as cleared`.execute(db)
  return rows[0]!.cleared
}

/** What one transaction of an import brought in. */
export type Part = {
  rowNumbers: readonly number[]
  /** Added. */
  residents: readonly string[]
  /** Added. */
  households: readonly string[]
}

export async function insertPart(db: Database, importId: string, part: Part): Promise<void> {
  await sql`
    insert into register_import_parts (import_id, row_numbers, residents, households)
    values (${importId}, ${part.rowNumbers}::integer[], ${part.residents}::uuid[], ${part.households}::uuid[])`.execute(
    db,
  )
}

/** Whom and which households an import added. */
export async function addedBy(
  db: Database,
  importId: string,
): Promise<{ residents: string[]; households: string[] }> {
  const parts = await db
    .selectFrom('registerImportParts')
    .select(['residents', 'households'])
    .where('importId', '=', importId)
    .execute()
  return {
    residents: parts.flatMap(({ residents }) => residents),
    households: parts.flatMap(({ households }) => households),
  }
}

/** One thing an import changed, for undoing it. */
export type Change = {
  kind: 'resident-changed' | 'population-added' | 'village-added'
  residentId?: string | null
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
    insert into register_import_changes (import_id, kind, resident_id, village_code, population_id, version, before)
    select ${importId}, * from unnest(
      ${changes.map(({ kind }) => kind)}::text[], ${changes.map(({ residentId }) => residentId ?? null)}::uuid[],
      ${changes.map(({ villageCode }) => villageCode ?? null)}::bigint[],
      ${changes.map(({ populationId }) => populationId ?? null)}::uuid[],
      ${changes.map(({ version }) => version ?? null)}::integer[],
      ${changes.map(({ before }) => (before ? crypto.encrypt(JSON.stringify(before)) : null))}::bytea[])`.execute(
    db,
  )
}

/** Keeps who the person of a row is; chosen again, the last choice holds. */
export async function keepChoice(
  { db, viewer }: Pick<Context, 'db' | 'viewer'>,
  importId: string,
  choice: { sheet: string; sheetRow: number; line: number; residentId: string | null },
): Promise<void> {
  const chosen = { residentId: choice.residentId, chosenBy: viewer.accountId }
  await db
    .insertInto('registerImportChoices')
    .values({ importId, ...choice, ...chosen })
    .onConflict((conflict) => conflict.columns(['importId', 'sheet', 'sheetRow', 'line']).doUpdateSet(chosen))
    .execute()
}

/** Who people of the register are, as somebody said, by {@link choiceKey}. */
export async function choicesOf(db: Database, importId: string): Promise<Map<string, string | null>> {
  const rows = await db
    .selectFrom('registerImportChoices')
    .selectAll()
    .where('importId', '=', importId)
    .execute()
  return new Map(rows.map((row) => [choiceKey(row), row.residentId]))
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
