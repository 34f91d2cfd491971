import { addDays, type LocalDate } from '@qianyue/domain/days/local-date.ts'
import { sql } from 'kysely'
import { mayDo } from '../access/viewer.ts'
import type { Context } from '../http/context.ts'

/** Licences are spoken of so many days before they run out. */
const LICENCE_DAYS = 60
/** Rows left out of a register are spoken of for so many days. */
const IMPORT_DAYS = 30

/** Registers that wait for a decision, and rows that stayed out of those taken over lately. */
export async function importsToLookAt({
  db,
  today,
}: Context): Promise<{ waiting: number; rowsLeftOut: number }> {
  const { rows } = await sql<{ waiting: number; rowsLeftOut: number }>`
    select count(*) filter (where status = 'ready')::int as waiting,
           coalesce(sum((counts->>'withErrors')::int) filter (
             where status = 'done' and created_at >= ${addDays(today, -IMPORT_DAYS)}::date), 0)::int as rows_left_out
    from register_imports`.execute(db)
  return rows[0]!
}

/** 疑点 that wait for the viewer: those to oneself that are not answered, and for who reviews those that are answered or appealed. */
export async function questionsWaiting({ db, viewer }: Context): Promise<number | null> {
  if (!mayDo(viewer, 'authenticity.read')) return null
  const reviews = mayDo(viewer, 'authenticity.review')
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from authenticity_questions q
    where q.final is null and case when ${reviews}
      then (q.answer is not null and q.decision is null) or q.appeal is not null
      else q.staff_id = ${viewer.staffId} and q.answer is null and q.decision is null end`.execute(db)
  return rows[0]!.waiting
}

/** Staff within reach whose licence has run out or soon does. */
export async function licencesRunningOut({ db, reach, today }: Context) {
  const { range, units } = reach
  const rows = await db
    .selectFrom('staff')
    .innerJoin('orgUnits', 'orgUnits.code', 'staff.unitCode')
    .select(['staff.id as staffId', 'staff.name', 'orgUnits.name as unitName', 'staff.licenceExpiresOn'])
    .where('staff.licenceExpiresOn', '<=', addDays(today, LICENCE_DAYS))
    .where((where) => where.or([where('staff.leftOn', 'is', null), where('staff.leftOn', '>', today)]))
    .where((where) =>
      where.or([
        ...(range === null ? [] : [where.between('staff.unitCode', range.from, range.to)]),
        ...(units.length === 0 ? [] : [where('staff.unitCode', 'in', [...units])]),
      ]),
    )
    .orderBy('staff.licenceExpiresOn')
    .limit(50)
    .execute()
  return rows.map(({ licenceExpiresOn, ...staff }) => {
    const expiresOn = licenceExpiresOn as LocalDate
    return { ...staff, expiresOn, expired: expiresOn < today }
  })
}
