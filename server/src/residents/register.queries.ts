import type { IdentityWarning } from '@qianyue/domain/residents/identity.ts'
import { sql } from 'kysely'
import { reachesUnit } from '../access/viewer.ts'
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
  if (!reachesUnit(reach, code)) return false
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
