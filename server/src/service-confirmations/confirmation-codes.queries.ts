import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { CodeUse } from '@qianyue/domain/service-confirmations/confirmation-code.ts'
import { sql } from 'kysely'
import type { Database } from '../database/database.ts'

type KeptCode = {
  sheetId: string
  position: number
  codeSealed: Buffer
  /** What it has confirmed; null while nobody has used it. */
  usedFor: CodeUse | null
}

/** The codes that a resident holds, used ones too. */
export async function codesHeld(db: Database, residentId: string): Promise<KeptCode[]> {
  const { rows } = await sql<KeptCode>`
    select c.sheet_id, c.position, c.code_sealed, (
      select json_build_object('performedOn', s.performed_on, 'performedBy', s.performed_by)
      from confirmation_code_tries t join service_records s on s.id = t.record_id
      where t.sheet_id = c.sheet_id and t.position = c.position order by t.tried_at limit 1
    ) as used_for
    from confirmation_codes c
    where c.resident_id = ${residentId} and c.withdrawn_at is null
    order by c.issued_at, c.position`.execute(db)
  return rows
}

export async function insertCodes(
  db: Database,
  codes: readonly {
    sheetId: string
    position: number
    residentId: string
    codeSealed: Buffer
    issuedAt: Date
    issuedBy: string
  }[],
): Promise<void> {
  await db
    .insertInto('confirmationCodes')
    .values([...codes])
    .execute()
}

/** @returns how many codes that nobody had used are no longer valid. */
export async function withdrawCodes(db: Database, residentId: string, now: Date): Promise<number> {
  const { rows } = await sql`
    update confirmation_codes c set withdrawn_at = ${now}
    where c.resident_id = ${residentId} and c.withdrawn_at is null and not exists (
      select from confirmation_code_tries t where t.sheet_id = c.sheet_id and t.position = c.position)
    returning c.position`.execute(db)
  return rows.length
}

export type RecordToConfirm = CodeUse & { residentId: string; withdrawnAt: Date | null }

export async function recordToConfirm(db: Database, recordId: string): Promise<RecordToConfirm | null> {
  const { rows } = await sql<RecordToConfirm>`
    select resident_id, performed_on, performed_by, withdrawn_at from service_records
    where id = ${recordId}`.execute(db)
  return rows[0] ?? null
}

/** Locks the resident, so that codes that are typed at once are looked at one after the other; null out of reach. */
export async function lockHolder(db: Database, residentId: string) {
  const { rows } = await sql<{ name: string; villageName: string }>`
    select r.name, u.area_name as village_name from residents r join org_units u on u.code = r.village_code
    where r.id = ${residentId} for no key update of r`.execute(db)
  return rows[0] ?? null
}

/** Wrong codes so far, and the last state of the service: whether a right one was told for it. */
export async function triesOf(db: Database, recordId: string, residentId: string, weekFrom: LocalDate) {
  const { rows } = await sql<{ right: boolean; ofService: number; ofWeek: number }>`
    select coalesce(bool_or(t.record_id = ${recordId} and t.sheet_id is not null), false) as right,
      count(*) filter (where t.record_id = ${recordId} and t.sheet_id is null)::int as of_service,
      count(*) filter (where t.sheet_id is null
        and t.tried_at >= ${weekFrom}::date at time zone 'Asia/Shanghai')::int as of_week
    from confirmation_code_tries t join service_records s on s.id = t.record_id
    where s.resident_id = ${residentId}`.execute(db)
  return rows[0]!
}

export async function tryById(db: Database, id: string) {
  return await db
    .selectFrom('confirmationCodeTries')
    .select(['recordId', 'sheetId'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function insertTry(
  db: Database,
  typed: {
    id: string
    recordId: string
    sheetId: string | null
    position: number | null
    triedAt: Date
    triedBy: string
  },
): Promise<void> {
  await db
    .insertInto('confirmationCodeTries')
    .values(typed)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

export async function bureauPhone(db: Database): Promise<string | null> {
  const bureau = await db
    .selectFrom('orgUnits')
    .select('phone')
    .where('level', '=', 'county')
    .executeTakeFirst()
  return bureau?.phone ?? null
}
