import type { materialKinds, publicityKinds } from '@qianyue/api/publicity.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'
import type { Context } from '../http/context.ts'

export type ActivityRow = {
  id: string
  unitCode: number
  unitName: string
  kind: keyof typeof publicityKinds
  title: string
  heldOn: LocalDate
  place: string
  people: number
  materials: { kind: keyof typeof materialKinds; count: number }[]
}

export async function activitiesKept(
  db: Database,
  wanted: { id: string } | { fromDay: LocalDate; toDay: LocalDate },
): Promise<ActivityRow[]> {
  const { rows } = await sql<ActivityRow>`
    select p.id, p.unit_code, u.name as unit_name, p.kind, p.title, p.held_on, p.place, p.people, p.materials
    from publicity_activities p join org_units u on u.code = p.unit_code
    where ${'id' in wanted ? sql`p.id = ${wanted.id}` : sql`p.held_on between ${wanted.fromDay} and ${wanted.toDay}`}
    order by p.held_on desc, p.id desc`.execute(db)
  return rows
}

export async function insertActivity(
  { db, viewer, now }: Context,
  { materials, ...activity }: Omit<ActivityRow, 'unitName'>,
): Promise<void> {
  await db
    .insertInto('publicityActivities')
    .values({ ...activity, materials: asJson(materials), madeAt: now, madeBy: viewer.accountId })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}
