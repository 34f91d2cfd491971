import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { IdentityWarning } from '@qianyue/domain/residents/identity.ts'
import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import { sql } from 'kysely'
import type { Context } from '../http/context.ts'
import { reachableResidents } from './reachable-residents.ts'

/** A household within reach. */
export async function householdWithin({ db }: Context, id: string) {
  return await db
    .selectFrom('households')
    .select(['id', 'villageCode', 'address', 'headId'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Whether a village is open and within reach. */
export async function openVillage({ db, reach, today }: Context, code: number): Promise<boolean> {
  const isWithin =
    (reach.range && reach.range.from <= code && code <= reach.range.to) || reach.units.includes(code)
  if (!isWithin) return false
  const unit = await db
    .selectFrom('orgUnits')
    .select('code')
    .where('code', '=', code)
    .where('level', '=', 'village')
    .where((where) => where.or([where('closedOn', 'is', null), where('closedOn', '>', today)]))
    .executeTakeFirst()
  return unit !== undefined
}

/** What was answered when this id was registered. */
export async function registeredAs(context: Context, id: string) {
  const resident = await reachableResidents(context)
    .select(['id', 'householdId', 'healthRecordNumber', 'warnings'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!resident) return null
  return {
    id: resident.id,
    householdId: resident.householdId!,
    healthRecordNumber: resident.healthRecordNumber!,
    warnings: resident.warnings as IdentityWarning[],
  }
}

/**
 * Whether anybody of the county has this identity number, within reach or not. Holds the number until the transaction
 * ends, so that of two who give it to somebody at once the second sees the first.
 */
export async function isNumberKnown({ db }: Context, hash: Buffer): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(${hash.readInt32BE(0)}, ${hash.readInt32BE(4)})`.execute(db)
  const { rows } = await sql<{ known: boolean }>`select id_number_is_known(${hash}) as known`.execute(db)
  return rows[0]!.known
}

/** Residents within reach who share a number, a name or a telephone with a person. */
export async function alikeInIdentity(
  context: Context,
  person: { name: string; idNumberHash: string | null; phoneHash: string | null },
) {
  const rows = await reachableResidents(context)
    .innerJoin('orgUnits', 'orgUnits.code', 'residents.villageCode')
    .leftJoin('households', 'households.id', 'residents.householdId')
    .select([
      'residents.id',
      'residents.name',
      'residents.sex',
      'residents.birthDate',
      'residents.idNumberHash',
      'residents.phoneHash',
      'residents.idNumberMasked',
      'residents.householdId',
      'orgUnits.areaName as villageName',
      'households.address',
    ])
    .where((where) =>
      where.or([
        where('residents.name', '=', person.name),
        ...(person.idNumberHash === null
          ? []
          : [where('residents.idNumberHash', '=', Buffer.from(person.idNumberHash, 'hex'))]),
      ]),
    )
    .limit(2_000)
    .execute()
  return rows.map((row) => ({
    ...row,
    sex: row.sex as Sex,
    birthDate: row.birthDate as LocalDate,
    address: row.address ?? '',
    idNumberHash: row.idNumberHash?.toString('hex') ?? null,
    phoneHash: row.phoneHash?.toString('hex') ?? null,
  }))
}
