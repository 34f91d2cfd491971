import { rangeOf } from '@qianyue/domain/access/org-unit.ts'
import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { PushChannel } from '@qianyue/domain/health-education/push-channels.ts'
import type { PopulationMembership } from '@qianyue/domain/populations/population.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

type PushRow = {
  id: string
  unitCode: number
  unitName: string
  code: string
  title: string
  channel: PushChannel
  pushedOn: LocalDate
  residents: number
}

/** Pushes within reach, the latest first. */
export async function pushesWhere(
  db: Database,
  { id, orgId, year }: { id?: string; orgId?: number | undefined; year?: number },
): Promise<PushRow[]> {
  const range = orgId === undefined ? null : rangeOf(orgId)
  const { rows } = await sql<PushRow>`
    select p.id, p.unit_code, u.name as unit_name, p.code, p.title, p.channel, p.pushed_on,
      (select count(*)::int from education_push_residents t where t.push_id = p.id) as residents
    from education_pushes p join org_units u on u.code = p.unit_code
    where (${id ?? null}::uuid is null or p.id = ${id ?? null})
      and (${range === null} or p.unit_code between ${range?.from ?? 0} and ${range?.to ?? 0})
      and (${year ?? null}::int is null or extract(year from p.pushed_on) = ${year ?? null})
    order by p.pushed_on desc, p.id desc limit 1000`.execute(db)
  return rows
}

type VillagePerson = {
  id: string
  name: string
  sex: Sex
  birthDate: LocalDate
  phoneMasked: string | null
  populations: PopulationMembership[] | null
  pushedOn: LocalDate | null
}

/** Who lives in a village, with when a text was last pushed to each since a day. */
export async function peopleOfVillage(
  db: Database,
  { villageCode, code, since }: { villageCode: number; code: string; since: LocalDate },
): Promise<VillagePerson[]> {
  const { rows } = await sql<VillagePerson>`
    select r.id, r.name, r.sex, r.birth_date, r.phone_masked,
      (select jsonb_agg(jsonb_build_object('population', o.population, 'since', o.since, 'until', o.until,
        'source', o.source)) from resident_populations o where o.resident_id = r.id) as populations,
      (select max(p.pushed_on) from education_push_residents t join education_pushes p on p.id = t.push_id
        where t.resident_id = r.id and p.code = ${code} and p.pushed_on >= ${since}::date) as pushed_on
    from residents r
    where r.village_code = ${villageCode} and r.died_on is null and r.moved_out_on is null
      and r.merged_into_id is null
    order by r.name, r.id`.execute(db)
  return rows
}

/** Nothing happens when the id is taken. */
export async function insertPush(
  db: Database,
  push: Omit<PushRow, 'unitName' | 'residents'> & { pushedBy: string },
): Promise<void> {
  await db
    .insertInto('educationPushes')
    .values(push)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export async function insertPushed(
  db: Database,
  pushed: { pushId: string; residentId: string; recordId: string },
): Promise<void> {
  await db
    .insertInto('educationPushResidents')
    .values(pushed)
    .onConflict((conflict) => conflict.columns(['pushId', 'residentId']).doNothing())
    .execute()
}
