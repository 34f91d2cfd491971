import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import { bitsOfPopulations, bitsOfTraits } from '@qianyue/domain/indicators/flags.ts'
import type { Population } from '@qianyue/domain/populations/population.ts'
import { NOT_NOTED } from '@qianyue/domain/unsigned-reasons/unsigned-reasons.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'
import { inVillages, type Villages } from '../indicators/counts.queries.ts'

type Among = Population | 'key' | undefined

const RESIDENT = bitsOfTraits(['resident'])
const SIGNED = bitsOfTraits(['signed'])

export type Note = {
  id: string
  residentId: string
  reason: string | null
  remark: string
  notedOn: LocalDate
}

/** @returns whether it was written: not when the id is there already. */
export async function insertNote(db: Database, note: Note & { notedBy: string }): Promise<boolean> {
  const done = await db
    .insertInto('unsignedReasons')
    .values(note)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

export async function noteById(db: Database, id: string): Promise<Note | undefined> {
  return await db
    .selectFrom('unsignedReasons')
    .select(['id', 'residentId', 'reason', 'remark', 'notedOn'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The newest first. */
export async function notesOf(db: Database, residentId: string) {
  return await db
    .selectFrom('unsignedReasons')
    .leftJoin('accounts', 'accounts.id', 'unsignedReasons.notedBy')
    .leftJoin('staff', 'staff.id', 'accounts.staffId')
    .select([
      'unsignedReasons.id',
      'unsignedReasons.reason',
      'unsignedReasons.remark',
      'unsignedReasons.notedOn',
      'staff.name as notedByName',
    ])
    .where('unsignedReasons.residentId', '=', residentId)
    .orderBy('unsignedReasons.createdAt', 'desc')
    .orderBy('unsignedReasons.id', 'desc')
    .execute()
}

/** The note that stands for each resident. */
const standing = sql`
  select distinct on (u.resident_id) u.resident_id, u.reason, u.remark, u.noted_on, u.noted_by
  from unsigned_reasons u order by u.resident_id, u.created_at desc, u.id desc`

function isListed(villages: Villages, among: Among) {
  const traits = RESIDENT | (among === 'key' ? bitsOfTraits(['key']) : 0)
  const populations = among === undefined || among === 'key' ? 0 : bitsOfPopulations([among])
  return sql`(s.trait_bits & ${traits}) = ${traits} and (s.population_bits & ${populations}) = ${populations}
    and ${inVillages('s.village_code', villages)}`
}

const isSigned = sql`(s.trait_bits & ${SIGNED}) = ${SIGNED}`

export type ReasonCount = { villageCode: number; signed: boolean; reason: string | null; residents: number }

/** How many of each village are signed, and how many of the others for which reason. */
export async function countsByVillage(
  db: Database,
  villages: Villages,
  among: Among,
): Promise<ReasonCount[]> {
  const { rows } = await sql<ReasonCount>`
    select s.village_code, ${isSigned} as signed,
      case when ${isSigned} then null else coalesce(told.reason, ${NOT_NOTED}) end as reason, count(*)::int as residents
    from resident_standing s left join (${standing}) told on told.resident_id = s.resident_id
    where ${isListed(villages, among)}
    group by 1, 2, 3`.execute(db)
  return rows
}

type UnsignedRow = {
  residentId: string
  name: string
  birthDate: LocalDate
  villageName: string
  reason: string
  remark: string
  notedOn: LocalDate | null
  notedByName: string | null
}

type Wanted = { villages: Villages; among: Among; reason: string | undefined }

function unsigned({ villages, among, reason }: Wanted) {
  return sql`
    from resident_standing s
    left join (${standing}) told on told.resident_id = s.resident_id
    where ${isListed(villages, among)} and not ${isSigned}
      and ${reason === undefined ? sql`true` : sql`coalesce(told.reason, ${NOT_NOTED}) = ${reason}`}`
}

export async function unsignedResidents(
  db: Database,
  wanted: Wanted,
  after: string | null,
  limit: number,
): Promise<{ total: number; rows: UnsignedRow[] }> {
  const total = await sql<{ total: number }>`select count(*)::int as total ${unsigned(wanted)}`.execute(db)
  const { rows } = await sql<UnsignedRow>`
    select page.resident_id, r.name, r.birth_date, village.area_name as village_name,
      coalesce(page.reason, ${NOT_NOTED}) as reason, coalesce(page.remark, '') as remark, page.noted_on,
      staff.name as noted_by_name
    from (
      select s.resident_id, told.reason, told.remark, told.noted_on, told.noted_by ${unsigned(wanted)}
        and ${after === null ? sql`true` : sql`s.resident_id > ${after}::uuid`}
      order by s.resident_id limit ${limit}
    ) page
    join residents r on r.id = page.resident_id
    join org_units village on village.code = r.village_code
    left join accounts on accounts.id = page.noted_by
    left join staff on staff.id = accounts.staff_id
    order by page.resident_id`.execute(db)
  return { total: total.rows[0]!.total, rows }
}
