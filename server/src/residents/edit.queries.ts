import type { Sex } from '@qianyue/domain/residents/resident-facts.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import { reachableResidents } from './reachable-residents.ts'

/** Locks a resident within reach, so that two who change one record take turns. @throws NotFound */
export async function residentToEdit(context: Context, id: string) {
  const resident = await reachableResidents(context)
    .selectAll('residents')
    .where('residents.id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow(() => new NotFound('resident'))
  return { ...resident, sex: resident.sex as Sex }
}

export type ResidentToEdit = Awaited<ReturnType<typeof residentToEdit>>

/** Writes what changed as a new version, and keeps what those fields said before. */
export async function writeEdit(
  { db, viewer }: Context,
  resident: ResidentToEdit,
  changed: Record<string, unknown>,
  reason: string,
  editId?: string,
): Promise<void> {
  const was = Object.fromEntries(
    Object.keys(changed)
      .map((field) => [field, resident[field as keyof ResidentToEdit]] as const)
      .filter(([field, value]) => !isSame(value, changed[field]))
      .map(([field, value]) => [field, Buffer.isBuffer(value) ? value.toString('base64') : value]),
  )
  await db
    .insertInto('residentVersions')
    .values({
      residentId: resident.id,
      version: resident.version,
      values: asJson(was),
      changedBy: viewer.accountId,
      reason,
      editId: editId ?? null,
    })
    .execute()
  await db
    .updateTable('residents')
    .set({ ...changed, version: resident.version + 1, updatedAt: sql`now()` })
    .where('id', '=', resident.id)
    .execute()
}

function isSame(before: unknown, after: unknown): boolean {
  if (Buffer.isBuffer(before) && Buffer.isBuffer(after)) return before.equals(after)
  if (typeof before === 'object' && before !== null) return JSON.stringify(before) === after
  return before === after
}

export async function versionsOf({ db }: Context, residentId: string) {
  const rows = await db
    .selectFrom('residentVersions')
    .leftJoin('accounts', 'accounts.id', 'residentVersions.changedBy')
    .select([
      'version',
      'values',
      'changedAt',
      'changedBy',
      'reason',
      'editId',
      'accounts.name as changedByName',
    ])
    .where('residentVersions.residentId', '=', residentId)
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, values: row.values as Record<string, unknown> }))
}
