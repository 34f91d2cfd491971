import type { Cadence } from '@qianyue/domain/reports/report-period.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

const templates = (db: Database) =>
  db
    .selectFrom('reportTemplates as t')
    .leftJoin('accounts as a', 'a.id', 't.uploadedBy')
    .select(['t.id', 't.name', 't.fileName', 't.uploadedAt', 'a.name as uploadedBy'])
    .select(sql<Cadence>`t.cadence`.as('cadence'))

/** Those in use, by name. */
export async function templatesInUse(db: Database, cadence: Cadence | null) {
  return await templates(db)
    .where('t.retiredAt', 'is', null)
    .$if(cadence !== null, (query) => query.where('t.cadence', '=', cadence!))
    .orderBy('t.name')
    .orderBy('t.uploadedAt', 'desc')
    .execute()
}

export async function templateById(db: Database, id: string) {
  return (await templates(db).where('t.id', '=', id).executeTakeFirst()) ?? null
}

export async function contentOfTemplate(db: Database, id: string): Promise<Buffer | null> {
  const row = await db.selectFrom('reportTemplates').select('content').where('id', '=', id).executeTakeFirst()
  return row?.content ?? null
}

export async function insertTemplate(
  db: Database,
  row: {
    id: string
    name: string
    cadence: Cadence
    fileName: string
    content: Buffer
    uploadedAt: Date
    uploadedBy: string
  },
): Promise<void> {
  await db
    .insertInto('reportTemplates')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export async function retireTemplate(db: Database, id: string, at: Date): Promise<void> {
  await db
    .updateTable('reportTemplates')
    .set({ retiredAt: at })
    .where('id', '=', id)
    .where('retiredAt', 'is', null)
    .execute()
}
