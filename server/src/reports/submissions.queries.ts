import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'
import type { MonthlyTable } from './monthly-table.ts'

const submissions = (db: Database) =>
  db
    .selectFrom('monthlyReports as m')
    .innerJoin('orgUnits as u', 'u.code', 'm.unitCode')
    .leftJoin('accounts as sender', 'sender.id', 'm.submittedBy')
    .leftJoin('accounts as checker', 'checker.id', 'm.decidedBy')
    .select([
      'm.id',
      'm.unitCode',
      'u.name as unitName',
      'm.monthEnd',
      'm.state',
      'm.remark',
      'm.note',
      'm.submittedAt',
      'm.submittedBy as submittedById',
      'sender.name as submittedBy',
      'm.decidedAt',
      'checker.name as decidedBy',
    ])

export type SubmissionRow = Awaited<ReturnType<typeof submissionsOf>>[number]

export async function submissionsOf(db: Database, monthEnd: LocalDate) {
  return await submissions(db).where('m.monthEnd', '=', monthEnd).orderBy('m.unitCode').execute()
}

export async function submissionById(db: Database, id: string) {
  return (await submissions(db).where('m.id', '=', id).executeTakeFirst()) ?? null
}

/** Who decides or sends again waits for the other. */
export async function lockSubmission(db: Database, unitCode: number, monthEnd: LocalDate) {
  const row = await db
    .selectFrom('monthlyReports')
    .select(['id', 'state'])
    .where('unitCode', '=', unitCode)
    .where('monthEnd', '=', monthEnd)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function contentOf(db: Database, id: string): Promise<MonthlyTable> {
  const { content } = await db
    .selectFrom('monthlyReports')
    .select('content')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return content as MonthlyTable
}

export async function putSubmission(
  db: Database,
  row: {
    id: string
    unitCode: number
    monthEnd: LocalDate
    content: MonthlyTable
    remark: string | null
    submittedAt: Date
    submittedBy: string
  },
): Promise<void> {
  const { id, unitCode, monthEnd, content, ...sent } = row
  const kept = { ...sent, state: 'submitted', content: asJson(content) }
  await db
    .insertInto('monthlyReports')
    .values({ id, unitCode, monthEnd, ...kept })
    .onConflict((conflict) =>
      conflict
        .columns(['unitCode', 'monthEnd'])
        .doUpdateSet({ ...kept, note: null, decidedAt: null, decidedBy: null }),
    )
    .execute()
}

export async function setDecision(
  db: Database,
  id: string,
  decision: { state: 'accepted' | 'returned'; note: string | null; decidedAt: Date; decidedBy: string },
): Promise<void> {
  await db.updateTable('monthlyReports').set(decision).where('id', '=', id).execute()
}

/** Townships within reach. */
export async function townships(db: Database, { from, to }: { from: number; to: number }) {
  return await db
    .selectFrom('orgUnits')
    .select(['code', 'name'])
    .where('level', '=', 'township')
    .where('code', '>=', from)
    .where('code', '<=', to)
    .orderBy('code')
    .execute()
}
