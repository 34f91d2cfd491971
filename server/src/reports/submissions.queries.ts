import type { OrgLevel } from '@qianyue/domain/access/org-unit.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { Cadence, ReportPeriod } from '@qianyue/domain/reports/report-period.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'
import type { ContractTable } from './contract-table.ts'

/** Which of a unit's reports. */
type Sent = Pick<ReportPeriod, 'cadence' | 'to'>

const submissions = (db: Database) =>
  db
    .selectFrom('reports as m')
    .innerJoin('orgUnits as u', 'u.code', 'm.unitCode')
    .leftJoin('accounts as sender', 'sender.id', 'm.submittedBy')
    .leftJoin('accounts as checker', 'checker.id', 'm.decidedBy')
    .select([
      'm.id',
      'm.unitCode',
      'u.name as unitName',
      sql<Cadence>`m.cadence`.as('cadence'),
      'm.periodEnd',
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

/** @param levels of the units whose reports are wanted. */
export async function submissionsOf(db: Database, { cadence, to }: Sent, levels: readonly OrgLevel[]) {
  return await submissions(db)
    .where('m.cadence', '=', cadence)
    .where('m.periodEnd', '=', to)
    .where('u.level', 'in', [...levels])
    .orderBy('m.unitCode')
    .execute()
}

export async function submissionById(db: Database, id: string) {
  return (await submissions(db).where('m.id', '=', id).executeTakeFirst()) ?? null
}

/** Who decides or sends again waits for the other. */
export async function lockSubmission(db: Database, unitCode: number, { cadence, to }: Sent) {
  const row = await db
    .selectFrom('reports')
    .select(['id', 'state'])
    .where('unitCode', '=', unitCode)
    .where('cadence', '=', cadence)
    .where('periodEnd', '=', to)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function contentOf(db: Database, id: string): Promise<ContractTable> {
  const { content } = await db
    .selectFrom('reports')
    .select('content')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return content as ContractTable
}

export async function putSubmission(
  db: Database,
  row: {
    id: string
    unitCode: number
    cadence: Cadence
    periodEnd: LocalDate
    content: ContractTable
    remark: string | null
    submittedAt: Date
    submittedBy: string
  },
): Promise<void> {
  const { id, unitCode, cadence, periodEnd, content, ...sent } = row
  const kept = { ...sent, state: 'submitted', content: asJson(content) }
  await db
    .insertInto('reports')
    .values({ id, unitCode, cadence, periodEnd, ...kept })
    .onConflict((conflict) =>
      conflict
        .columns(['unitCode', 'cadence', 'periodEnd'])
        .doUpdateSet({ ...kept, note: null, decidedAt: null, decidedBy: null }),
    )
    .execute()
}

export async function setDecision(
  db: Database,
  id: string,
  decision: { state: 'accepted' | 'returned'; note: string | null; decidedAt: Date; decidedBy: string },
): Promise<void> {
  await db.updateTable('reports').set(decision).where('id', '=', id).execute()
}

/** Units of these levels within a range. */
export async function unitsToSend(
  db: Database,
  { from, to }: { from: number; to: number },
  levels: readonly OrgLevel[],
) {
  if (levels.length === 0) return []
  return await db
    .selectFrom('orgUnits')
    .select(['code', 'name'])
    .where('level', 'in', [...levels])
    .where('code', '>=', from)
    .where('code', '<=', to)
    .orderBy('code')
    .execute()
}

/** Villages of a township whose report has not been accepted. */
export async function villagesOpen(
  db: Database,
  { from, to }: { from: number; to: number },
  sent: Sent,
): Promise<string[]> {
  const rows = await db
    .selectFrom('orgUnits as u')
    .select('u.name')
    .where('u.level', '=', 'village')
    .where('u.code', '>=', from)
    .where('u.code', '<=', to)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('reports as m')
            .select('m.id')
            .whereRef('m.unitCode', '=', 'u.code')
            .where('m.cadence', '=', sent.cadence)
            .where('m.periodEnd', '=', sent.to)
            .where('m.state', '=', 'accepted'),
        ),
      ),
    )
    .orderBy('u.code')
    .execute()
  return rows.map(({ name }) => name)
}

/** 报送期限: days after the end of a period by which its report is to be sent; null for villages that send none. */
export async function dueDaysOf(db: Database, cadence: Cadence) {
  return await db
    .selectFrom('reportDueDays')
    .select(['dueDays', 'villageDueDays'])
    .where('cadence', '=', cadence)
    .executeTakeFirstOrThrow()
}

export async function allDueDays(db: Database) {
  const rows = await db.selectFrom('reportDueDays').select(['cadence', 'dueDays', 'villageDueDays']).execute()
  return rows as { cadence: Cadence; dueDays: number; villageDueDays: number | null }[]
}

export async function putDueDays(
  db: Database,
  cadence: Cadence,
  days: { dueDays: number; villageDueDays: number | null },
): Promise<void> {
  await db.updateTable('reportDueDays').set(days).where('cadence', '=', cadence).execute()
}

type ReportStep = 'submitted' | 'returned' | 'accepted'

/** Puts a step behind those before it; the report is locked by who takes it. */
export async function addStep(
  db: Database,
  reportId: string,
  step: {
    step: ReportStep
    words: string | null
    content: ContractTable | null
    doneAt: Date
    doneBy: string
  },
): Promise<void> {
  const { content, ...said } = step
  await db
    .insertInto('reportSteps')
    .values((eb) => ({
      reportId,
      position: eb
        .selectFrom('reportSteps')
        .select(sql<number>`count(*)::int + 1`.as('position'))
        .where('reportId', '=', reportId),
      ...said,
      content: content && asJson(content),
    }))
    .execute()
}

/** 报送经过, in order. */
export async function stepsOf(db: Database, reportId: string) {
  return await db
    .selectFrom('reportSteps as s')
    .leftJoin('accounts as a', 'a.id', 's.doneBy')
    .select(['s.words', 's.doneAt', 'a.name as doneBy'])
    .select(sql<ReportStep>`s.step`.as('step'))
    .where('s.reportId', '=', reportId)
    .orderBy('s.position')
    .execute()
}
