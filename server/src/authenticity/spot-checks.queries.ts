import type { LocalDate } from '@qianyue/domain/days/local-date.ts'
import type { SpotMethod, SpotResult } from '@qianyue/domain/spot-checks/result.ts'
import { sql } from 'kysely'
import { asJson } from '../database/column-types.ts'
import type { Database } from '../database/database.ts'
import type { Days, Range } from './services-seen.queries.ts'

export type SpotCheckRow = {
  id: string
  unitCode: number
  unitName: string
  fromDay: LocalDate
  toDay: LocalDate
  seed: string
  method: SpotMethod
  createdAt: Date
  createdBy: string
  services: number | null
  fullSample: number | null
  results: (SpotResult | null)[]
}

export async function insertSpotCheck(
  db: Database,
  row: { id: string; unitCode: number; seed: string; method: SpotMethod; createdBy: string } & Days,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('spotChecks')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** How many services there were, and how many are drawn of them where nobody has a clean record. */
export async function noteSampling(
  db: Database,
  id: string,
  sampling: { services: number; fullSample: number },
): Promise<void> {
  await db.updateTable('spotChecks').set(sampling).where('id', '=', id).execute()
}

export async function insertSample(
  db: Database,
  checkId: string,
  recordIds: readonly string[],
): Promise<void> {
  await sql`
    insert into spot_check_items (check_id, record_id, position)
    select ${checkId}::uuid, id, position from unnest(${[...recordIds]}::uuid[]) with ordinality as drawn(id, position)`.execute(
    db,
  )
}

export type CandidateRow = {
  recordId: string
  villageCode: number
  item: string
  staffId: string
  questioned: boolean
}

/** Services of the period by village and item, each with whether a question about it is open. */
export async function candidates(
  db: Database,
  range: Range,
  { fromDay, toDay }: Days,
): Promise<CandidateRow[]> {
  const { rows } = await sql<CandidateRow>`
    with questioned as (
      select distinct unnest(record_ids) as record_id from authenticity_questions where decision is null
    )
    select s.id as record_id, r.village_code, coalesce(s.service, s.form) as item, s.performed_by as staff_id,
      q.record_id is not null as questioned
    from service_records s join residents r on r.id = s.resident_id
    left join questioned q on q.record_id = s.id
    where s.unit_code between ${range.from} and ${range.to} and s.performed_on between ${fromDay} and ${toDay}
      and s.withdrawn_at is null and s.performed_by is not null`.execute(db)
  return rows
}

/** Who has had a service refused since a day. */
export async function refusedSince(db: Database, since: LocalDate): Promise<Set<string>> {
  const { rows } = await sql<{ staffId: string }>`
    select distinct s.performed_by as staff_id from service_verdicts v join service_records s on s.id = v.record_id
    where v.verdict = 'fake' and s.performed_on >= ${since} and s.performed_by is not null`.execute(db)
  return new Set(rows.map(({ staffId }) => staffId))
}

export async function spotChecks(db: Database, id?: string): Promise<SpotCheckRow[]> {
  const { rows } = await sql<SpotCheckRow>`
    select c.id, c.unit_code, u.name as unit_name, c.from_day, c.to_day, c.seed, c.method, c.created_at,
      coalesce(a.name, '') as created_by, c.services, c.full_sample,
      coalesce((select jsonb_agg(i.result) from spot_check_items i where i.check_id = c.id), '[]') as results
    from spot_checks c join org_units u on u.code = c.unit_code left join accounts a on a.id = c.created_by
    where ${id === undefined ? sql`true` : sql`c.id = ${id}`}
    order by c.created_at desc limit 200`.execute(db)
  return rows
}

type SpotItemRow = {
  recordId: string
  position: number
  result: SpotResult | null
  calls: number
  answers: Record<string, string>
  note: string | null
}

export async function sampleOf(db: Database, checkId: string): Promise<SpotItemRow[]> {
  const rows = await db
    .selectFrom('spotCheckItems')
    .select(['recordId', 'position', 'result', 'calls', 'answers', 'note'])
    .where('checkId', '=', checkId)
    .orderBy('position')
    .execute()
  return rows as unknown as SpotItemRow[]
}

export async function writeResult(
  db: Database,
  checkId: string,
  recordId: string,
  given: {
    result: SpotResult
    calls: number
    answers: Record<string, string>
    note: string | null
    recordedAt: Date
    recordedBy: string
  },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('spotCheckItems')
    .set({ ...given, answers: asJson(given.answers) })
    .where('checkId', '=', checkId)
    .where('recordId', '=', recordId)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
