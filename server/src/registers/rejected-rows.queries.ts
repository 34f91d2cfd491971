import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

const ROW = ['rowNumber', 'sheet', 'sheetRow', 'household', 'sheaf', 'place'] as const

/** The rows of an import that stay out. */
export async function rowsOut(db: Database, importId: string) {
  return await db
    .selectFrom('registerImportRows')
    .select(ROW)
    .where('importId', '=', importId)
    .where('outcome', '=', 'out')
    .execute()
}

/** Everybody who comes in of households of which somebody stays out, in the order of the register. */
export async function othersOfTheirHouseholds(db: Database, importId: string) {
  return await db
    .selectFrom('registerImportRows as row')
    .select(ROW)
    .where('row.importId', '=', importId)
    .where('row.outcome', '<>', 'out')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('registerImportRows as left')
          .select('left.rowNumber')
          .where('left.importId', '=', importId)
          .where('left.outcome', '=', 'out')
          .whereRef('left.household', '=', 'row.household'),
      ),
    )
    .orderBy('rowNumber')
    .execute()
}

/** What was found at the rows that stay out, in the order in which it was found. */
export async function problemsOfRowsOut(db: Database, importId: string) {
  const out = sql`from register_import_rows where import_id = ${importId} and outcome = 'out'`
  return await db
    .selectFrom('registerImportProblems')
    .select(['rowNumber', 'sheet', 'sheetRow', 'columnIndex', 'severity', 'code', 'sheaf', 'place'])
    .where('importId', '=', importId)
    .where(
      sql<boolean>`case when row_number = 0 then (sheet, sheet_row) in (select sheet, sheet_row ${out})
        else abs(row_number) in (select row_number ${out}) end`,
    )
    .orderBy('problem')
    .execute()
}
