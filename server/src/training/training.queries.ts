import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { TrainingKind } from '@qianyue/domain/training/training.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import type { Context } from '../http/context.ts'

export type TrainingRow = {
  id: string
  unitCode: number
  unitName: string
  kind: TrainingKind
  title: string
  topics: string
  heldOn: LocalDate
  hours: number
  place: string
  trainer: string
  hasTest: boolean
  passPercent: number
  attendances: { present: boolean; score: number | null }[]
}

export async function trainingsKept(db: Database, id: string | null = null): Promise<TrainingRow[]> {
  const { rows } = await sql<TrainingRow>`
    select t.id, t.unit_code, u.name as unit_name, t.kind, t.title, t.topics, t.held_on, t.hours::float8 as hours, t.place,
      t.trainer, t.has_test, t.pass_percent,
      coalesce((select jsonb_agg(jsonb_build_object('present', a.present, 'score', a.score))
        from training_attendances a where a.training_id = t.id), '[]') as attendances
    from trainings t join org_units u on u.code = t.unit_code
    where ${id === null ? sql`true` : sql`t.id = ${id}`}
    order by t.held_on desc, t.id desc limit 300`.execute(db)
  return rows
}

export async function putTrainingRow(
  { db, viewer, now }: Context,
  { id, kind, ...plan }: Omit<TrainingRow, 'unitCode' | 'unitName' | 'attendances' | 'passPercent'>,
  passPercent: number,
): Promise<void> {
  const changed = { ...plan, changedAt: now, changedBy: viewer.accountId }
  await db
    .insertInto('trainings')
    .values({ id, kind, unitCode: viewer.unitCode, passPercent, ...changed })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changed))
    .execute()
}

type AttendanceRow = {
  staffId: string
  staffName: string
  unitName: string
  present: boolean
  score: number | null
  certificate: string | null
}

export async function attendancesOf(db: Database, trainingId: string): Promise<AttendanceRow[]> {
  const { rows } = await sql<AttendanceRow>`
    select a.staff_id, p.name as staff_name, u.name as unit_name, a.present, a.score, a.certificate
    from training_attendances a join staff p on p.id = a.staff_id join org_units u on u.code = p.unit_code
    where a.training_id = ${trainingId} order by p.unit_code, p.name, p.id`.execute(db)
  return rows
}

export type StaffRow = {
  staffId: string
  staffName: string
  unitName: string
  /** Trainings of the quarter at which they were present. */
  thisQuarter: number
  preService: { present: boolean; score: number | null; hasTest: boolean; passPercent: number }[]
}

/** Who works in a range of units with what they were trained in. */
export async function staffTrained(
  db: Database,
  range: { from: number; to: number },
  quarter: { from: LocalDate; to: LocalDate },
): Promise<StaffRow[]> {
  const { rows } = await sql<StaffRow>`
    select p.id as staff_id, p.name as staff_name, u.name as unit_name,
      (select count(*)::int from training_attendances a join trainings t on t.id = a.training_id
        where a.staff_id = p.id and a.present and t.held_on between ${quarter.from} and ${quarter.to}) as this_quarter,
      coalesce((select jsonb_agg(jsonb_build_object('present', a.present, 'score', a.score, 'hasTest', t.has_test,
          'passPercent', t.pass_percent))
        from training_attendances a join trainings t on t.id = a.training_id
        where a.staff_id = p.id and t.kind = 'pre-service'), '[]') as pre_service
    from staff p join org_units u on u.code = p.unit_code
    where p.left_on is null and p.unit_code between ${range.from} and ${range.to}
    order by p.unit_code, p.name, p.id`.execute(db)
  return rows
}

/** What these people were trained in before they began, wherever they were. */
export async function preServiceOf(
  db: Database,
  staffIds: readonly string[],
): Promise<Pick<StaffRow, 'staffName' | 'preService'>[]> {
  const { rows } = await sql<Pick<StaffRow, 'staffName' | 'preService'>>`
    select p.name as staff_name,
      coalesce((select jsonb_agg(jsonb_build_object('present', a.present, 'score', a.score, 'hasTest', t.has_test,
          'passPercent', t.pass_percent))
        from training_attendances a join trainings t on t.id = a.training_id
        where a.staff_id = p.id and t.kind = 'pre-service'), '[]') as pre_service
    from staff p where p.id = any(${[...staffIds]}::uuid[]) order by p.name`.execute(db)
  return rows
}

/** Which of these people work in a range of units. */
export async function staffWithin(
  db: Database,
  staffIds: readonly string[],
  range: { from: number; to: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('staff')
    .select('id')
    .where('id', 'in', [...staffIds])
    .where('unitCode', '>=', range.from)
    .where('unitCode', '<=', range.to)
    .execute()
  return rows.map(({ id }) => id)
}

export async function putAttendance(
  { db, viewer, now }: Context,
  row: {
    trainingId: string
    staffId: string
    present: boolean
    score: number | null
    certificate: string | null
  },
): Promise<void> {
  const { trainingId, staffId, ...said } = { ...row, notedAt: now, notedBy: viewer.accountId }
  await db
    .insertInto('trainingAttendances')
    .values({ trainingId, staffId, ...said })
    .onConflict((conflict) => conflict.columns(['trainingId', 'staffId']).doUpdateSet(said))
    .execute()
}
