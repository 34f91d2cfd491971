import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

export type Withdrawal = {
  id: string
  staffId: string
  staffName: string
  unitCode: number
  unitName: string
  fromDay: LocalDate
  because: string
  decidedByName: string | null
  decidedOn: LocalDate
  rectified: string | null
  restoredOn: LocalDate | null
}

/** The newest first; of one, where an id is given. */
export async function withdrawals(db: Database, id?: string): Promise<Withdrawal[]> {
  const { rows } = await sql<Withdrawal>`
    select w.id, w.staff_id, s.name as staff_name, s.unit_code, u.name as unit_name, w.from_day, w.because,
      d.name as decided_by_name, (w.decided_at at time zone 'Asia/Shanghai')::date as decided_on, w.rectified, w.restored_on
    from signing_withdrawals w
    join staff s on s.id = w.staff_id
    join org_units u on u.code = s.unit_code
    left join accounts a on a.id = w.decided_by
    left join staff d on d.id = a.staff_id
    where ${id === undefined ? sql`true` : sql`w.id = ${id}::uuid`}
    order by w.decided_at desc, w.id desc`.execute(db)
  return rows
}

/** @returns whether it was written: not when the id is there already, nor when the right is withdrawn. */
export async function insertWithdrawal(
  db: Database,
  row: { id: string; staffId: string; fromDay: LocalDate; because: string; decidedBy: string },
): Promise<boolean> {
  const done = await db
    .insertInto('signingWithdrawals')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

export async function restore(
  db: Database,
  id: string,
  by: { rectified: string; restoredOn: LocalDate; restoredBy: string },
): Promise<void> {
  await db.updateTable('signingWithdrawals').set(by).where('id', '=', id).execute()
}

/** From which day somebody may not lead a signing; null while nothing stands against it. */
export async function suspendFrom(db: Database, staffId: string, fromDay: LocalDate | null): Promise<void> {
  await db.updateTable('staff').set({ suspendedSince: fromDay }).where('id', '=', staffId).execute()
}
