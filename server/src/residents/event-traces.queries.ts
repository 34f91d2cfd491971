import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { ChangedRow, ChangedTable, KeptRow } from '@qianyue/domain/residents/event-withdrawal.ts'
import type { ResidentEventKind } from '@qianyue/domain/residents/resident-event.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Context } from '../http/context.ts'
import { NotFound } from '../http/errors.ts'
import { reachableResidents } from './reachable-residents.ts'

/** What an event can change: the rows by their key, and the columns of them. */
const traced: Record<ChangedTable, { key: readonly string[]; columns: readonly string[] }> = {
  residents: {
    key: ['id'],
    columns: [
      'died_on',
      'moved_out_on',
      'away_since',
      'away_until',
      'household_id',
      'village_code',
      'relation',
    ],
  },
  households: { key: ['id'], columns: ['head_id', 'dissolved_on'] },
  household_memberships: {
    key: ['resident_id', 'household_id', 'since'],
    columns: ['relation', 'until'],
  },
  resident_populations: { key: ['id'], columns: ['until', 'ended_reason'] },
  agreements: { key: ['id'], columns: ['terminated_on', 'end_reason', 'end_note'] },
  agreement_members: {
    key: ['agreement_id', 'resident_id'],
    columns: ['terminated_on', 'end_reason', 'end_note'],
  },
  agreement_fees: {
    key: ['agreement_id', 'resident_id', 'package_version_id', 'payer'],
    columns: ['refunded_fen'],
  },
}

/** Whose rows an event can touch: the resident with cover and lists, the others by where they live. */
export type Scope = { residentId: string; residentIds: readonly string[]; householdIds: readonly string[] }

/** Everything of the scope that an event can change, as it stands. */
export async function rowsWithin({ db }: Context, scope: Scope): Promise<KeptRow[]> {
  const { residentId, residentIds, householdIds } = scope
  const agreements = sql`(select agreement_id from agreement_members where resident_id = ${residentId})`
  const where: Record<ChangedTable, ReturnType<typeof sql>> = {
    residents: sql`id = any(${residentIds}::uuid[])
      or id in (select resident_id from household_memberships where household_id = any(${householdIds}::uuid[]))`,
    households: sql`id = any(${householdIds}::uuid[])`,
    household_memberships: sql`household_id = any(${householdIds}::uuid[]) or resident_id = ${residentId}`,
    resident_populations: sql`resident_id = ${residentId}`,
    agreements: sql`id in ${agreements}`,
    agreement_members: sql`resident_id = ${residentId}`,
    agreement_fees: sql`resident_id = ${residentId}`,
  }
  const parts = (Object.keys(traced) as ChangedTable[]).map((table) => {
    const { key, columns } = traced[table]
    return sql`
      select ${table}::text as "table", ${objectOf(key)} as key, ${objectOf(columns)} as values
      from ${sql.ref(table)} where ${where[table]}`
  })
  return (await sql<KeptRow>`${sql.join(parts, sql` union all `)}`.execute(db)).rows
}

function objectOf(columns: readonly string[]) {
  return sql`jsonb_build_object(${sql.join(columns.map((column) => sql`${sql.lit(column)}, ${sql.ref(column)}`))})`
}

export async function keepChanges(
  { db }: Context,
  eventId: string,
  changes: readonly ChangedRow[],
): Promise<void> {
  await db
    .updateTable('residentEvents')
    .set({ changes: asJson(changes) })
    .where('id', '=', eventId)
    .execute()
}

/** An event of a resident within reach, both locked. @throws NotFound */
export async function eventToWithdraw(context: Context, residentId: string, eventId: string) {
  await reachableResidents(context)
    .select('residents.id')
    .where('residents.id', '=', residentId)
    .forUpdate('residents')
    .executeTakeFirstOrThrow(() => new NotFound('resident'))
  const event = await context.db
    .selectFrom('residentEvents')
    .select(['id', 'kind', 'happenedOn', 'recordedAt', 'changes', 'withdrawnAt', 'withdrawalReason'])
    .where('id', '=', eventId)
    .where('residentId', '=', residentId)
    .forUpdate()
    .executeTakeFirstOrThrow(() => new NotFound('event'))
  return {
    ...event,
    kind: event.kind as ResidentEventKind,
    changes: event.changes as ChangedRow[] | null,
  }
}

