import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

const bulletins = (db: Database, accountId: string) =>
  db
    .selectFrom('bulletins as b')
    .innerJoin('orgUnits as u', 'u.code', 'b.unitCode')
    .select([
      'b.id',
      'b.unitCode',
      'u.name as unitName',
      'b.kind',
      'b.monthEnd',
      'b.title',
      'b.body',
      'b.publishedAt',
    ])
    .select([
      sql<number>`(select count(*)::int from bulletin_readings r where r.bulletin_id = b.id)`.as('readings'),
      sql<boolean>`exists (select from bulletin_readings r where r.bulletin_id = b.id and r.account_id = ${accountId})`.as(
        'isRead',
      ),
    ])

export type BulletinRow = Awaited<ReturnType<typeof allBulletins>>[number]

export async function allBulletins(db: Database, accountId: string) {
  return await bulletins(db, accountId)
    .orderBy(sql`b.published_at desc nulls first`)
    .orderBy('b.id', 'desc')
    .limit(200)
    .execute()
}

export async function bulletinById(db: Database, accountId: string, id: string) {
  return (await bulletins(db, accountId).where('b.id', '=', id).executeTakeFirst()) ?? null
}

export async function readersOf(db: Database, id: string) {
  return await db
    .selectFrom('bulletinReadings as r')
    .innerJoin('accounts as a', 'a.id', 'r.accountId')
    .innerJoin('orgUnits as u', 'u.code', 'r.unitCode')
    .select(['a.name', 'u.name as unitName', 'r.readAt'])
    .where('r.bulletinId', '=', id)
    .orderBy('r.readAt')
    .orderBy('r.unitCode')
    .execute()
}

export async function insertBulletin(
  db: Database,
  row: {
    id: string
    unitCode: number
    unitTo: number
    kind: 'bulletin' | 'notice'
    monthEnd: LocalDate | null
    title: string
    body: string
    editedAt: Date
    editedBy: string
  },
): Promise<void> {
  await db
    .insertInto('bulletins')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export async function changeBulletin(
  db: Database,
  id: string,
  change:
    | { title: string; body: string; editedAt: Date; editedBy: string }
    | { publishedAt: Date; publishedBy: string },
): Promise<void> {
  await db
    .updateTable('bulletins')
    .set(change)
    .where('id', '=', id)
    .where('publishedAt', 'is', null)
    .execute()
}

export async function insertReading(
  db: Database,
  row: { bulletinId: string; accountId: string; unitCode: number; readAt: Date },
): Promise<void> {
  await db
    .insertInto('bulletinReadings')
    .values(row)
    .onConflict((conflict) => conflict.columns(['bulletinId', 'accountId']).doNothing())
    .execute()
}