/** The last event still standing that was told of any of these people after another. */
export async function eventAfter(
  { db }: Context,
  eventId: string,
  residentIds: readonly string[],
): Promise<{ name: string; kind: ResidentEventKind; on: LocalDate } | null> {
  const { rows } = await sql<{ name: string; kind: ResidentEventKind; on: LocalDate }>`
    select r.name, later.kind, later.happened_on as on
    from resident_events later
    join residents r on r.id = later.resident_id
    where later.resident_id = any(${residentIds}::uuid[]) and later.withdrawn_at is null and later.id <> ${eventId}
      and later.recorded_at > (select recorded_at from resident_events where id = ${eventId})
    order by later.recorded_at desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** Cover of the resident, signed since, that lies in the days which come back to an agreement. */
export async function coverSignedSince(
  { db }: Context,
  residentId: string,
  agreementIds: readonly string[],
): Promise<LocalDate | null> {
  const { rows } = await sql<{ startsOn: LocalDate }>`
    select other.starts_on from agreement_members back
    join agreement_members other on other.resident_id = back.resident_id and other.agreement_id <> back.agreement_id
    where back.resident_id = ${residentId} and back.agreement_id = any(${agreementIds}::uuid[])
      and not back.declined and not other.declined and other.agreement_id <> all(${agreementIds}::uuid[])
      and daterange(back.starts_on, back.ends_on, '[]')
        && daterange(other.starts_on, coalesce(other.terminated_on, other.ends_on + 1))
    limit 1`.execute(db)
  return rows[0]?.startsOn ?? null
}

/** Whether a place on a list, declared since, lies in the days that come back to an ended one. */
export async function isDeclaredSince(
  { db }: Context,
  residentId: string,
  populations: readonly { id: string; until: LocalDate | null }[],
): Promise<boolean> {
  const ids = populations.map(({ id }) => id)
  const ends = populations.map(({ until }) => until)
  const { rows } = await sql`
    select from unnest(${ids}::uuid[], ${ends}::date[]) as back(id, until)
    join resident_populations held on held.id = back.id
    join resident_populations other on other.resident_id = ${residentId} and other.population = held.population
      and other.id <> all(${ids}::uuid[])
    where daterange(held.since, back.until, '[]') && daterange(other.since, other.until, '[]')
    limit 1`.execute(db)
  return rows.length > 0
}

/** Puts one row back to what it was; a row that the event made goes, and a household that it founded is closed. */
export async function putBack(
  { db }: Context,
  { table, key, was }: ChangedRow,
  on: LocalDate,
): Promise<void> {
  const isIt = sql.join(
    traced[table].key.map(
      (column) =>
        sql`${sql.ref(column)} = (jsonb_populate_record(null::${sql.ref(table)}, ${asJson(key)})).${sql.ref(column)}`,
    ),
    sql` and `,
  )
  if (was !== null) {
    const settings = Object.keys(was).map(
      (column) =>
        sql`${sql.ref(column)} = (jsonb_populate_record(null::${sql.ref(table)}, ${asJson(was)})).${sql.ref(column)}`,
    )
    await sql`update ${sql.ref(table)} set ${sql.join(settings)} where ${isIt}`.execute(db)
  } else if (table === 'households') {
    await sql`update households set head_id = null, dissolved_on = ${on} where ${isIt}`.execute(db)
  } else {
    await sql`delete from ${sql.ref(table)} where ${isIt}`.execute(db)
  }
}

/** The agreements that are in force again say so in their history. */
export async function noteReinstatement(
  { db, viewer, today }: Context,
  residentId: string,
  agreementIds: readonly string[],
  reason: string,
): Promise<void> {
  if (agreementIds.length === 0) return
  await db
    .insertInto('agreementEvents')
    .values(
      agreementIds.map((agreementId) => ({
        agreementId,
        residentId,
        kind: 'reinstated',
        happenedOn: today,
        details: asJson({ reason }),
        recordedBy: viewer.accountId,
      })),
    )
    .execute()
}

export async function markWithdrawn({ db, viewer }: Context, eventId: string, reason: string): Promise<void> {
  await db
    .updateTable('residentEvents')
    .set({ withdrawnAt: sql`now()`, withdrawnBy: viewer.accountId, withdrawalReason: reason })
    .where('id', '=', eventId)
    .execute()
}
